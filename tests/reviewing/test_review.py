"""A draft is handed in, two aspects are approved by people who did not write it, and it is published as it was."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from lms.authoring import operations
from lms.content.models import CourseAuthor, CourseVersion, Recognition
from lms.content.queries import current_version
from lms.doctor import differences
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing.models import Approval, Submission
from tests.reviewing.reviewing import (
    WORTH,
    Cast,
    approve_both,
    decide,
    hand_in,
    make_cast,
    publish,
    published,
    review_of,
    revision_of,
    state_of,
    ticks,
)
from tests.support.apps import count
from tests.support.drafts import FILES, edit, writer
from tests.support.people import NOW

LESSON = "01-menyimpan/01-nama-berkas.md"


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def test_a_draft_goes_from_its_author_through_two_reviewers_to_learners_byte_for_byte(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    page = cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert "Kirim untuk ditelaah" in page and "dalam 7 hari" in page
    review = hand_in(cast)
    assert state_of(cast.draft) == "in-review"
    assert "Arsip Kantor" in cast.gita.get("/reviews").text
    assert "Menyimpan surat dengan nama yang mudah dicari" in cast.gita.get(f"/reviews/{review}").text
    approve_both(cast, review, **WORTH)
    assert state_of(cast.draft) == "approved"
    assert "Terbitkan" in cast.gita.get(f"/reviews/{review}/publish").text
    assert publish(cast.gita, review).location == f"/reviews/{review}?note=published"
    assert state_of(cast.draft) == "published"
    done = app.test_cli_runner().invoke(args=["courses", "export", "arsip-kantor", str(tmp_path / "kursus")])
    assert done.exit_code == 0
    folder = tmp_path / "kursus"
    assert {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == FILES
    with door(writes=False):
        worth = db.session.scalars(select(Recognition)).one()
        assert (worth.jp, worth.form_of_learning, worth.siasn_kind) == (2, "E-learning", "Diklat Teknis")
        assert worth.version_id == db.session.scalars(select(CourseVersion.id)).one()
        assert db.session.scalars(select(CourseAuthor.person_id)).all() == [cast.author_id]
        assert list(differences()) == []
    assert "2 JP, diakui sebagai E-learning" in cast.author.get("/courses/arsip-kantor").text


def test_handing_in_twice_is_handing_in_once(cast: Cast) -> None:
    hand_in(cast)
    hand_in(cast)
    assert count(Submission) == 1


def test_a_draft_with_errors_cannot_be_handed_in_and_the_page_says_where(cast: Cast) -> None:
    edit(cast.draft, "01-menyimpan/02-uji-diri.md", "---\nkind: quiz\nrole: final\n---\n\n## Soal: Apa?\n\n- ( ) Ya\n",
         writer(cast.author_id))  # fmt: skip
    page = cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert "02-uji-diri.md" in page and "<textarea" not in page
    assert cast.author.post(f"/drafts/{cast.draft}/hand-in").status_code == 422
    assert count(Submission) == 0


def test_nobody_approves_own_work_not_even_after_leaving_it(app: Flask, cast: Cast) -> None:
    with door(writes=True):
        operations.add_author(cast.draft, cast.gita_id, NOW, by=writer(cast.author_id, "nara"))
        operations.remove_author(cast.draft, cast.gita_id, NOW, by=writer(cast.author_id, "nara"))
    review = hand_in(cast)
    answer = decide(cast.gita, review, "substance", cast.draft)
    assert answer.status_code == 403 and "harus disetujui orang lain" in answer.text
    assert "Setujui isi" not in cast.gita.get(f"/reviews/{review}/substance").text
    assert count(Approval) == 0


def test_a_change_after_an_approval_voids_it_in_sight_and_shows_the_difference(cast: Cast) -> None:
    review = hand_in(cast)
    approve_both(cast, review)
    approved = revision_of(cast.draft)
    edit(cast.draft, LESSON, FILES[LESSON].decode().replace("cepat", "segera"), writer(cast.author_id))
    assert state_of(cast.draft) == "in-review"
    page = cast.gita.get(f"/reviews/{review}").text
    assert "Berubah sejak disetujui" in page and f"/changes?since={approved}" in page
    changes = cast.gita.get(f"/reviews/{review}/changes?since={approved}").text
    assert "cepat</del>" in changes and "segera</ins>" in changes
    answer = publish(cast.gita, review)
    assert answer.status_code == 409 and current("arsip-kantor") is None
    approve_both(cast, review)
    assert publish(cast.gita, review).status_code == 303


def test_what_was_looked_at_is_what_is_approved(cast: Cast) -> None:
    review, seen = hand_in(cast), revision_of(cast.draft)
    edit(cast.draft, LESSON, "Lain.\n", writer(cast.author_id))
    answer = decide(cast.gita, review, "substance", cast.draft, revision=seen)
    assert answer.status_code == 409 and "Konsep ini berubah" in answer.text
    assert count(Approval) == 0


def test_approval_needs_every_point_and_needs_work_needs_words(cast: Cast) -> None:
    review = hand_in(cast)
    assert decide(cast.gita, review, "substance", cast.draft, point=ticks("substance")[:1]).status_code == 422
    assert decide(cast.gita, review, "substance", cast.draft, "needs-work").status_code == 422
    answer = decide(cast.gita, review, "substance", cast.draft, "needs-work", words="Mohon tambah sumber.")
    assert answer.status_code == 303 and state_of(cast.draft) == "needs-work"
    assert "Mohon tambah sumber." in cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    edit(cast.draft, LESSON, FILES[LESSON].decode() + "\nTambahan.\n", writer(cast.author_id))
    again = hand_in(cast)
    assert again != review and review_of(cast.draft) == again
    assert decide(cast.gita, review, "substance", cast.draft).status_code == 409


def test_without_a_decision_the_course_gives_no_jp(cast: Cast) -> None:
    published(cast)
    assert count(Recognition) == 0
    assert "Belum bernilai JP" in cast.author.get("/courses/arsip-kantor").text


@pytest.mark.parametrize(
    "fields",
    [
        {"jp": "0"}, {"jp": "banyak"}, {"jp": "9999999999"}, {"decided_on": "kemarin"}, {"decided_on": "9999-99-99"},
        {"number": "8" * 200}, {"signer": "77"}, {"form": ""}, {"body": "B" * 900},
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_read_is_asked_for_again(cast: Cast, fields: dict[str, str]) -> None:
    review = hand_in(cast)
    answer = decide(cast.gita, review, "form", cast.draft, **{**WORTH, **fields})
    assert answer.status_code == 422 and "Perlu diperbaiki: " in answer.text
    assert count(Approval) == 0


def test_a_second_approval_of_the_same_is_told_who_was_first_and_a_double_tap_is_one(cast: Cast) -> None:
    review = hand_in(cast)
    assert decide(cast.gita, review, "substance", cast.draft).status_code == 303
    assert decide(cast.gita, review, "substance", cast.draft).status_code == 303
    answer = decide(cast.rudi, review, "substance", cast.draft)
    assert answer.status_code == 409 and "Gita Seumpama" in answer.text
    assert count(Approval) == 1


def test_taken_back_it_waits_no_longer_and_may_be_handed_in_again(cast: Cast) -> None:
    review = hand_in(cast)
    assert cast.author.post(f"/drafts/{cast.draft}/hand-in/take-back").status_code == 303
    assert state_of(cast.draft) == "writing"
    assert "Tidak ada konsep yang menunggu" in cast.gita.get("/reviews").text
    assert decide(cast.gita, review, "substance", cast.draft).status_code == 409
    assert cast.author.post(f"/drafts/{cast.draft}/hand-in/take-back").status_code == 409
    assert hand_in(cast) != review


def test_others_cannot_hand_in_or_take_back_what_they_do_not_write(cast: Cast) -> None:
    assert cast.gita.post(f"/drafts/{cast.draft}/hand-in").status_code == 404
    hand_in(cast)
    assert cast.gita.post(f"/drafts/{cast.draft}/hand-in/take-back").status_code == 404
    assert cast.author.get("/reviews").status_code == 403


def test_before_the_substance_is_approved_the_page_says_what_is_not_tested(app: Flask) -> None:
    outcomes = FILES["course.md"].replace(b"outcomes:\n", b"outcomes:\n  buang: Memusnahkan arsip sesuai aturan\n")
    cast = make_cast(app, {**FILES, "course.md": outcomes})
    review = hand_in(cast)
    page = cast.gita.get(f"/reviews/{review}/substance").text
    assert "1 kemampuan belum diuji" in page and "Memusnahkan arsip sesuai aturan" in page
    assert "Belum diuji" in cast.gita.get(f"/reviews/{review}").text


def test_what_is_wrong_with_the_whole_course_leads_to_its_settings_and_names_no_file(app: Flask) -> None:
    outcomes = FILES["course.md"].replace(b"outcomes:\n", b"outcomes:\n  buang: Memusnahkan arsip sesuai aturan\n")
    cast = make_cast(app, {**FILES, "course.md": outcomes})
    page = cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert "Pengaturan pelatihan" in page and f"/drafts/{cast.draft}/settings" in page
    assert "course.md" not in page


def test_an_open_remark_stands_on_the_page_with_the_way_to_its_block(cast: Cast) -> None:
    review = hand_in(cast)
    place = f"/drafts/{cast.draft}/read/{LESSON}"
    assert cast.gita.post(place, data={"words": "Mohon beri contoh.", "token": "satu-dua-tiga"}).status_code == 303
    page = cast.rudi.get(f"/reviews/{review}").text
    assert "Mohon beri contoh." in page and place in page and f"/drafts/{cast.draft}/try" in page


def test_the_course_of_events_stands_on_the_page_and_in_the_audit(cast: Cast) -> None:
    review = published(cast, **WORTH)
    page = cast.gita.get(f"/reviews/{review}").text
    for words in ("Nara Contoh mengirimnya", "Gita Seumpama menyetujui isi", "Rudi Misal menyetujui bentuk: 2 JP"):
        assert words in page
    with door(writes=False):
        acts = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    wanted = ["reviewing.hand-in", "reviewing.approved", "reviewing.approved", "content.publish", "reviewing.publish"]
    assert [act for act in acts if act in wanted] == wanted


def current(slug: str) -> object:
    with door(writes=False):
        return current_version(slug)
