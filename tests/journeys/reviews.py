"""Drafts at every stage between their author and their learners, for the pages of reviews."""

import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from flask import Flask

from lms.authoring.queries import draft_of, draft_of_course
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner, new_learner
from tests.journeys.site import run
from tests.reviewing.reviewing import WORTH, review_of, ticks
from tests.support.drafts import FILES, add_draft, edit, writer

QUIZ = "01-menyimpan/02-uji-diri.md"
LESSON = "01-menyimpan/01-nama-berkas.md"
LONG = (
    "\n\nSebanyak 40 persen surat di kantor contoh tidak ditemukan lagi setelah setahun.\n\n"
    "Arsip dimusnahkan menurut UU Nomor 43 Tahun 2009.\n\n![](https://contoh.go.id/rak.png)\n"
)

LONG_TITLE = (
    "Menyambut Tamu Kantor dan Menjawab Pertanyaannya dengan Ramah, Cepat, dan Tepat "
    "di Seluruh Unit Pelayanan Pemerintah Kota Contoh"
)


def put_drafts(app: Flask, reviewer: Learner, second: Learner, reader: Learner) -> Mapping[str, Learner]:
    """The author, whose drafts stand at every stage; `reviewer` and `second` had no part in them."""
    nara = new_learner(app, "naskah", "Nara Contoh", role=Role.SPEAKER, title_after="S.Kom., M.M.")
    own = _draft(reviewer, "karya-sendiri", LONG_TITLE)
    reviewer.post(f"/drafts/{own}/hand-in")
    _draft(nara, "belum-dikirim", "Surat Elektronik Dinas yang Jelas dan Ringkas untuk Semua Unit Kerja")
    broken = _draft(nara, "belum-siap", "Arsip Foto")
    edit(broken, QUIZ, "---\nkind: quiz\nrole: final\n---\n\n## Soal: Apa itu arsip?\n\n- ( ) Ya\n", writer(nara.id))
    waiting = _draft(nara, "menunggu", "Arsip Digital Kantor")
    edit(waiting, LESSON, FILES[LESSON].decode() + LONG, writer(nara.id))
    nara.post(f"/drafts/{waiting}/hand-in")
    back = _draft(nara, "dikembalikan", "Notulen Rapat")
    nara.post(f"/drafts/{back}/hand-in")
    _decide(second, back, "substance", "needs-work", words="Mohon tambah sumber pada bagian kedua.")
    approved = _draft(nara, "disetujui", "Menata Meja Kerja")
    _approve(nara, approved, reviewer, second)
    planned = _draft(nara, "terjadwal", "Rapat yang Singkat")
    _approve(nara, planned, reviewer, second)
    reviewer.post(f"/reviews/{review_of(planned)}/publish", when="later", at=_in_a_month())
    _a_change(nara, reviewer, second)
    _a_withdrawn_course(nara, reviewer, second, reader)
    _overtaken(app, nara, reviewer, second)
    second.post("/reviews/absence", until=_in_a_month()[:10])
    return {"submitting": nara}


def review(slug: str, rest: str = "") -> str:
    """The address of the newest review of a draft."""
    return f"/reviews/{review_of(draft(slug))}{rest}"


def draft(slug: str) -> int:
    """The key of a draft."""
    with door(writes=False):
        found = draft_of_course(slug)
    assert found is not None
    return found.id


def _draft(author: Learner, slug: str, title: str) -> int:
    files = {**FILES, "course.md": FILES["course.md"].replace(b"Arsip Kantor", title.encode())}
    made = add_draft(writer(author.id, slug), files, slug)
    edit(made, "course.md", files["course.md"].decode() + "\nTidak perlu pengetahuan awal.\n", writer(author.id))
    return made


def _decide(by: Learner, draft_id: int, aspect: str, verdict: str = "approved", **fields: str) -> None:
    with door(writes=False):
        found = draft_of(draft_id)
    assert found is not None
    by.post(
        f"/reviews/{review_of(draft_id)}/{aspect}",
        verdict=verdict,
        revision=found.revision,
        point=ticks(aspect),
        **fields,
    )


