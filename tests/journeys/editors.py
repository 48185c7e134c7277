"""A draft with every kind of block, for the pages of the editor, and what is done there."""

from collections.abc import Callable

from flask import current_app
from playwright.sync_api import Page as Tab

from lms.authoring import operations
from lms.authoring.contents import kept
from lms.authoring.draft import Act
from lms.authoring.queries import draft_of_course
from lms.content.blobs import BlobStore
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from tests.content.test_media import picture
from tests.journeys.learners import Learner
from tests.support.drafts import FILES, writer

SLUG = "loket-ramah"
PAGE, QUIZ, EMPTY, LONG, WIDE = (
    f"01-loket/0{n}-{name}.md" for n, name in enumerate(("keluhan", "uji", "kosong", "panjang", "lebar"), 1)
)
TEXT = """---
title: Menangani keluhan di loket
minutes: 12
---

Warga yang mengeluh sudah **lelah** sebelum sampai di loket. Tujuh dari sepuluh keluhan menyangkut [waktu
tunggu](https://contoh.go.id).

## Empat langkah

![](../media/antrean.png)

1. **Dengarkan sampai selesai.** Jangan memotong.
2. **Ulangi intinya.**
   - dengan kata Anda sendiri

| Keluhan | Unit |
|---|---|
| Antrean panjang | Loket |
| Berkas hilang | Arsip |

> [!WARNING]
> Jaga jarak dan minta rekan mendampingi.

> Warga perlu merasa didengar lebih dulu.

[Rekaman pelatihan](https://www.youtube.com/watch?v=dQw4w9WgXcQ)

```
Nomor antrean: A-12
```

$$
a^2 + b^2 = c^2
$$

### Bila warga marah

## Soal: Kapan sebaiknya Anda mulai menjelaskan aturan? {#kapan-jelaskan outcome=simpan}

- ( ) Saat warga masih berbicara
  > Warga belum selesai.
- (x) Setelah mengulang inti masalahnya

> Petunjuk: Warga perlu merasa didengar.

> Penjelasan: Warga perlu merasa didengar lebih dulu.
"""
QUESTIONS = """---
title: Uji diri
kind: quiz
role: practice
---

## Kelompok: Dasar {draw=1}

### Soal: Berkas apa yang diperlukan? {#berkas}

- [x] KTP
- [ ] SIM

### Soal: Apa nama formulirnya? {#formulir}

- = F-1

## Soal: Berapa hari kerja? {#hari}

- = 10 ± 2

## Soal: Urutkan langkahnya. {#langkah}

1. Dengar
2. Ulangi

## Soal: Jodohkan. {#jodoh}

| Keluhan | Unit |
|---|---|
| Antre | Loket |
| Berkas | Arsip |

## Soal: Lengkapi. {#rumpang}

Warga datang ke [[loket|meja]] pada [[(x) pagi|( ) malam]] hari.

## Soal: Tulis balasan. {#balas}

> Rubrik: Menyebut masalahnya.

## Soal: Belum ada kunci {#kosong}

- ( ) Satu
"""
WORD = "Pertanggungjawaban" * 8
WIDTH = f"""---
title: {WORD} dan {"pelayanan " * 5}
---

## {WORD}

1. {WORD}

| {WORD} | Unit |
|---|---|
| {WORD} | {WORD} |

> [!WARNING] {WORD}
> {WORD}

## Soal: {WORD}?

- ( ) {WORD}
- (x) Berkas
"""
BLOCKS = {
    "heading": 1,
    "paragraph": 0,
    "picture": 2,
    "list": 3,
    "table": 4,
    "note": 5,
    "quote": 6,
    "media": 7,
    "code": 8,
}


def let_them_edit(author: Learner) -> None:
    """A draft of the author."""
    files = {
        "course.md": FILES["course.md"],
        PAGE: TEXT.encode(),
        QUIZ: QUESTIONS.encode(),
        EMPTY: b"---\ntitle: Halaman kosong\n---\n",
        LONG: (
            "Pelayanan" * 30 + "\n\n## " + "Kata panjang " * 12 + "\n\n" + "Kalimat yang cukup panjang. " * 90
        ).encode(),
        WIDE: WIDTH.encode(),
        "media/antrean.png": picture(960, 400),
    }
    contents = kept(files, BlobStore.within(current_app.extensions["settings"].data_dir))
    with door(writes=True):
        new = operations.NewDraft(SLUG, "Loket Ramah", contents)
        operations.create_draft(new, Act.CREATED, utc_now(), by=writer(author.id, "penulis"))


def at(act: str, path: str, query: str = "") -> Callable[[object], str]:
    """The address of an act on a page of the draft."""

    def address(_cast: object) -> str:
        with door(writes=False):
            found = draft_of_course(SLUG)
        assert found
        return f"/drafts/{found.id}/{act}/{path}{query}"

    return address


def save_nothing(tab: Tab) -> None:
    """Saves the open form without words."""
    tab.get_by_role("textbox", name="Teks").fill("")
    tab.get_by_role("button", name="Simpan", exact=True).click()
    tab.wait_for_selector("form.open .note.r")


def save_what_changed(tab: Tab) -> None:
    """Saves a block that stands there no more."""
    tab.eval_on_selector("form.open [name=block]", "field => { field.value = 'x' }")
    tab.get_by_role("button", name="Simpan", exact=True).click()
    tab.wait_for_selector("[data-explicit]")


def save_an_old_text(tab: Tab) -> None:
    """Saves a text that somebody changed meanwhile."""
    tab.eval_on_selector("form [name=seen]", "field => { field.value = '0' }")
    tab.get_by_role("textbox").first.fill("Tulisan saya.")
    tab.get_by_role("button", name="Simpan", exact=True).click()
    tab.wait_for_selector("[data-explicit]")


def see_as_learners(tab: Tab) -> None:
    """Asks how learners will see the question."""
    tab.get_by_role("button", name="Lihat seperti peserta").click()
    tab.wait_for_selector("#learners")


def with_preview(tab: Tab) -> None:
    """Waits for the preview."""
    tab.wait_for_selector("#preview .part")


def take_out_and_look(tab: Tab) -> None:
    """Takes a block out and sees the note; brings it back for the others."""
    tab.get_by_role("button", name="Hapus kutipan 1").click()
    tab.get_by_role("button", name="Urungkan").wait_for()
