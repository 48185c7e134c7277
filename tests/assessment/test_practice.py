"""Practice: after each answer whether and why, the key after the second miss or on demand, on both databases."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.assessment.models import Answer, Attempt
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import LESSONS, PRACTICE, RIGHT, SINGLE, add_quizzes, begin, learner
from tests.learning.courses import finish, pass_quiz
from tests.support.apps import count


def check(browser: FlaskClient, number: int, *given: str) -> TestResponse:
    """Checks an answer; the page it leads to."""
    return browser.post(f"{PRACTICE}/{number}/check", data={"answer": list(given)}, follow_redirects=True)


def reveal(browser: FlaskClient, number: int) -> TestResponse:
    """Asks for the key; the page it leads to."""
    return browser.post(f"{PRACTICE}/{number}/reveal", follow_redirects=True)


def practising(app: Flask) -> FlaskClient:
    """A browser in which practice has begun."""
    add_quizzes()
    browser = learner(app)
    begin(browser, PRACTICE)
    return browser


def test_a_right_answer_is_said_at_once_with_its_explanation(app: Flask) -> None:
    page = check(practising(app), 1, "b").text
    assert "Tepat" in page
    assert "Jawaban tepat, pilihan Anda." in page
    assert "umpan balik b" in page
    assert "penjelasan satu" in page
    assert "Soal berikutnya" in page


def test_the_first_miss_gives_the_reason_and_where_to_read_but_not_the_key(app: Flask) -> None:
    page = check(practising(app), 1, "a").text
    assert "Belum tepat" in page
    assert "umpan balik a" in page
    assert "/learn/ramah/keluhan/dengar" in page
    assert "Jawaban Anda." in page
    assert [word for word in ("Jawaban tepat", "penjelasan satu", "umpan balik b") if word in page] == []
    assert 'value="a"' not in page
    assert 'value="b"' in page


@pytest.mark.parametrize(
    ("number", "wrong"), [(1, ["a", "c"]), (2, ["a", "b"]), (3, ["rabu", "kamis"]), (4, ["1", "2"])]
)
def test_the_second_miss_shows_the_key_of_each_kind(app: Flask, number: int, wrong: list[str]) -> None:
    browser = practising(app)
    check(browser, number, wrong[0])
    page = check(browser, number, wrong[1]).text
    assert "Ini jawabannya" in page
    assert "Jawaban tepat." in page
    assert "penjelasan" in page


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_kind_can_be_right_at_the_second_try(app: Flask, number: int) -> None:
    browser = practising(app)
    check(browser, number, "9" if number == 4 else "a")
    assert "Tepat pada percobaan kedua" in check(browser, number, *RIGHT[number - 1]).text


def test_the_key_is_shown_on_demand_and_then_nothing_more_is_asked(app: Flask) -> None:
    browser = practising(app)
    check(browser, 1, "a")
    assert "penjelasan satu" in reveal(browser, 1).text
    check(browser, 1, "b")
    assert count(Answer) == 2


def test_a_double_tap_is_not_a_second_miss(app: Flask) -> None:
    browser = practising(app)
    check(browser, 1, "a")
    assert "penjelasan satu" not in check(browser, 1, "a").text
    assert count(Answer) == 1


def test_nothing_chosen_is_said_beside_the_question(app: Flask) -> None:
    browser = practising(app)
    page = browser.post(f"{PRACTICE}/1/check")
    assert page.status_code == 422
    assert "<title>Perlu diperbaiki: " in page.text
    assert "Beri jawaban dahulu" in page.text
    assert count(Answer) == 0


def test_practice_is_done_once_each_question_is_right_or_shown_and_may_be_repeated(app: Flask) -> None:
    browser = practising(app)
    for number in (1, 2, 3):
        check(browser, number, *RIGHT[number - 1])
    assert browser.get(PRACTICE).location == PRACTICE + "/4"
    assert "Selesaikan latihan" in reveal(browser, 4).text
    page = browser.get(PRACTICE).text
    assert "3 dari 4 soal tepat tanpa melihat jawabannya" in page
    assert "1 dari 4 selesai" in browser.get("/courses/ramah").text
    assert begin(browser, PRACTICE).location == PRACTICE + "/1"
    assert count(Attempt) == 2
    assert "umpan balik" not in browser.get(PRACTICE + "/1").text


def test_a_hint_is_folded_and_of_practice_only(app: Flask) -> None:
    page = practising(app).get(PRACTICE + "/1").text
    assert "Butuh petunjuk?" in page
    assert "petunjuk rahasia" in page


@pytest.mark.parametrize(("how_many", "has_steps"), [(10, True), (11, False), (40, False)])
def test_a_long_practice_says_how_far_one_is_instead_of_drawing_many_steps(
    app: Flask, how_many: int, has_steps: bool
) -> None:
    add_quizzes(questions=[replace(SINGLE, key=f"s{number}") for number in range(how_many)])
    browser = learner(app)
    begin(browser, PRACTICE)
    check(browser, 1, "b")
    page = browser.get(PRACTICE + "/3").text
    assert f"Soal 3 dari {how_many}" in page
    assert ('<ol class="steps"' in page) is has_steps
    assert (f"1 dari {how_many} selesai" in page) is not has_steps
    assert (f'<progress value="1" max="{how_many}"' in page) is not has_steps


def test_an_old_tab_of_practice_from_before_the_course_was_taken_again_is_not_found(app: Flask) -> None:
    items = add_quizzes()
    browser = learner(app)
    begin(browser, PRACTICE)
    with door(writes=False):
        enrolment = db.session.scalars(select(Attempt.enrolment_id)).one()
    for lesson in LESSONS:
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"])
    browser.post("/courses/ramah/enrol")
    assert browser.post(f"{PRACTICE}/1/check").status_code == 404
    assert count(Answer) == 0
