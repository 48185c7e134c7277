"""The doctor names whatever is stored of assignments and is not what the facts come to."""

import pytest
from flask import Flask
from sqlalchemy import text

from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_city, add_lesson, add_people, assign, complete, recounted

FALSE = {
    "duty_count people": "UPDATE duty_count SET people = people + 1 WHERE stage = 'done'",
    "duty_count people: none": "DELETE FROM duty_count WHERE stage = 'done'",
    "duty_week people": "UPDATE duty_week SET people = people + 1",
    "duty_week people: none": "DELETE FROM duty_week",
    "duty stage": "UPDATE duty SET stage = 'waived' WHERE stage = 'done'",
    "duty until": "UPDATE duty SET until = '2026-01-01' WHERE stage = 'not-begun'",
    "duty done_at": "UPDATE duty SET done_at = given_at WHERE stage = 'not-begun'",
    "duty begun_at": "UPDATE duty SET begun_at = given_at WHERE stage = 'not-begun'",
    "duty person": "UPDATE duty SET unit_id = NULL WHERE stage = 'not-begun'",
    "is give": "DELETE FROM duty WHERE stage = 'not-begun'",
    "is release": "UPDATE employment SET valid_to = '2026-11-01' WHERE person_id = (SELECT max(id) FROM person)",
}


@pytest.mark.parametrize(("named", "statement"), FALSE.items())
def test_each_false_number_is_named(app: Flask, named: str, statement: str) -> None:
    units, course = add_city(), add_lesson()
    ani, _ = add_people([units["SD 1"]] * 2)
    complete(ani)
    assign(course)
    assert recounted() == []
    with door(writes=True):
        db.session.execute(text(statement))
    assert any(named in one for one in recounted())
