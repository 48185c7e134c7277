"""A final with a time limit: the server's clock decides, with grace, and more time for whoever needs it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.assessment.models import Attempt
from lms.assessment.timing import GRACE, end_of, is_up
from lms.kernel.clock import utc_now
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import FINAL, SETTINGS, add_quizzes, answer, begin, given_values, hand_in, learner

TIMED = replace(SETTINGS, time_minutes=20, attempts=None, wait_minutes=0)
START = datetime.fromisoformat("2026-11-24T02:00:00+00:00")


@pytest.mark.parametrize(
    ("minutes", "extra", "expected"),
    [(None, 50, None), (20, 0, timedelta(minutes=20)), (20, 25, timedelta(minutes=25)), (1, 100, timedelta(minutes=2))],
)
def test_an_attempt_ends_after_its_minutes_and_what_a_person_has_more(
    minutes: int | None, extra: int, expected: timedelta | None
) -> None:
    assert end_of(START, minutes, extra) == (expected and START + expected)


def test_time_is_up_after_the_grace() -> None:
    assert [is_up(START, START + GRACE + timedelta(seconds=late)) for late in (-1, 0, 1)] == [False, False, True]
    assert not is_up(None, START)


def end_of_the_attempt() -> datetime:
    with door(writes=False):
        return db.session.scalars(select(Attempt.ends_at).order_by(Attempt.id.desc())).first()  # type: ignore[return-value]


def let_time_pass(beyond: timedelta) -> None:
    """The attempt ended `beyond` ago."""
    with door(writes=True):
        db.session.execute(update(Attempt).values(ends_at=utc_now() - beyond))


def test_the_limit_is_said_before_and_its_end_while_answering(app: Flask) -> None:
    add_quizzes(TIMED)
    browser = learner(app)
    rules = browser.get(FINAL).text
    assert "20 menit" in rules
    assert "Yang dihitung jam portal" in rules
    begin(browser)
    assert abs(end_of_the_attempt() - utc_now() - timedelta(minutes=20)) < timedelta(seconds=30)
    assert "Sampai pukul" in browser.get(FINAL + "/1").text
    assert "Sampai pukul" in browser.get(FINAL + "/review").text


def test_an_answer_within_the_grace_counts_and_a_later_one_is_refused_in_words(app: Flask) -> None:
    add_quizzes(TIMED)
    browser = learner(app)
    begin(browser)
    let_time_pass(GRACE - timedelta(seconds=20))
    assert answer(browser, 1, "b").status_code == 303
    let_time_pass(GRACE + timedelta(seconds=1))
    late = answer(browser, 2, "a", "c")
    assert late.status_code == 409
    assert "Waktu habis" in late.text
    assert FINAL + "/review" in late.text
    by_script = browser.post(FINAL + "/2", data={"answer": "a"}, headers={"Accept": "application/json"})
    assert (by_script.status_code, "Waktu habis" in by_script.json["error"]) == (409, True)  # type: ignore[index]
    assert given_values() == ['"b"']


def test_what_was_saved_in_time_is_handed_in_afterwards(app: Flask) -> None:
    add_quizzes(TIMED)
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "b")
    let_time_pass(timedelta(days=3))
    assert browser.get(FINAL + "/1").location == FINAL + "/review"
    review = browser.get(FINAL + "/review").text
    assert "Waktu habis" in review
    assert "1 dari 4 jawaban tersimpan tepat waktu" in review
    assert hand_in(browser).location == FINAL + "/result"
    assert "nilai 25" in browser.get(FINAL + "/result").text
    assert begin(browser).location == FINAL + "/1"


def test_a_person_with_extra_time_ends_later_and_is_told_so(app: Flask) -> None:
    add_quizzes(TIMED)
    browser = learner(app)
    granted = app.test_cli_runner().invoke(args=["quizzes", "extra-time", "Ani", "50", "--reason", "Surat 12/2026"])
    assert (granted.exit_code, granted.output) == (0, "Ani: 50 percent more time from the next attempt on.\n")
    assert "untuk Anda 50 persen lebih lama" in browser.get(FINAL).text
    begin(browser)
    assert abs(end_of_the_attempt() - utc_now() - timedelta(minutes=30)) < timedelta(seconds=30)
    with door(writes=False):
        entry = db.session.scalars(select(AuditEntry).filter_by(action="assessment.extra-time")).one()
    assert ("50" in entry.details, "Surat 12/2026" in entry.details) == (True, True)


def test_extra_time_for_nobody_or_of_a_wrong_size_is_refused(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["quizzes", "extra-time", "nobody", "50", "--reason", "x"]).exit_code == 1
    assert run(args=["quizzes", "extra-time", "nobody", "301", "--reason", "x"]).exit_code == 2
    assert run(args=["quizzes", "extra-time", "nobody", "50"]).exit_code == 2


def test_practice_and_finals_without_a_limit_never_end(app: Flask) -> None:
    add_quizzes()
    begin(learner(app))
    assert end_of_the_attempt() is None