def _approve(author: Learner, draft_id: int, reviewer: Learner, second: Learner, note: str = "") -> None:
    author.post(f"/drafts/{draft_id}/hand-in", note=note)
    _decide(reviewer, draft_id, "substance")
    _decide(second, draft_id, "form", **WORTH)


def _a_change(author: Learner, reviewer: Learner, second: Learner) -> None:
    """A published course whose next version is half approved, and changed once more since."""
    made = _draft(author, "perubahan", "Melayani lewat Telepon")
    _approve(author, made, reviewer, second)
    reviewer.post(f"/reviews/{review_of(made)}/publish", when="now")
    changed = (
        FILES[LESSON].decode().replace("cepat", "segera").replace("- Perihal", "- Perihal singkat\n- Nomor agenda")
    )
    edit(made, LESSON, changed, writer(author.id))
    quiz = FILES[QUIZ].decode().replace("- ( ) Perihal", "- ( ) Perihal\n- ( ) Pengirim")
    edit(made, QUIZ, quiz, writer(author.id))
    settings = FILES["course.md"].decode().replace("Arsip Kantor", "Melayani lewat Telepon dan Obrolan")
    edit(made, "course.md", settings + "\nTidak perlu pengetahuan awal.\n", writer(author.id))
    author.post(f"/drafts/{made}/hand-in", note="Nomor agenda kini menjadi bagian nama berkas.")
    _decide(reviewer, made, "substance", words="Bagus, terima kasih.")
    edit(made, LESSON, changed + "\nTulis tanggal dengan angka.\n", writer(author.id))


def _overtaken(app: Flask, author: Learner, reviewer: Learner, second: Learner) -> None:
    """A course to be looked at again, whose approved draft was overtaken by a version published from outside."""
    made = _draft(author, "terlampaui", "Menyusun Laporan Bulanan")
    settings = FILES["course.md"].decode().replace("Arsip Kantor", "Menyusun Laporan Bulanan")
    settings = settings.replace("title:", "review_by: 2026-01-05\ntitle:", 1)
    edit(made, "course.md", settings, writer(author.id))
    _approve(author, made, reviewer, second)
    reviewer.post(f"/reviews/{review_of(made)}/publish", when="now")
    edit(made, LESSON, FILES[LESSON].decode().replace("cepat", "segera"), writer(author.id))
    _approve(author, made, reviewer, second, "Contoh diperbarui.")
    with tempfile.TemporaryDirectory(prefix="rambutan-outside-") as kept:
        for path, data in {
            **FILES,
            "course.md": settings.encode(),
            LESSON: FILES[LESSON] + b"\nDitulis di luar.\n",
        }.items():
            (Path(kept) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(kept) / path).write_bytes(data)
        run(app, "courses", "publish", kept, "--slug", "terlampaui", "--note", "Dibetulkan dari luar.")


def _a_withdrawn_course(author: Learner, reviewer: Learner, second: Learner, reader: Learner) -> None:
    """A course with two versions that was withdrawn, and that `reader` had completed."""
    made = _draft(author, "ditarik", "Aturan Cuti Lama")
    _approve(author, made, reviewer, second)
    reviewer.post(f"/reviews/{review_of(made)}/publish", when="now")
    reader.post("/courses/ditarik/enrol")
    with door(writes=True):
        done = "UPDATE enrolment SET state = 'completed', completed_at = enrolled_at WHERE person_id = :id"
        db.session.execute(
            db.text(done + " AND course_id = (SELECT id FROM course WHERE slug = 'ditarik')"), {"id": reader.id}
        )
    edit(made, LESSON, FILES[LESSON].decode().replace("cepat", "segera"), writer(author.id))
    _approve(author, made, reviewer, second, "Contoh diperbarui.")
    reviewer.post(f"/reviews/{review_of(made)}/publish", when="now")
    reviewer.post("/courses/ditarik/withdraw", reason="Peraturan yang diajarkan di sini dicabut pada 1 November 2026.")


def _in_a_month() -> str:
    return f"{utc_now() + timedelta(days=30):%Y-%m-%d}T08:00"
