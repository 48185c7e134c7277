"""After publication any reviewer may roll back, withdraw, reopen, and say that a course is still right."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.authoring.asking import store
from lms.content.models import CourseVersion
from lms.content.queries import current_version, kept_files
from lms.content.queries import folder_of as published_folder
from lms.doctor import differences
from lms.kernel.clock import utc_now
from lms.learning.operations import enrol
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing.models import CourseCheck
from tests.reviewing.reviewing import Cast, approve_both, hand_in, make_cast, publish, published, state_of
from tests.support.apps import count
from tests.support.drafts import FILES, edit, writer
from tests.support.people import add_person, signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
COURSE = "/courses/arsip-kantor"
NEXT = f"{utc_now() + timedelta(days=200):%Y-%m-%d}"


@pytest.fixture
def cast(app: Flask) -> Cast:
    made = make_cast(app)
    published(made)
    return made


def change(cast: Cast) -> None:
    """The author changes a lesson, and it is published as version 2."""
    edit(cast.draft, LESSON, FILES[LESSON].decode().replace("cepat", "segera"), writer(cast.author_id))
    review = hand_in(cast, "Kata-katanya diperbaiki.")
    approve_both(cast, review)
    assert publish(cast.gita, review).status_code == 303


def learner(app: Flask) -> FlaskClient:
    person = add_person("ani")
    with door(writes=True):
        enrol(person, "arsip-kantor", utc_now())
    return signed_in(app, person)


def current() -> CourseVersion:
    with door(writes=False):
        found = current_version("arsip-kantor")
        assert found is not None
        db.session.expunge(found)
        return found


def test_an_earlier_version_is_published_once_more_and_everything_stays_what_it_was(cast: Cast) -> None:
    change(cast)
    page = cast.gita.get(f"{COURSE}/versions").text
    assert "Kata-katanya diperbaiki." in page and "Rudi Misal" in page
    sent = {"number": "1", "reason": "Kata baru membingungkan."}
    assert cast.gita.post(f"{COURSE}/versions/roll-back", data=sent).status_code == 303
    now = current()
    assert (now.number, now.note, now.published_by) == (3, "Kata baru membingungkan.", "gita")
    with door(writes=False):
        assert published_folder(kept_files(now.id), store()) == FILES
        assert db.session.scalars(select(CourseVersion.number).order_by(CourseVersion.number)).all() == [1, 2, 3]
        assert list(differences()) == []
    again = cast.gita.post(f"{COURSE}/versions/roll-back", data=sent)
    assert again.status_code == 409 and current().number == 3


def test_after_going_back_the_newer_draft_may_be_handed_in_once_more(cast: Cast) -> None:
    page = cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert "Inilah yang dipakai peserta" in page
    assert cast.author.post(f"/drafts/{cast.draft}/hand-in", data={"note": "Lagi."}).status_code == 409
    change(cast)
    cast.gita.post(f"{COURSE}/versions/roll-back", data={"number": "1", "reason": "Kata baru membingungkan."})
    assert "Inilah yang dipakai peserta" not in cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    review = hand_in(cast, "Kata baru dijelaskan.")
    approve_both(cast, review)
    assert publish(cast.rudi, review).status_code == 409, "what learners have now is replaced only knowingly"
    assert publish(cast.rudi, review, replaces=str(current().id)).status_code == 303
    assert current().number == 4


@pytest.mark.parametrize(("number", "status"), [("7", 404), ("x", 404), ("", 404), ("99999999999999", 404)])
def test_there_is_no_way_back_to_what_never_was(cast: Cast, number: str, status: int) -> None:
    answer = cast.gita.post(f"{COURSE}/versions/roll-back", data={"number": number, "reason": "Salah."})
    assert answer.status_code == status and count(CourseVersion) == 1


def test_a_reason_is_needed_to_roll_back_and_to_withdraw(cast: Cast) -> None:
    for path, data in (
        ("/versions/roll-back", {"number": "1"}),
        ("/withdraw", {}),
        ("/withdraw", {"reason": "x" * 600}),
    ):
        assert cast.gita.post(COURSE + path, data=data).status_code == 422


def test_withdrawn_in_one_step_it_is_closed_to_new_learners_and_those_inside_read_why(app: Flask, cast: Cast) -> None:
    ani = learner(app)
    reason = "Peraturan yang diajarkan sudah dicabut."
    assert cast.rudi.post(f"{COURSE}/withdraw", data={"reason": reason}).status_code == 303
    assert cast.rudi.post(f"{COURSE}/withdraw", data={"reason": reason}).status_code == 409
    listed = cast.gita.get("/reviews/courses").text
    assert f"{COURSE}/versions" in listed and "Ditarik" in listed
    assert reason in ani.get(COURSE).text
    ani.post("/learn/arsip-kantor/menyimpan/nama-berkas/finish")
    assert signed_in(app, add_person("budi")).get(COURSE).status_code == 404
    assert "arsip-kantor" not in ani.get("/courses").text
    assert cast.gita.post(f"{COURSE}/reopen").status_code == 303
    assert cast.gita.post(f"{COURSE}/reopen").status_code == 409
    page = ani.get(COURSE).text
    assert reason not in page
    assert COURSE in ani.get("/courses?q=arsip").text


def test_who_completed_reads_beside_the_certificates_that_the_course_was_withdrawn(app: Flask, cast: Cast) -> None:
    ani = learner(app)
    with door(writes=True):
        db.session.execute(db.text("UPDATE enrolment SET state = 'completed', completed_at = enrolled_at"))
    cast.gita.post(f"{COURSE}/withdraw", data={"reason": "Ada kesalahan pada bab dua."})
    page = ani.get("/certificates").text
    assert "Ada kesalahan pada bab dua." in page and "Sertifikat Anda tetap berlaku" in page


def test_a_course_whose_day_has_come_stands_in_the_queue_until_somebody_looks_at_it(cast: Cast) -> None:
    with door(writes=True):
        db.session.execute(update(CourseVersion).values(review_by=date(2026, 1, 1)))
    assert "Waktunya ditinjau kembali" in cast.gita.get("/reviews").text
    sent = {"finding": "right", "next_on": NEXT, "version": str(current().id)}
    assert cast.gita.post(f"{COURSE}/check", data=sent).status_code == 303
    assert cast.gita.post(f"{COURSE}/check", data=sent).status_code == 303
    assert count(CourseCheck) == 1
    assert "Waktunya ditinjau kembali" not in cast.gita.get("/reviews").text
    assert "Gita Seumpama: masih benar" in cast.gita.get(f"{COURSE}/versions").text


def test_the_day_that_its_author_names_is_kept_with_the_version(app: Flask) -> None:
    files = {**FILES, "course.md": FILES["course.md"].replace(b"jp: 2", b"jp: 2\nreview_by: 2026-02-03")}
    cast = make_cast(app, files)
    published(cast)
    assert current().review_by == date(2026, 2, 3)
    assert "3 Februari 2026" in cast.gita.get("/reviews").text


def test_the_authors_are_asked_and_read_what_for(cast: Cast) -> None:
    sent = {"finding": "asked", "next_on": NEXT, "version": str(current().id), "words": "Lihat bab dua."}
    assert cast.gita.post(f"{COURSE}/check", data={**sent, "words": ""}).status_code == 422
    assert cast.gita.post(f"{COURSE}/check", data=sent).status_code == 303
    assert state_of(cast.draft) == "needs-work"
    assert "Lihat bab dua." in cast.author.get(f"/drafts/{cast.draft}/hand-in").text


@pytest.mark.parametrize(
    "fields", [{"next_on": ""}, {"next_on": "2020-01-01"}, {"next_on": "9999-01-01"}, {"words": "x" * 5000}]
)
def test_a_look_without_a_usable_day_is_asked_for_again(cast: Cast, fields: dict[str, str]) -> None:
    sent = {"finding": "right", "next_on": NEXT, "version": str(current().id), **fields}
    assert cast.gita.post(f"{COURSE}/check", data=sent).status_code == 422
    assert count(CourseCheck) == 0


def test_a_look_at_an_old_version_is_refused(cast: Cast) -> None:
    old = current().id
    change(cast)
    sent = {"finding": "right", "next_on": NEXT, "version": str(old)}
    assert cast.gita.post(f"{COURSE}/check", data=sent).status_code == 409


def test_nobody_else_does_any_of_it(app: Flask, cast: Cast) -> None:
    for path in ("/versions/roll-back", "/withdraw", "/reopen", "/check"):
        assert cast.author.post(COURSE + path, data={"number": "1", "reason": "Saya mau."}).status_code == 403
    assert cast.author.get(f"{COURSE}/versions").status_code == 403
    assert cast.gita.get("/courses/tidak-ada/versions").status_code == 404
