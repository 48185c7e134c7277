"""What is stored of the course and its learners, and what the model says of the same, as rows by name."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.machine.model import Taking, World

Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]

_WHO = "FROM enrolment e JOIN person p ON p.id = e.person_id"
_ATTEMPT = "JOIN attempt a ON a.enrolment_id = e.id JOIN course_item i ON i.id = a.item_id"
QUERIES = {
    "enrolments": f"""SELECT p.username, e.sequence, v.number, e.state, e.done_count, e.item_count,
        e.completed_at IS NOT NULL, e.left_at IS NOT NULL {_WHO} JOIN course_version v ON v.id = e.version_id""",
    "progress": f"""SELECT p.username, e.sequence, i.key, ip.done_at IS NOT NULL, ip.best_mark {_WHO}
        JOIN item_progress ip ON ip.enrolment_id = e.id
        JOIN course_item i ON i.id = ip.item_id AND i.version_id = e.version_id""",
    "moves": f"""SELECT p.username, e.sequence, b.number, a.number {_WHO} JOIN enrolment_move m ON m.enrolment_id = e.id
        JOIN course_version b ON b.id = m.from_version_id JOIN course_version a ON a.id = m.to_version_id""",
    "attempts": f"""SELECT p.username, e.sequence, i.key, i.role, a.sequence, v.number, a.submitted_at IS NOT NULL,
        a.mark, a.passed {_WHO} {_ATTEMPT} JOIN course_version v ON v.id = i.version_id""",
    "answers": f"""SELECT p.username, e.sequence, i.key, i.role, a.sequence, q.position, g.act, g.value
        {_WHO} {_ATTEMPT} JOIN attempt_question q ON q.attempt_id = a.id
        JOIN answer g ON g.attempt_question_id = q.id ORDER BY g.id""",
    "jp": f"SELECT p.username, e.sequence, j.jp {_WHO} JOIN jp_entry j ON j.enrolment_id = e.id ORDER BY j.id",
    "certificates": f"""SELECT c.sequence, p.username, e.sequence, c.edition, c.jp, coalesce(ev.kind, 'valid') {_WHO}
        JOIN certificate c ON c.enrolment_id = e.id LEFT JOIN certificate_event ev ON ev.certificate_id = c.id""",
    "counter": "SELECT last FROM certificate_counter",
}
PUBLISHED = """SELECT v.number, i.position, q.position, i.key, i.role, i.quiz, q.published FROM course_version v
    JOIN course_item i ON i.version_id = v.id LEFT JOIN question q ON q.item_id = i.id"""
SORTED_BY = {"enrolments": 2, "progress": 3, "moves": 3, "attempts": 5, "answers": 6, "jp": 2}
"""By so many columns; those alike stay in the order in which they were written."""


def stored() -> Rows:
    """What the database holds."""
    with door(writes=False):
        read = db.session.connection().exec_driver_sql
        return _in_order({name: map(tuple, read(sql)) for name, sql in QUERIES.items()})


def published() -> frozenset[Row]:
    """All that was published."""
    with door(writes=False):
        return frozenset(map(tuple, db.session.connection().exec_driver_sql(PUBLISHED)))


def expected(world: World) -> Rows:
    """What it should hold."""
    every = [((one.learner, one.turn), one) for one in world.takings]
    attempts = [((*who, *one.quiz, one.number), one) for who, taking in every for one in taking.attempts]
    answers = [(key, one) for key, attempt in attempts for one in attempt.given]
    rows: dict[str, Iterable[Row]] = {
        "enrolments": [(*who, *_standing(one)) for who, one in every],
        "progress": [(*who, *row) for who, one in every for row in _progress(one)],
        "moves": [(*who, *move) for who, one in every for move in one.moves],
        "attempts": [(*key, one.version.number, one.is_over, one.mark, one.passed) for key, one in attempts],
        "answers": [(*key, one.number, one.act, json.dumps(one.value or None)) for key, one in answers],
        "jp": [(*who, jp) for who, one in every for jp in (one.jp, -(one.jp or 0) * one.is_jp_taken_back) if jp],
        "certificates": [
            (number, one.taking.learner, one.taking.turn, one.edition, one.jp, one.state)
            for number, one in enumerate(world.certificates, 1)
        ],
        "counter": [(len(world.certificates),)] if world.certificates else [],
    }
    return _in_order(rows)


def _standing(one: Taking) -> Row:
    is_completed, has_left = one.state == "completed", one.state == "left"
    return one.version.number, one.state, one.done_count, len(one.version.items), is_completed, has_left


def _progress(one: Taking) -> list[Row]:
    known = [item for item in one.version.items if item in one.done or item in one.best]
    return [(item.key, item in one.done, one.best.get(item)) for item in known]


def _in_order(rows: Mapping[str, Iterable[Row]]) -> Rows:
    return {name: sorted(some, key=lambda row: row[: SORTED_BY.get(name, 1)]) for name, some in rows.items()}
