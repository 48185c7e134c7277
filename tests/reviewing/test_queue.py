"""The queue says what waits, since when, by when an answer was promised, and whose turn it is."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from lms.kernel.clock import local_date, utc_now
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.reviewing.models import Approval, ReviewerAbsence, Submission
from tests.reviewing.reviewing import Cast, decide, hand_in, make_cast
from tests.support.apps import count
from tests.support.drafts import add_draft, writer
from tests.support.people import add_person, signed_in
from tests.support.statements import statements


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def in_days(days: int) -> str:
    return (local_date(utc_now(), local_zone()) + timedelta(days=days)).isoformat()


def let_days_pass(days: int) -> None:
    earlier = timedelta(days=days)
    with door(writes=True):
        for row in db.session.query(Submission):
            row.handed_in_at, row.promised_on = row.handed_in_at - earlier, row.promised_on - earlier
        db.session.execute(update(Approval).values(at=utc_now() - earlier))


def asked(cast: Cast) -> str:
    """Who is asked, as the queue says it."""
    if "Giliran Anda" in cast.gita.get("/reviews").text:
        return "gita"
    return "rudi" if "Giliran Anda" in cast.rudi.get("/reviews").text else ""


def test_an_empty_queue_says_so_and_leads_on(cast: Cast) -> None:
    page = cast.gita.get("/reviews").text
    assert "Tidak ada konsep yang menunggu" in page and "Buka katalog" in page


def test_exactly_one_is_asked_and_after_days_of_silence_the_other(cast: Cast) -> None:
    hand_in(cast)
    first = asked(cast)
    other = {"gita": "Rudi Misal", "rudi": "Gita Seumpama"}[first]
    assert f"Giliran: {other}" not in getattr(cast, first).get("/reviews").text
    let_days_pass(2)
    assert asked(cast) == first
    let_days_pass(1)
    assert {first, asked(cast)} == {"gita", "rudi"}
    let_days_pass(3)
    assert asked(cast) == first


def test_whoever_decides_has_not_been_silent(cast: Cast) -> None:
    review = hand_in(cast)
    first = asked(cast)
    let_days_pass(2)
    decide(getattr(cast, first), review, "substance", cast.draft)
    assert asked(cast) == first and "Isi disetujui, bentuk belum" in cast.gita.get("/reviews").text


def test_who_is_away_is_passed_over_at_once_until_they_are_back(cast: Cast) -> None:
    hand_in(cast)
    first = asked(cast)
    away = getattr(cast, first)
    assert away.post("/reviews/absence", data={"until": in_days(9)}).status_code == 303
    assert away.post("/reviews/absence", data={"until": in_days(9)}).status_code == 303
    assert count(ReviewerAbsence) == 1
    assert {first, asked(cast)} == {"gita", "rudi"}
    assert "Anda cuti sampai" in away.get("/reviews").text
    assert away.post("/reviews/absence", data={"back": "1"}).status_code == 303
    assert asked(cast) == first


def test_when_all_are_away_the_author_is_told_that_nobody_can_be_asked(cast: Cast) -> None:
    hand_in(cast)
    for reviewer in (cast.gita, cast.rudi):
        reviewer.post("/reviews/absence", data={"until": in_days(3)})
    assert asked(cast) == "" and "Semua sedang cuti" in cast.gita.get("/reviews").text
    assert "Belum ada penelaah yang dapat diminta" in cast.author.get(f"/drafts/{cast.draft}/hand-in").text


@pytest.mark.parametrize("until", ["", "besok", "2020-01-01", "9999-12-31", "x" * 900])
def test_a_last_day_that_cannot_be_is_asked_for_again(cast: Cast, until: str) -> None:
    answer = cast.gita.post("/reviews/absence", data={"until": until})
    assert answer.status_code == 422 and count(ReviewerAbsence) == 0
    assert "Pilih hari" in answer.text and "misalnya 20" not in answer.text


def test_an_answer_that_is_late_is_said_in_words(cast: Cast) -> None:
    hand_in(cast)
    assert "sudah lewat" not in cast.gita.get("/reviews").text
    let_days_pass(8)
    assert "sudah lewat" in cast.gita.get("/reviews").text and "dikirim 8 hari lalu" in cast.gita.get("/reviews").text


def test_an_author_who_reviews_is_never_asked_about_own_work(app: Flask) -> None:
    cast = make_cast(app)
    own = add_draft(writer(cast.gita_id, "gita"), slug="karya-gita")
    cast.gita.post(f"/drafts/{own}/hand-in")
    page = cast.gita.get("/reviews").text
    assert "Karya Anda sendiri" in page and "Giliran Anda" not in page
    assert "Giliran Anda" in cast.rudi.get("/reviews").text


def test_a_reviewer_whose_role_ended_is_asked_no_more(app: Flask) -> None:
    cast = make_cast(app)
    hand_in(cast)
    with door(writes=True):
        db.session.execute(
            db.text("UPDATE role_grant SET ended_at = granted_at WHERE person_id = :id"), {"id": cast.gita_id}
        )
    assert "Giliran Anda" in cast.rudi.get("/reviews").text


def test_the_queue_asks_the_same_number_of_questions_whatever_waits(app: Flask, cast: Cast) -> None:

    hand_in(cast)
    with statements() as few:
        cast.gita.get("/reviews")
    for number in range(6):
        person = add_person(f"penulis-{number}", role=Role.SPEAKER)
        draft = add_draft(writer(person, f"penulis-{number}"), slug=f"naskah-{number}")
        signed_in(app, person).post(f"/drafts/{draft}/hand-in")
    with statements() as many:
        cast.gita.get("/reviews")
    assert len(few) == len(many)


@pytest.mark.parametrize(
    "query", ["?since=999", "?since=-1", "?since=abc", "?file=../../etc/passwd", "?file=" + "x" * 3000]
)
def test_whatever_is_asked_of_the_differences_is_answered(cast: Cast, query: str) -> None:
    review = hand_in(cast)
    answer = cast.gita.get(f"/reviews/{review}/changes{query}")
    assert answer.status_code in (200, 404)


def test_of_a_new_course_everything_is_new(cast: Cast) -> None:
    review = hand_in(cast)
    page = cast.gita.get(f"/reviews/{review}/changes").text
    assert "Belum ada yang terbit, jadi semuanya baru." in page and "Apa yang ditulis lebih dulu?" in page
    keys = cast.gita.get(f"/reviews/{review}/questions").text
    assert "Jawaban tepat." in keys and "Urutan berkas mengikuti tanggal." in keys
    assert "Menguji: Menyimpan surat dengan nama yang mudah dicari" in keys
