"""Before and after on the page of a course's questions: by outcome, in shares, nothing below the stated minimum."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from lms.assessment.item_analysis import FEWEST
from lms.assessment.models import Attempt
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.pretests import QUESTIONS, RIGHT, SIZE, WRONG, add_pretest, send
from tests.assessment.quizzes import answer, begin, hand_in, learner
from tests.assessment.test_pretest import final_keys
from tests.support import people
from tests.support.authors import add_author

PAGE = "/courses/ramah/questions"
BY_POOL = [replace(question, outcome={"p": "a", "q": ""}[question.pool]) for question in QUESTIONS]


def page(app: Flask) -> str:
    return people.signed_in(app, add_author("bu-narasumber")).get(PAGE).text


def take_the_final(browser: FlaskClient, knows: bool) -> None:
    """All right, or all wrong; afterwards the next attempt may begin."""
    begin(browser)
    for place, key in enumerate(final_keys()[-1], 1):
        answer(browser, place, *(RIGHT if knows else WRONG)[key])
    hand_in(browser)
    with door(writes=True):
        db.session.execute(update(Attempt).values(submitted_at=people.NOW.replace(year=2020)))


def test_shares_are_those_of_learners_who_did_both_and_of_first_attempts(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.assessment.before_after.FEWEST", 4)
    add_pretest(SIZE, BY_POOL)
    browsers = [learner(app, f"p{number}") for number in range(6)]
    for number, browser in enumerate(browsers[:5]):
        send(browser, RIGHT if number == 0 else WRONG, person=number)
    for number, browser in enumerate(browsers[:4]):  # the fifth has still to take the final
        take_the_final(browser, knows=number < 3)
    take_the_final(browsers[3], knows=True)  # a second attempt
    take_the_final(browsers[5], knows=True)  # without a pre-test
    found = page(app)
    assert found.count("25% benar sebelumnya, 75% di ujian akhir pertama (4 peserta)") == 2
    assert found.index("Sebelum dan sesudah") < found.rindex("menyambut warga") < found.rindex("Tanpa tujuan belajar")


def test_below_the_minimum_nothing_is_said(app: Flask) -> None:
    add_pretest(SIZE, BY_POOL)
    browser = learner(app)
    send(browser)
    take_the_final(browser, knows=True)
    found = page(app)
    assert found.count(f"1 peserta; perlu sedikitnya {FEWEST}.") == 2 and "benar sebelumnya" not in found


def test_a_course_without_pretests_has_no_such_part(app: Flask) -> None:
    add_pretest(size=0)
    take_the_final(learner(app), knows=True)
    assert "Sebelum dan sesudah" not in page(app)
