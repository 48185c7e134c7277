"""What is refused, and that it changes nothing, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from lms.assessment.models import Answer, Attempt
from lms.content.models import CourseRow
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import (
    FINAL,
    PRACTICE,
    SETTINGS,
    add_quizzes,
    answer,
    answer_all,
    begin,
    given_values,
    hand_in,
    learner,
)
from tests.support import people
from tests.support.apps import count


def change(model: type, **values: object) -> None:
    """Changes all rows of a table behind the portal's back."""
    with door(writes=True):
        db.session.execute(update(model).values(**values))


def test_the_attempt_of_another_person_is_not_there(app: Flask) -> None:
    add_quizzes()
    begin(learner(app))
    stranger = people.signed_in(app, people.add_person("budi"))
    for path in ("", "/1", "/review", "/result"):
        assert stranger.get(FINAL + path).status_code == 404
    for path in ("/start", "/1", "/submit"):
        assert stranger.post(FINAL + path, data={"answer": "b", "alone": "1"}).status_code == 404
    colleague = learner(app, "citra")
    assert answer(colleague, 1, "b").status_code == 404
    assert (count(Answer), count(Attempt)) == (0, 1)


def test_whoever_is_not_signed_in_answers_nothing(app: Flask) -> None:
    add_quizzes()
    begin(learner(app))
    assert answer(people.browser(app), 1, "b").status_code == 401
    assert count(Answer) == 0


@pytest.mark.parametrize("number", ["0", "5", "99999", "2147483648", "9" * 30, "9" * 5000, "-1", "satu"])
def test_a_question_that_is_not_in_the_attempt_is_not_found(app: Flask, number: str) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    begin(browser, PRACTICE)
    pages = [f"{FINAL}/{number}", f"{PRACTICE}/{number}"]
    sent = [f"{FINAL}/{number}", f"{PRACTICE}/{number}/check", f"{PRACTICE}/{number}/reveal"]
    assert [browser.get(path).status_code for path in pages] == [404] * 2
    assert [browser.post(path, data={"answer": "b"}).status_code for path in sent] == [404] * 3
    assert count(Answer) == 0


@pytest.mark.parametrize("number", ["9", "2147483648", "9" * 30, "9" * 5000, "-1", "satu", ""])
def test_an_attempt_that_there_is_not_is_no_error(app: Flask, number: str) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    assert browser.get(f"{FINAL}/result?attempt={number}").status_code == 303
    assert browser.get(f"{FINAL}/history?attempt={number}").status_code in (200, 404)


@pytest.mark.parametrize(
    ("number", "given"),
    [(1, ["z"]), (1, ["a", "b"]), (2, ["a", "z"]), (3, ["x" * 501]), (4, ["sepuluh"]), (4, ["9" * 41])],
)
def test_what_the_question_cannot_be_answered_with_is_said_beside_it(app: Flask, number: int, given: list[str]) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    page = answer(browser, number, *given)
    assert page.status_code == 422
    assert "<title>Perlu diperbaiki: " in page.text
    assert 'role="alert"' in page.text
    by_script = browser.post(f"{FINAL}/{number}", data={"answer": given}, headers={"Accept": "application/json"})
    assert (by_script.status_code, list(by_script.get_json())) == (422, ["error"])
    assert count(Answer) == 0


def test_oversized_forms_and_tokens_are_refused(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    assert answer(browser, 3, "x" * 3_000_000).status_code == 413
    assert answer(browser, 1, "a", token="x" * 41).status_code == 422
    assert count(Answer) == 0


def test_practice_and_final_do_not_answer_for_each_other(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    begin(browser, PRACTICE)
    for path in ("/check", "/reveal"):
        assert browser.post(f"{FINAL}/1{path}", data={"answer": "b"}).status_code == 404
    assert browser.post(f"{PRACTICE}/1", data={"answer": "b"}).status_code == 404
    assert browser.post(f"{PRACTICE}/submit").status_code == 404
    assert browser.get("/learn/ramah/keluhan/dengar/quiz").status_code == 404
    assert count(Answer) == 0


def test_a_final_begins_only_with_the_promise_and_twice_is_one_attempt(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    refused = browser.post(FINAL + "/start")
    assert refused.status_code == 422
    assert "Centang bahwa" in refused.text
    assert begin(browser).location == begin(browser).location == FINAL + "/1"
    assert count(Attempt) == 1


def test_the_next_attempt_waits_and_the_last_is_the_last(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    for _ in range(SETTINGS.attempts or 0):
        begin(browser)
        answer_all(browser, wrong=[1, 2])
        hand_in(browser)
        early = begin(browser)
        assert early.status_code == 409
        change(Attempt, submitted_at=people.NOW - timedelta(hours=2))
    assert "Kesempatan berikutnya terbuka" not in early.text
    assert "Semua kesempatan sudah dipakai" in early.text
    assert count(Attempt) == 2


def test_a_worse_second_attempt_leaves_the_best_mark(app: Flask) -> None:
    add_quizzes(replace(SETTINGS, wait_minutes=0))
    browser = learner(app)
    for wrong in ([1], [1, 2, 3]):
        begin(browser)
        answer_all(browser, wrong)
        hand_in(browser)
    page = browser.get(FINAL + "/result").text
    assert "nilai 25" in page
    assert "Nilai terbaik Anda, 75" in page
    assert "nilai 75" in browser.get(FINAL + "/result?attempt=1").text
    assert browser.get(FINAL + "/result?attempt=9").status_code == 303


def test_whoever_takes_a_withdrawn_course_may_finish_it(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    change(CourseRow, withdrawn_at=people.NOW)
    begin(browser)
    assert answer(browser, 1, "b").status_code == 303
    assert hand_in(browser).status_code == 303


def test_a_course_that_was_left_takes_no_answer(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    change(Enrolment, state="left", left_at=people.NOW)
    assert answer(browser, 1, "b").status_code == 404
    assert hand_in(browser).status_code == 404
    assert count(Answer) == 0


def test_the_same_token_twice_is_one_answer(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    by_script = {"Accept": "application/json"}
    for option in ("a", "a", "b"):
        data = {"answer": option, "token": "t1"}
        reply = browser.post(FINAL + "/1", data=data, headers=by_script)
        assert reply.get_json()["saved"].startswith("Tersimpan ")
    browser.post(FINAL + "/1", data={"answer": "c", "token": "t2"}, headers=by_script)
    browser.post(FINAL + "/1", data={"answer": "a", "token": "t1"}, headers=by_script)
    assert given_values() == ['"a"', '"c"']


def test_going_back_without_script_changes_the_answer_each_time(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    for option in ("a", "b", "a"):
        answer(browser, 1, option, token="")
    assert given_values() == ['"a"', '"b"', '"a"']


def test_an_unconfirmed_name_is_asked_for_before_a_final_begins(app: Flask) -> None:
    add_quizzes()
    browser = learner(app, confirmed=False)
    assert begin(browser).location.startswith("/profile/certificate-name?next=")
    assert count(Attempt) == 0
