"""Whatever two records did before they are merged: every sum is right, and undoing is exact."""

from datetime import date, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from lms.accounts import operations as accounts
from lms.notifications.models import Notification
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.assignments import offices
from tests.assignments.offices import add_city, add_lesson, add_people, assign, begin, complete, recounted
from tests.support import apps
from tests.support.people import NOW

ACTS = ("begin", "complete", "stop", "assign", "leave", "move", "speaker", "reviewer", "letter")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.booleans(), st.sampled_from(["ramah", "tanggap"]), st.integers(0, 4)),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, is_first=st.booleans())
def test_whatever_two_records_did_the_doctor_is_content_and_undoing_is_exact(
    app: Flask, steps: list[tuple[str, bool, str, int]], is_first: bool
) -> None:
    apps.empty(app)
    units = list(add_city().values())
    both = add_people(units[1:3])
    add_lesson("ramah"), add_lesson("tanggap")
    twins.recognise("ramah", 4)
    at = NOW
    for step in steps:
        at += timedelta(hours=1)
        act(step, both, units, at)
    assert recounted() == []
    before = twins.everything()
    merged = twins.merge(*(both if is_first else reversed(both)), at + timedelta(hours=1))
    assert recounted() == []
    twins.undo(merged, at + timedelta(hours=2))
    assert twins.everything() == before
    assert recounted() == []


def act(step: tuple[str, bool, str, int], both: list[int], units: list[int], at: datetime) -> None:
    """One of the two does something, or something is done to one of them."""
    what, is_first, slug, number = step
    who, unit = both[0 if is_first else 1], units[number]
    match what:
        case "begin":
            begin(who, slug, at)
        case "complete":
            complete(who, slug, at)
        case "stop":
            offices.stop(who, at)
        case "assign":
            assign(twins.course_of(slug), at, due_on=date(2027, 1, 1), unit_id=unit if number else None)
        case "leave":
            offices.leave_office([who], at)
        case "move":
            offices.move([who], unit, at)
        case "letter":
            letter = {"kind": "x", "facts": "{}", "created_at": at, "person_id": who, "token": f"{number}-{at}"}
            with door(writes=True):
                db.session.execute(insert(Notification), [letter])
        case role:
            with door(writes=True):
                accounts.grant_role(who, Role(role), at, by="t")
