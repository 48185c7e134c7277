"""Two records of one person become one: nothing is lost or counted twice, and undoing puts back every row."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, update

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, RoleGrant, SigninSession
from lms.accounts.posts import Identity, NewPerson, Post
from lms.assignments import operations as assignments
from lms.assignments.models import DutyChange
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning import operations as learning
from lms.learning.models import Enrolment
from lms.notifications.models import Notification
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.assignments import offices
from tests.assignments.offices import add_city, add_lesson, add_people, assign, begin, complete, duty, recounted
from tests.learning.courses import add_course
from tests.support import people
from tests.support.people import NOW


def test_what_one_learned_is_of_the_other_and_undoing_gives_it_back(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    twins.recognise("ramah", 4)
    complete(gone)
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    assert (twins.states(kept), twins.states(gone)) == (["completed"], [])
    assert (twins.jp_of(kept), twins.jp_of(gone)) == (4, 0)
    assert twins.person(gone).merged_into_id == kept
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before
    assert recounted() == []


def test_of_a_course_that_both_take_the_further_one_goes_on(pair: tuple[int, int]) -> None:
    kept, gone = pair
    items = ("satu", "", "lesson", ""), ("dua", "", "lesson", "")
    keys = add_course("ramah", items)
    begin(kept)
    enrolment = begin(gone)
    with door(writes=True):
        learning.finish_lesson(enrolment, keys["satu"], NOW)
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    assert twins.states(kept) == ["left", "active"]
    with door(writes=False):
        assert db.session.get_one(Enrolment, enrolment).state == "active"
    assert begin(kept, at=twins.LATER) == enrolment
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before


def test_jp_of_a_course_that_both_completed_count_once(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    twins.recognise("ramah", 4)
    complete(gone)
    complete(kept, at=twins.LATER)
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    assert twins.states(kept) == ["completed", "completed"]
    assert twins.jp_of(kept) == 4
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert (twins.jp_of(kept), twins.jp_of(gone)) == (4, 4)
    assert twins.everything() == before


def test_what_both_are_asked_is_asked_once_and_done_wins(pair: tuple[int, int]) -> None:
    kept, gone = pair
    course = add_lesson()
    assignment = assign(course)
    complete(gone)
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    held, other = duty(assignment, kept), duty(assignment, gone)
    assert held is not None and held.stage == "done"
    assert other is not None and (other.stage, other.released_reason) == ("released", "merged")
    assert offices.counted(assignment)["done"] == 1 and offices.counted(assignment)["not-begun"] == 0
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before
    assert recounted() == []


def test_nobody_holds_two_posts_on_one_day_and_the_shell_has_none_open(app: Flask) -> None:
    units = add_city()
    with door(writes=True):
        new = [NewPerson(Identity("Ani"), Post(unit_id=units[name])) for name in ("Puskesmas A", "SD 1")]
        (kept,) = accounts.add_people(new[:1], date(2024, 1, 1), NOW, by="t")
        (gone,) = accounts.add_people(new[1:], date(2020, 1, 1), NOW, by="t")
    before = twins.everything()
    merged = twins.merge(kept, gone)
    with door(writes=False):
        rows = select(Employment.valid_from, Employment.valid_to).where(Employment.person_id == kept)
        posts = [tuple(row) for row in db.session.execute(rows.order_by(Employment.valid_from))]
        open_ones = select(Employment.id).where(Employment.person_id == gone, Employment.valid_to.is_(None))
        assert db.session.scalar(open_ones) is None
    assert posts == [(date(2020, 1, 1), date(2023, 12, 31)), (date(2024, 1, 1), None)]
    twins.undo(merged)
    assert twins.everything() == before


def test_somebody_who_had_left_by_one_record_is_there_by_the_other(pair: tuple[int, int]) -> None:
    kept, gone = pair
    course = add_lesson()
    assignment = assign(course)
    offices.leave_office([kept])
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    held = duty(assignment, kept)
    assert held is not None and held.stage == "not-begun"
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before
    assert recounted() == []


def test_roles_are_held_once_and_those_that_ended_stay_ended(pair: tuple[int, int]) -> None:
    kept, gone = pair
    with door(writes=True):
        accounts.grant_role(kept, Role.SPEAKER, NOW, by="t")
        accounts.grant_role(gone, Role.SPEAKER, NOW, by="t")
        accounts.grant_role(gone, Role.REVIEWER, NOW, by="t")
        accounts.end_role(gone, Role.REVIEWER, NOW, by="t")
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    with door(writes=False):
        held = select(RoleGrant.role).where(RoleGrant.person_id == kept, RoleGrant.ended_at.is_(None))
        assert sorted(db.session.scalars(held)) == ["learner", "speaker"]
        assert db.session.scalar(select(func.count()).where(RoleGrant.person_id == gone)) == 0
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before


def test_the_same_letter_to_both_is_one_letter_and_letters_of_the_shell_move(pair: tuple[int, int]) -> None:
    kept, gone = pair
    letter = {"kind": "x", "facts": "{}", "created_at": NOW}
    with door(writes=True):
        rows = [(kept, "same"), (gone, "same"), (gone, "other")]
        db.session.execute(insert(Notification), [{**letter, "person_id": key, "token": token} for key, token in rows])
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    with door(writes=False):
        tokens = select(Notification.token).where(Notification.person_id == kept).order_by(Notification.token)
        assert list(db.session.scalars(tokens)) == ["other", "same"]
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before


def test_who_stays_takes_the_email_that_it_lacks(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(gone, email="ani@contoh.go.id", birth_date=date(1990, 1, 1))
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    assert twins.person(kept).email == "ani@contoh.go.id" and twins.person(gone).email is None
    assert twins.person(kept).birth_date == date(1990, 1, 1)
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before


def test_sessions_of_the_record_that_goes_end(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    browser = people.signed_in(app, gone)
    assert browser.get("/profile").status_code == 200
    twins.merge(kept, gone, twins.LATER)
    assert browser.get("/profile").status_code == 303
    with door(writes=False):
        assert db.session.scalar(select(SigninSession.id).where(SigninSession.person_id == gone)) is None


def test_what_was_waived_and_put_off_of_either_holds(pair: tuple[int, int]) -> None:
    kept, gone = pair
    first = assign(add_lesson())
    second = assign(add_lesson("tanggap"), token="zwei")
    with door(writes=True):
        assignments.waive(first, gone, "leave", offices.everywhere(), NOW, by="t")
        assignments.extend(second, gone, date(2027, 3, 1), "leave", offices.everywhere(), NOW, by="t")
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    waived, extended = duty(first, kept), duty(second, kept)
    assert waived is not None and (waived.stage, waived.waived_reason) == ("waived", "leave")
    assert extended is not None and (extended.due_on, extended.is_extended) == (date(2027, 3, 1), True)
    with door(writes=False):
        told = select(DutyChange.kind).where(DutyChange.duty_id.in_((waived.id, extended.id))).order_by(DutyChange.id)
        assert list(db.session.scalars(told)) == ["waived", "extended"]
    assert recounted() == []
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before


def test_a_record_is_not_merged_with_itself_nor_twice_nor_without_a_reason(pair: tuple[int, int]) -> None:
    kept, gone = pair
    with pytest.raises(Conflict, match="same record"):
        twins.merge(kept, kept)
    with pytest.raises(Unprocessable):
        twins.merge(kept, gone, reason=" ")
    with pytest.raises(Unprocessable):
        twins.merge(kept, gone, reason="x" * 501)
    with pytest.raises(NotFound):
        twins.merge(kept, 999_999)
    merged = twins.merge(kept, gone)
    for one, other in ((kept, gone), (gone, kept)):
        with pytest.raises(Conflict, match="merged already"):
            twins.merge(one, other)
    twins.undo(merged)
    with pytest.raises(Conflict, match="undone already"):
        twins.undo(merged)
    assert twins.merge(gone, kept) != merged


def test_made_up_people_are_not_merged(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(gone, is_demo=True)
    with pytest.raises(Conflict, match="Made-up"):
        twins.merge(kept, gone)


def test_whoever_the_record_led_is_led_by_the_one_who_stays_and_nobody_by_themselves(pair: tuple[int, int]) -> None:
    kept, gone = pair
    (third,) = add_people([None])
    with door(writes=True):
        for person, superior in ((third, gone), (kept, gone), (gone, third)):
            led = update(Employment).where(Employment.person_id == person)
            db.session.execute(led.values(superior_id=superior))
    before = twins.everything()
    merged = twins.merge(kept, gone, twins.LATER)
    with door(writes=False):
        rows = select(Employment.person_id, Employment.superior_id).where(Employment.valid_to.is_(None))
        assert {row.person_id: row.superior_id for row in db.session.execute(rows)} == {third: kept, kept: None}
    twins.undo(merged, twins.LATER)
    assert twins.everything() == before
