"""Decisions on a re-marking that are refused, repeated or made at the same moment; on both databases."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.queries import SIGNIN_COOKIE
from lms.assessment.models import MarkChange, Remark
from lms.permissions import Role
from tests.assessment.quizzes import (
    answer,
    begin,
    hand_in,
    learner,
    options,
)
from tests.assessment.remarkings import (
    BEFORE,
    CLEAN,
    CORRECTED,
    LIST,
    REASON,
    correct,
    current_question,
    decide,
    doctor,
    marks,
    reviewer,
    sit,
    token,
    wrong_key,
)
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.apps import count


def cookie_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    return cookie.value


@pytest.mark.parametrize(
    "form",
    [{}, {"reason": " \n "}, {"reason": "x" * 501}, {"reason": "a\0b"}, {"reason": REASON, "direction": "sideways"}],
)
def test_without_a_usable_reason_and_direction_nothing_happens(app: Flask, form: dict[str, str]) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    answer = browser.post(f"{LIST}/{question}", data={"seen": seen, "direction": "down", **form})
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki: " in answer.text and token(answer.text) == seen
    assert marks() == {"ani": [(74, False)]} and count(Remark) == 0


def test_whoever_hands_in_between_preview_and_decision_is_shown_first(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    late = learner(app, "budi", name="Budi")
    begin(late)
    answer(late, 1, "a")
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    hand_in(late)
    refused = decide(browser, question, seen=seen)
    assert refused.status_code == 409 and "berubah sejak Anda membuka halaman ini" in refused.text
    assert REASON in refused.text and "Budi" in refused.text and marks()["ani"] == [(74, False)]
    assert decide(browser, question, seen=token(refused.text)).status_code == 303
    assert marks() == {"ani": [(100, True)], "budi": [(26, False)]}
    assert doctor(app) == CLEAN


@pytest.mark.parametrize("seen", ["", "x", "0" * 64])
def test_a_decision_on_no_preview_is_refused(app: Flask, seen: str) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    data = {"reason": REASON, "seen": seen}
    assert browser.post(f"{LIST}/{question}", data=data).status_code == 409
    assert count(Remark) == 0


def test_nothing_to_re_mark_is_nothing_to_decide(app: Flask) -> None:
    wrong_key()
    question, browser = correct(), reviewer(app)
    assert "Tidak ada yang dinilai dengan kunci lain" in browser.get(LIST).text
    assert 'name="seen"' not in browser.get(f"{LIST}/{question}").text
    assert browser.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 409


def test_another_reviewer_who_decides_otherwise_on_the_same_preview_is_told(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    question, first, second = correct(), reviewer(app), reviewer(app, "penelaah-2")
    seen = token(first.get(f"{LIST}/{question}").text)
    assert decide(first, question, "up", seen=seen).status_code == 303
    assert decide(second, question, "down", seen=seen).status_code == 409
    assert marks()["budi"] == [(100, True)]


def test_only_reviewers_decide_and_only_on_questions_of_the_current_version(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    question, browser = correct(), reviewer(app)
    for role in (Role.SPEAKER, Role.LEARNER, Role.COORDINATOR, Role.OPERATOR, Role.INSPECTOR):
        other = people.signed_in(app, people.add_person(role.value, role=role))
        assert [other.get(path).status_code for path in (LIST, f"{LIST}/{question}")] == [403, 403]
        assert other.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 403
    correct(3, replace(CORRECTED, fingerprint="f1-anew"))
    gone = [f"{LIST}/{question}", f"{LIST}/999999", f"{LIST}/99999999999999999999", "/courses/lain/remarking"]
    assert [browser.get(path).status_code for path in gone] == [404] * 4
    assert browser.post(f"{LIST}/{question}", data={"reason": REASON}).status_code == 404
    assert people.browser(app).get(LIST).status_code == 303


def test_two_taps_at_once_re_mark_once(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    sit(app, "budi", "b")
    question, browser, twin = correct(), reviewer(app), reviewer(app, "penelaah-2")
    twin.set_cookie(SIGNIN_COOKIE, cookie_of(browser))
    seen = token(browser.get(f"{LIST}/{question}").text)
    done = at_once(
        app, *[lambda one=one: decide(one, question, "down", seen=seen).status_code for one in (browser, twin)]
    )
    assert done == [303, 303]
    assert (count(Remark), count(MarkChange), marks()["ani"]) == (1, 2, [(100, True)])
    assert doctor(app) == CLEAN


def test_handing_in_and_re_marking_at_once_lose_nothing(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    late = learner(app, "budi")
    begin(late)
    question, browser = correct(), reviewer(app)
    seen = token(browser.get(f"{LIST}/{question}").text)
    first, second = at_once(
        app, lambda: hand_in(late).status_code, lambda: decide(browser, question, seen=seen).status_code
    )
    assert first == 303 and second in (303, 409)
    assert count(Remark) == (second == 303) and marks()["budi"] == [(0, False)]
    assert doctor(app) == CLEAN


def test_a_preview_is_outdated_once_another_question_changed_the_same_marks(app: Flask) -> None:
    wrong_key()
    sit(app, "ani", "a")
    first = correct(rest=(replace(BEFORE[1], options=options("a"), fingerprint="f2-corrected"), *BEFORE[2:]))
    browser, second = reviewer(app), current_question("dua")
    seen = token(browser.get(f"{LIST}/{second}").text)
    assert decide(browser, first).status_code == 303
    assert decide(browser, second, "down", seen=seen).status_code == 409
    assert marks() == {"ani": [(100, True)]}
