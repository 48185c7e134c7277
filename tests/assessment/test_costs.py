"""What pages of quizzes cost, and that taps at the same time do no harm, on both databases."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from lms.assessment.models import Answer, Attempt, AttemptQuestion, Pretest, PretestAnswer
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.pretests import PRETEST, SIZE, add_pretest, form
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, answer, answer_all, begin, hand_in, learner
from tests.learning.courses import finish, state_of
from tests.support import people
from tests.support.apps import count
from tests.support.statements import selects, statements


def test_saving_an_answer_costs_five_statements_in_one_transaction(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    by_script = {"Accept": "application/json"}
    with statements() as seen:
        reply = browser.post(FINAL + "/2", data={"answer": ["a", "c"], "token": "t"}, headers=by_script)
    assert reply.status_code == 200
    told = [one.sql for one in seen if not one.sql.startswith(("BEGIN", "PRAGMA"))]
    assert len(told) <= 5, told
    begins = [one.sql for one in seen if one.sql == "BEGIN IMMEDIATE"]
    assert len(begins) == (1 if db.engine.dialect.name == "sqlite" else 0)
    assert [statement[:6] for statement in told][-1] == "INSERT"


def test_a_pretest_costs_five_queries_and_its_offer_one(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    browser.get(PRETEST)  # now its version is known
    for page, most in ((PRETEST, 5), ("/", 5), ("/courses/ramah", 8)):
        with statements() as seen:
            assert browser.get(page).status_code == 200
        assert len(selects(seen)) <= most, seen


def test_a_pretest_sent_from_several_tabs_is_kept_once(app: Flask) -> None:
    add_pretest()
    learner(app)
    data = form()
    with door(writes=False):
        person_id = db.session.scalars(select(people.Person.id)).one()
    answers: list[int] = []
    at_once(app, 4, lambda tab: answers.append(tab.post(PRETEST, data=data).status_code), person_id)
    assert answers == [303] * 4
    assert (count(Pretest), count(PretestAnswer)) == (1, SIZE)


@pytest.mark.parametrize("quiz", [FINAL, PRACTICE])
def test_a_question_page_costs_four_queries(app: Flask, quiz: str) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser, quiz)
    browser.post(f"{PRACTICE}/1/check", data={"answer": "a"})
    with statements() as seen:
        assert browser.get(quiz + "/1").status_code == 200
    assert len(selects(seen)) <= 4, seen


def at_once(app: Flask, browsers: int, act: Any, person_id: int) -> None:
    """The same act from several browsers of one person at the same time."""
    barrier = threading.Barrier(browsers)

    def run() -> None:
        with app.app_context():
            opened = people.signed_in(app, person_id)
            barrier.wait()
            act(opened)

    threads = [threading.Thread(target=run) for _ in range(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_starting_and_handing_in_from_several_tabs_happens_once(app: Flask) -> None:
    items = add_quizzes()
    browser = learner(app)
    with door(writes=False):
        person_id = db.session.scalars(select(people.Person.id)).one()
    at_once(app, 4, begin, person_id)
    assert (count(Attempt), count(AttemptQuestion)) == (1, 4)
    at_once(app, 3, lambda tab: answer(tab, 1, "b", token="same"), person_id)
    assert count(Answer) == 1
    answer_all(browser)
    at_once(app, 3, hand_in, person_id)
    assert count(Attempt) == 1
    assert "nilai 100" in browser.get(FINAL + "/result").text
    with door(writes=False):
        enrolment_id = db.session.scalars(select(Attempt.enrolment_id)).one()
    for lesson in ("sapa", "dengar"):
        finish(enrolment_id, items[lesson])
    assert state_of(enrolment_id).state == "completed"
    assert begin(browser).status_code == 409
    assert begin(browser, PRACTICE).status_code == 303
