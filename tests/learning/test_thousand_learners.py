"""A course changes under 1,000 learners at all stages: nobody loses anything, each sees why; on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import and_, func, insert, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person, RoleGrant
from lms.assessment import operations as assessment
from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.assessment.queries import drawable, quiz_facts
from lms.content.models import CourseItem, CourseRow
from lms.kernel.errors import Conflict
from lms.learning import operations
from lms.learning.models import Enrolment, EnrolmentMove, ItemProgress
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import add_quizzes
from tests.learning.courses import enrol
from tests.learning.test_new_version import publish
from tests.support import people
from tests.support.people import NOW

STAGES: dict[str, tuple[str, ...]] = {
    "begun": (),
    "first lesson": ("sapa",),
    "lesson that goes": ("sapa", "dengar"),
    "practice open": ("sapa",),
    "practice done": ("sapa", "latihan"),
    "final open": ("sapa",),
    "final failed": ("sapa", "dengar"),
    "final passed": ("dengar", "ujian"),
    "completed": ("sapa", "dengar", "ujian"),
    "left": ("sapa", "dengar"),
}
"""What is done at each stage; 100 learners are at each."""
STANDING = {"completed": ("completed", {"completed_at": NOW}), "left": ("left", {"left_at": NOW})}
FAILED = {"submitted_at": NOW, "marked_at": NOW, "mark": 50, "passed": False}
PASSED = {"submitted_at": NOW, "marked_at": NOW, "mark": 80, "passed": True, "passed_at": NOW}
ATTEMPTS: dict[str, tuple[str, dict[str, Any]]] = {
    "practice open": ("latihan", {}),
    "practice done": ("latihan", PASSED | {"mark": 50}),
    "final open": ("ujian", {}),
    "final failed": ("ujian", FAILED),
    "final passed": ("ujian", PASSED),
    "completed": ("ujian", PASSED),
}
EACH = 100


def bring_everybody(items: dict[str, int]) -> dict[str, list[int]]:
    """Inserts the learners with what they did; returns the enrolments of each stage."""
    with door(writes=True):
        course = db.session.scalars(select(CourseRow)).one()
        person_ids = _insert(Person, [_person(number) for number in range(EACH * len(STAGES))])
        _insert(RoleGrant, [{"person_id": one, "role": Role.LEARNER.value, "granted_at": NOW} for one in person_ids])
        found = {}
        for place, stage in enumerate(STAGES):
            mine = person_ids[place * EACH : (place + 1) * EACH]
            found[stage] = _insert(Enrolment, [_enrolment(one, course, stage) for one in mine])
            _do(found[stage], stage, items)
    return found


def _insert(model: type, rows: list[dict[str, Any]]) -> list[int]:
    return list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows))  # type: ignore[attr-defined]


def _person(number: int) -> dict[str, Any]:
    name = f"Peserta Contoh {number}"
    return {"username": f"peserta-{number}", "name": name, "sort_key": name.lower(), "created_at": NOW,
            "password_hash": "-", "name_confirmed_at": NOW}  # fmt: skip


def _enrolment(person_id: int, course: CourseRow, stage: str) -> dict[str, Any]:
    state, dates = STANDING.get(stage, ("active", {}))
    return {"person_id": person_id, "course_id": course.id, "version_id": course.current_version_id, "sequence": 1,
            "state": state, "enrolled_at": NOW, "item_count": 4, "done_count": len(STAGES[stage]),
            "last_activity_at": NOW, **dates}  # fmt: skip


def _do(enrolments: list[int], stage: str, items: dict[str, int]) -> None:
    quiz, ended = ATTEMPTS.get(stage, ("", {}))
    mark = ended.get("mark") if quiz == "ujian" else None
    rows = [(name, NOW, mark if name == quiz else None) for name in STAGES[stage]]
    if stage == "final failed":
        rows.append(("ujian", None, mark))
    progress = [
        {"enrolment_id": one, "item_id": items[name], "done_at": at, "best_mark": best}
        for one in enrolments
        for name, at, best in rows
    ]
    if progress:
        db.session.execute(insert(ItemProgress), progress)
    if quiz:
        _attempt(enrolments, items[quiz], ended)


def _attempt(enrolments: list[int], item_id: int, ended: dict[str, Any]) -> None:
    question = drawable(item_id)[0]
    begun = [{"enrolment_id": one, "item_id": item_id, "sequence": 1, "started_at": NOW, **ended} for one in enrolments]
    asked = [
        {
            "attempt_id": one,
            "position": 1,
            "question_id": question.id,
            "option_order": '["a","b","c"]',
            "fingerprint": "-",
        }
        for one in _insert(Attempt, begun)
    ]
    given = {"token": "t", "act": "save", "value": '"b"', "unsure": False, "given_at": NOW}
    db.session.execute(
        insert(Answer), [{"attempt_question_id": one, **given} for one in _insert(AttemptQuestion, asked)]
    )


def go_on(enrolments: list[int]) -> None:
    """All of them move to version 2."""
    with door(writes=True):
        for one in enrolments:
            operations.move(one, 2, NOW)


def hand_in(enrolments: list[int], item_id: int) -> None:
    """All of them hand their open final in."""
    with door(writes=True):
        for one in enrolments:
            assessment.submit(one, item_id, quiz_facts(item_id), NOW)


def facts() -> dict[str, set[Any]]:
    """Everything that learners did, row by row."""
    tables: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (ItemProgress, lambda row: (row.id, row.enrolment_id, row.item_id, row.done_at, row.best_mark)),
        (Answer, lambda row: (row.id, row.attempt_question_id, row.value, row.given_at)),
        (Attempt, lambda row: (row.id, row.enrolment_id, row.item_id)),
    )
    with door(writes=False):
        return {table.__name__: set(map(row, db.session.scalars(select(table)))) for table, row in tables}


def lost_by_moving() -> int:
    """Progress of moved enrolments in an item that version 2 has too, which did not come along as it was."""
    before, after, carried = aliased(CourseItem), aliased(CourseItem), aliased(ItemProgress)
    same = and_(after.key == before.key, after.version_id == EnrolmentMove.to_version_id)
    as_it_was = and_(
        carried.enrolment_id == ItemProgress.enrolment_id,
        carried.item_id == after.id,
        carried.done_at.is_not_distinct_from(ItemProgress.done_at),
        carried.best_mark.is_not_distinct_from(ItemProgress.best_mark),
    )
    rows = (
        select(func.count(ItemProgress.id))
        .join(EnrolmentMove, EnrolmentMove.enrolment_id == ItemProgress.enrolment_id)
        .join(before, and_(before.id == ItemProgress.item_id, before.version_id == EnrolmentMove.from_version_id))
        .join(after, same)
        .outerjoin(carried, as_it_was)
        .where(carried.id.is_(None))
    )
    with door(writes=False):
        return int(db.session.scalar(rows) or 0)


def done_counts(enrolments: list[int]) -> set[tuple[str, int, int]]:
    """State, done and all of the enrolments, each once."""
    with door(writes=False):
        rows = select(Enrolment.state, Enrolment.done_count, Enrolment.item_count).where(Enrolment.id.in_(enrolments))
        return {(row[0], row[1], row[2]) for row in db.session.execute(rows)}


def test_a_course_changes_under_a_thousand_learners(app: Flask) -> None:
    items = add_quizzes()
    learners = bring_everybody(items)
    before = facts()
    publish()

    assert facts() == before
    for stage in ("final open", "completed", "left"):
        with pytest.raises(Conflict):
            go_on(learners[stage][:1])
    hand_in(learners["final open"], items["ujian"])
    with door(writes=True):
        for one in learners["left"]:
            assert operations.enrol(db.session.get_one(Enrolment, one).person_id, "ramah", NOW) == one
    for stage in STAGES:
        if stage != "completed":
            go_on(learners[stage])

    now = facts()
    assert all(before[table] <= now[table] for table in before)
    assert lost_by_moving() == 0
    assert {stage: done_counts(enrolments) for stage, enrolments in learners.items()} == {
        "begun": {("active", 0, 4)},
        "first lesson": {("active", 1, 4)},
        "lesson that goes": {("active", 1, 4)},
        "practice open": {("active", 1, 4)},
        "practice done": {("active", 2, 4)},
        "final open": {("active", 2, 4)},
        "final failed": {("active", 1, 4)},
        "final passed": {("active", 1, 4)},
        "completed": {("completed", 3, 4)},
        "left": {("active", 1, 4)},
    }
    for stage, (first, *_) in learners.items():
        sees_why(app, first, is_marked="sapa" in STAGES[stage] and stage != "completed")


def sees_why(app: Flask, enrolment: int, *, is_marked: bool) -> None:
    """The learner is told what changed, and which lessons of those done."""
    with door(writes=False):
        person_id = db.session.get_one(Enrolment, enrolment).person_id
    browser = people.signed_in(app, person_id)
    course, changes = browser.get("/courses/ramah").text, browser.get("/courses/ramah/changes").text
    assert "/courses/ramah/changes" in course
    assert ("</svg>Berubah</span>" in course) is is_marked
    assert all(f">{name}<" in changes for name in ("sapa", "catat", "dengar"))


def test_the_next_learner_begins_under_the_new_version(app: Flask) -> None:
    add_quizzes()
    publish()
    enrol(people.add_person())
    browser = people.signed_in(app, people.add_person("budi"))
    assert "Versi 2 sudah terbit" not in browser.get("/courses/ramah").text
