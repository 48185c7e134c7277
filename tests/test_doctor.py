"""The doctor counts every stored number anew and names each that was falsified; on both databases."""

import json
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import text

from lms.doctor import differences
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment import pretests, remarkings
from tests.assessment.essays import add_final, give, marker, writer
from tests.assessment.pretests import add_pretest, send
from tests.assessment.quizzes import PRACTICE, RIGHT, add_quizzes, answer_all, begin, hand_in, learner
from tests.certificates.issuing import recognise, set_up_institution
from tests.learning.test_new_version import move, republish

FALSE = {
    "course_version item_count": "UPDATE course_version SET item_count = 9",
    "course_version minutes": "UPDATE course_version SET minutes = minutes + 1",
    "course current_version_id": "UPDATE course SET current_version_id = (SELECT min(id) FROM course_version)",
    "enrolment item_count": "UPDATE enrolment SET item_count = 9",
    "enrolment done_count": "UPDATE enrolment SET done_count = 1",
    "enrolment state": "UPDATE enrolment SET state = 'active', completed_at = NULL",
    "enrolment version_id": "UPDATE enrolment SET version_id = (SELECT min(id) FROM course_version)",
    "item_progress done_at": "UPDATE item_progress SET done_at = (SELECT min(published_at) FROM course_version) "
    "WHERE carried_from_id IS NOT NULL",
    "item_progress best_mark": "UPDATE item_progress SET best_mark = 99 WHERE best_mark IS NOT NULL",
    "attempt item_progress": "DELETE FROM item_progress WHERE best_mark IS NOT NULL",
    "attempt mark": "UPDATE attempt SET mark = 99",
    "attempt passed": "UPDATE attempt SET passed = (1 = 0), passed_at = NULL",
    "attempt_question fraction": "UPDATE attempt_question SET fraction = 0.5 WHERE fraction = 1",
    "answer fraction": "UPDATE answer SET fraction = 0.5 WHERE fraction = 1",
    "jp_entry jp": "UPDATE jp_entry SET jp = 3",
    "jp_entry earned_on": "UPDATE jp_entry SET earned_on = '2020-01-01'",
    "jp_entry year": "UPDATE jp_entry SET year = 2020",
    "enrolment jp_entry": "DELETE FROM jp_entry",
    "jp_year jp": "UPDATE jp_year SET jp = jp + 1",
    "staff_place status": "UPDATE staff_place SET status = 'pppk'",
    "staff_place is_unused": "UPDATE staff_place SET is_unused = NOT is_unused",
    "staff_count unused": "UPDATE staff_count SET unused = unused + 1",
    "person name_key": "UPDATE person SET name_key = 'lain'",
    "staff_count people": "UPDATE staff_count SET people = people + 1",
    "jp_month jp": "UPDATE jp_month SET jp = jp + 1",
    "jp_count people": "UPDATE jp_count SET people = people + 1",
    "certificate number": "UPDATE certificate SET number = 'palsu'",
    "certificate jp": "UPDATE certificate SET jp = 3",
    "enrolment certificate": "UPDATE certificate SET edition = 2",
    "certificate_counter last": "UPDATE certificate_counter SET last = 5",
}
"""What must be named, and the statement that falsifies it."""

FALSE_ESSAYS = (
    ("attempt_question fraction", "UPDATE essay_mark SET fraction = 0.1 WHERE sequence = 2"),
    ("attempt_question fraction", "DELETE FROM essay_mark"),
    ("attempt_question fraction", "UPDATE attempt_question SET fraction = 0.5 WHERE fraction IS NULL"),
    ("attempt_question fraction", "UPDATE attempt_question SET fraction = NULL WHERE fraction IS NOT NULL"),
    ("attempt mark", "UPDATE attempt SET mark = 25, passed = (1 = 0), marked_at = submitted_at WHERE mark IS NULL"),
    ("attempt mark", "UPDATE attempt SET mark = NULL, passed = NULL, marked_at = NULL, passed_at = NULL"),
    ("item_progress waits_since", "UPDATE item_progress SET waits_since = NULL WHERE waits_since IS NOT NULL"),
    ("item_progress waits_since", "UPDATE item_progress SET waits_since = done_at WHERE done_at IS NOT NULL"),
    ("attempt item_progress", "DELETE FROM item_progress WHERE waits_since IS NOT NULL"),
)
"""The same where one essay waits and another has been marked and corrected."""


