"""Speakers who write: one who has not begun, one with drafts in several states, one of them of the shipped course."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, current_app

from lms.authoring import operations
from lms.authoring.contents import kept
from lms.authoring.draft import Act, DraftState
from lms.authoring.import_report import to_json
from lms.authoring.queries import draft_of_course
from lms.content.blobs import BlobStore
from lms.kernel.clock import utc_now
from lms.kernel.problems import warning
from lms.platform.db.doors import door
from tests.journeys.learners import Learner
from tests.journeys.site import COURSE
from tests.support.drafts import FILES, edit, writer

READY, FAULTY, IMPORTED = "arsip-kantor", "salindia-lama", "surat-elektronik"
LESSON, QUIZ, PAGE = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md", "01-mendengar/01-pembuka.md"
FAULTS = {
    "course.md": b"---\ntitle: Menangani Keluhan Warga di Loket Pelayanan Terpadu Satu Pintu\njp: 4\noutcomes:\n"
    b"  dengar: Mendengarkan keluhan sampai selesai\n  jelas: Menjelaskan aturan dengan kata sederhana\n---\n",
    "01-mendengar/module.md": b"---\ntitle: Mendengar\n---\n",
    "01-mendengar/01-pembuka.md": b"---\ntitle: Mengapa warga mengeluh\n---\n\n70 persen keluhan menyangkut waktu.\n\n"
    b"![](../media/antrean.png)\n\n## Soal: Kapan mulai menjelaskan? {#kapan outcome=dengar}\n\n- ( ) Segera\n"
    b"- ( ) Nanti\n",
    "01-mendengar/02-kosong.md": b"---\ntitle: Empat langkah\n---\n",
    "02-menjelaskan/module.md": b"---\ntitle: Menjelaskan\n---\n",
    "02-menjelaskan/01-ujian-akhir.md": b"---\ntitle: Ujian akhir\nkind: quiz\nrole: final\n---\n",
    "media/antrean.png": b"\x89PNG\r\n\x1a\nrest",
}
LOSSES = (
    warning("picture-slides", "Slides that are only pictures: {count}{where}. Their text cannot be searched or read "
            "aloud.", "Type the text of each below its picture.", count=3, where=" (4, 7–8)"),
    warning("animations", "Slides with animations: {count}{where}. All is shown at once.",
            "Look whether the text can be followed without them.", count=2, where=" (5, 9)"),
)  # fmt: skip


def let_them_write(app: Flask, author: Learner, reviewer: Learner) -> None:
    """Everything that the pages of authors show."""
    by, now = writer(author.id, "penulis"), utc_now()
    _begin(READY, FILES, author)
    for minutes, words in ((6, "**bernama jelas** lekas"), (12, "yang **bernama jelas** lekas sekali")):
        text = FILES[LESSON].decode().replace("yang **bernama jelas** cepat", words)
        edit(_draft_id(READY), LESSON, text, by, now + timedelta(minutes=minutes))
    _begin(FAULTY, FAULTS, author)
    _begin(IMPORTED, {**FILES, "course.md": b"---\ntitle: Surat Elektronik\n---\n"}, author, to_json(LOSSES))
    with door(writes=True):
        operations.set_state(_draft_id(IMPORTED), DraftState.NEEDS_WORK, now, by=by)
        operations.add_author(_draft_id(READY), reviewer.id, now, by=by)
    reviewer.post("/drafts/published", slug=COURSE)


def draft(slug: str, rest: str = "") -> Callable[[object], str]:
    """The address of a page of the draft of a course."""
    return lambda _cast: f"/drafts/{_draft_id(slug)}{rest}"


def _begin(slug: str, files: dict[str, bytes], author: Learner, not_carried: str = "[]") -> None:
    contents = kept(files, BlobStore.within(current_app.extensions["settings"].data_dir))
    title = files["course.md"].decode().partition("title: ")[2].partition("\n")[0]
    new = operations.NewDraft(slug, title, contents, not_carried=not_carried)
    with door(writes=True):
        operations.create_draft(new, Act.IMPORTED, utc_now(), by=writer(author.id, "penulis"))


def _draft_id(slug: str) -> int:
    with door(writes=False):
        found = draft_of_course(slug)
    assert found is not None
    return found.id
