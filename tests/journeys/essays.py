"""A small course with an essay in its final: one learner waits for the mark, one has it, one person marks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from lms.assessment.marking_queries import marked_lately_by, queue_of
from lms.content.authorship import Reach
from lms.platform.db.doors import door
from tests.journeys.learners import Learner
from tests.journeys.site import run

SLUG = "keluhan-tertulis"
FINAL = f"/learn/{SLUG}/-/ujian/quiz"
FILES = {
    "course.md": "---\ntitle: Menjawab Keluhan Tertulis\nsummary: Surat balasan yang menyelesaikan masalah.\n---\n",
    "01-balas.md": "# Membalas surat\n\nBalas setiap keluhan dalam tiga hari kerja.\n",
    "02-ujian.md": """---
title: Ujian akhir
kind: quiz
role: final
minutes: 20
---

## Soal: Warga menunggu dua jam lalu mengirim surat keluhan. Tulis balasan Anda. {#balasan points=10}

Surat itu menyebut loket 3 dan tanggal 3 November.

> Rubrik: Empat poin bila meminta maaf dan menyebut masalahnya, tiga bila menjelaskan tindak lanjut, tiga bila bahasanya
> sopan dan lugas.
> Penjelasan: Balasan yang baik menyebut apa yang sudah dan akan dilakukan, dan kapan.
""",
}
WRITTEN = """Yth. Ibu/Bapak,

Kami mohon maaf atas antrean dua jam di loket 3 pada 3 November. Hari itu satu petugas sakit dan kami terlambat membuka
loket pengganti. Mulai pekan ini selalu ada petugas cadangan.

Bila masih ada kendala, hubungi https://layanan.contoh.go.id/keluhan/loket-tiga-dan-seterusnya-tanpa-spasi-sama-sekali."""
COMMENT = "Permintaan maaf dan tindak lanjutnya jelas.\nTambahkan kapan warga mendapat kabar berikutnya."


def let_them_write(app: Flask, waiting: Learner, marked: Learner, marker: Learner) -> None:
    """Both learners hand an essay in; the marker marks one, and has a draft for the other."""
    with TemporaryDirectory() as folder:
        for path, text in FILES.items():
            Path(folder, path).write_text(text, "utf-8")
        run(app, "courses", "publish", folder, "--slug", SLUG)
    _write(marked)
    marker.post(f"/marking/{first_waiting(marker)}", points="6,5", comment=COMMENT, seen="0")
    _write(waiting)
    marker.post(f"/marking/{first_waiting(marker)}/draft", points="7", comment="Permintaan maafnya jelas.")


def _write(learner: Learner) -> None:
    learner.post(f"/courses/{SLUG}/enrol")
    learner.post(f"/learn/{SLUG}/-/balas/finish")
    learner.post(f"{FINAL}/start", alone="1")
    learner.post(f"{FINAL}/1", answer=WRITTEN)
    learner.post(f"{FINAL}/submit")


def first_waiting(marker: Learner) -> int:
    """The essay that this person is to mark first."""
    with door(writes=False):
        return queue_of(_reach(marker))[0].id


def last_marked(marker: Learner) -> int:
    """The essay that this person marked last."""
    with door(writes=False):
        return marked_lately_by(_reach(marker))[0].id


def _reach(marker: Learner) -> Reach:
    """All courses, for the marker is a reviewer."""
    return Reach(marker.id, "menilai", is_all=True)