@pytest.fixture
def completed(app: Flask) -> Flask:
    """A portal in which somebody practised, went on with a new version, passed the final and holds a certificate."""
    set_up_institution()
    add_quizzes()
    recognise()
    browser = learner(app)
    begin(browser, PRACTICE)
    for number, given in enumerate(RIGHT, 1):
        browser.post(f"{PRACTICE}/{number}/check", data={"answer": list(given)})
    begin(browser)
    answer_all(browser, wrong=[1])
    hand_in(browser)
    browser.post("/learn/ramah/-/sapa/finish")
    republish(browser)
    assert move(browser)[0] == 303
    assert browser.post("/learn/ramah/keluhan/dengar/finish").location.endswith("note=course-completed")
    return app


def doctor(app: Flask, *more: str) -> tuple[int, str]:
    """What the command answers."""
    done = app.test_cli_runner().invoke(args=["doctor", *more])
    return done.exit_code, done.output


def test_nothing_differs_after_what_learners_do(completed: Flask) -> None:
    assert doctor(completed) == (0, "Every stored number is what the facts come to.\n")


class Undone(Exception):
    """Rolls a door back."""


def named_after(statement: str) -> set[str]:
    """Table and column of all that differs after a statement, which is taken back."""
    found: set[str] = set()
    with suppress(Undone), door(writes=True):
        assert db.session.execute(text(statement)).rowcount  # type: ignore[attr-defined]
        found |= {f"{one.table} {one.column}" for one in differences()}
        raise Undone
    return found


def test_each_falsified_number_is_named(completed: Flask) -> None:
    assert [name for name, statement in FALSE.items() if name not in named_after(statement)] == []


def test_each_falsified_number_of_an_essay_is_named(app: Flask) -> None:
    add_final()
    writer(app, lessons=False)
    writer(app, "budi", lessons=False)
    siti = marker(app)
    give(siti, "1", "budi")
    give(siti, "2,5", "budi", seen="1", reason="Keliru baca.")
    assert doctor(app)[0] == 0
    assert [pair for pair in FALSE_ESSAYS if pair[0] not in named_after(pair[1])] == []


def test_what_a_pretest_is_worth_is_counted_anew(app: Flask) -> None:
    add_pretest()
    send(learner(app), {**pretests.RIGHT, "empat": ["1"], "enam": ["b", ""]})
    assert doctor(app)[0] == 0
    false = "UPDATE pretest_answer SET fraction = CASE WHEN fraction = 1 THEN 0.5 ELSE 1 END"
    assert named_after(false) == {"pretest_answer fraction"}


def test_it_says_where_and_what_and_mends_nothing(completed: Flask) -> None:
    with door(writes=True):
        db.session.execute(text("UPDATE enrolment SET done_count = 1"))
    first, again = doctor(completed), doctor(completed)
    assert first == again
    one = json.loads(doctor(completed, "--json")[1])
    assert (first[0], one["table"], one["column"], one["stored"]) == (1, "enrolment", "done_count", "1")
    assert ": done_count is 1, the facts come to 4\n" in first[1] and first[1].endswith("1 differences.\n")


FALSE_OF_REMARKING = {
    "attempt_question fraction": "UPDATE attempt_question SET remark_id = NULL",
    "attempt mark": "UPDATE attempt SET mark = 99",
    "attempt mark_change": "DELETE FROM mark_change",
    "mark_change to_mark": "UPDATE mark_change SET to_mark = 99",
    "mark_change to_passed": "UPDATE mark_change SET to_passed = NOT to_passed",
    "mark_change changed_at": "UPDATE mark_change SET changed_at = (SELECT max(expires_at) FROM signin_session)",
    "item_progress best_mark": "UPDATE item_progress SET best_mark = 74",
    "item_progress done_at": "UPDATE item_progress SET done_at = NULL",
}


def test_each_falsified_number_of_a_re_marking_is_named(app: Flask) -> None:
    remarkings.wrong_key()
    remarkings.sit(app, "ani", "a")
    remarkings.decide(remarkings.reviewer(app), remarkings.correct())
    assert doctor(app)[0] == 0
    assert [name for name, false in FALSE_OF_REMARKING.items() if name not in named_after(false)] == []
