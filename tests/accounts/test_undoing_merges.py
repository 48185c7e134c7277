"""A merge is undone within a day, row for row, unless something since would be torn."""

from datetime import timedelta

import pytest
from flask import Flask

from lms.accounts import operations as accounts
from lms.accounts.models import KnownDevice
from lms.assignments import operations as assignments
from lms.kernel.errors import Conflict
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.assignments import offices
from tests.assignments.offices import add_city, add_lesson, add_people, begin, complete, recounted
from tests.support.people import NOW


def test_undoing_is_refused_once_the_email_is_used_elsewhere(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(kept, email="ani@contoh.go.id")
    twins.set_of(gone, email="ani@gmail.test")
    merged = twins.merge(kept, gone, twins.LATER)
    assert (twins.person(kept).email, twins.person(gone).email) == ("ani@contoh.go.id", None)
    twins.set_of(kept, email="ani@gmail.test")
    with pytest.raises(Conflict, match="such as an e-mail"):
        twins.undo(merged, twins.LATER)
    twins.set_of(kept, email="ani@contoh.go.id")
    twins.undo(merged, twins.LATER)
    assert twins.person(gone).email == "ani@gmail.test"


def test_a_password_that_is_set_since_does_not_hinder_undoing(pair: tuple[int, int]) -> None:
    kept, gone = pair
    with door(writes=True):
        for key in pair:
            db.session.add(KnownDevice(token_hash=b"x" * 32, person_id=key, created_at=NOW))
    merged = twins.merge(kept, gone, twins.LATER)
    with door(writes=True):
        accounts.set_password(kept, "-", twins.LATER, by="t")
    twins.undo(merged, twins.LATER)
    assert twins.person(gone).merged_into_id is None


def test_undoing_is_refused_in_words_once_the_person_has_learned_on(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    begin(gone)
    merged = twins.merge(kept, gone, twins.LATER)
    complete(kept, at=twins.LATER + timedelta(minutes=1))
    with pytest.raises(Conflict, match="learned on"):
        twins.undo(merged, twins.LATER + timedelta(minutes=2))
    assert twins.person(gone).merged_into_id == kept
    assert recounted() == []


def test_what_is_done_in_a_course_of_ones_own_does_not_hinder_undoing(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    merged = twins.merge(kept, gone, twins.LATER)
    complete(kept, at=twins.LATER + timedelta(minutes=1))
    twins.undo(merged, twins.LATER + timedelta(minutes=2))
    assert (twins.states(kept), twins.states(gone)) == (["completed"], [])
    assert recounted() == []


def test_undoing_is_refused_once_the_post_was_changed_and_after_a_day(app: Flask) -> None:
    units = add_city()
    kept, gone = add_people([units["SD 1"], units["SD 1"]])
    offices.leave_office([kept])
    merged = twins.merge(kept, gone, twins.LATER)
    with pytest.raises(Conflict, match="for a day"):
        twins.undo(merged, twins.LATER + timedelta(days=1, seconds=1))
    offices.move([kept], units["Puskesmas A"], twins.LATER + timedelta(days=1))
    with pytest.raises(Conflict, match="post was changed since"):
        twins.undo(merged, twins.LATER + timedelta(hours=23))
    assert recounted() == []


def test_undoing_is_refused_once_an_assignment_changed(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    assignment = offices.assign_to(gone)
    merged = twins.merge(kept, gone)
    with door(writes=True):
        assignments.waive(assignment, kept, "leave", offices.everywhere(), twins.LATER, by="t")
    with pytest.raises(Conflict, match="An assignment"):
        twins.undo(merged, twins.LATER)
    assert recounted() == []


def test_a_chain_is_undone_from_its_end(app: Flask) -> None:
    units = add_city()
    first, second, third = add_people([units["SD 1"]] * 3)
    add_lesson()
    complete(first)
    before = twins.everything()
    one = twins.merge(second, first)
    two = twins.merge(third, second, twins.LATER)
    assert twins.states(third) == ["completed"]
    assert recounted() == []
    with pytest.raises(Conflict, match="merged again"):
        twins.undo(one, twins.LATER)
    twins.undo(two, twins.LATER)
    twins.undo(one, twins.LATER)
    assert twins.everything() == before
