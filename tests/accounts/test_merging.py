"""Two records of one person become one: nothing is lost or counted twice, and undoing puts back every row."""

import random
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, PersonMerge, RoleGrant, SigninSession
from lms.accounts.posts import Identity, NewPerson, Post
from lms.hours.models import JpEntry
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.learning.models import Enrolment
from lms.notifications.models import Notification
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.assignments import offices
from tests.assignments.offices import add_city, add_lesson, add_people, assign, begin, complete, duty, recounted
from tests.support import people
from tests.support.people import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def pair(app: Flask) -> tuple[int, int]:
    """Two records in a city: the one that stays, and the one that goes, in another unit."""
    units = add_city()
    kept, gone = add_people([units["Puskesmas A"], units["SD 1"]])
    return kept, gone


def recognise(slug: str, jp: int) -> None:
    from lms.content.models import CourseRow, Recognition

    with door(writes=True):
        course = db.session.scalars(select(CourseRow).where(CourseRow.slug == slug)).one()
        db.session.add(
            Recognition(
                course_id=course.id,
                version_id=course.current_version_id,
                jp=jp,
                form_of_learning="e-learning",
                decision_number="1",
                decision_date=date(2026, 1, 1),
                recorded_at=NOW,
                recorded_by="t",
            )
        )


def jp_of(person: int) -> int:
    with door(writes=False):
        return int(db.session.scalar(select(func.sum(JpEntry.jp)).where(JpEntry.person_id == person)) or 0)


def states(person: int) -> list[str]:
    with door(writes=False):
        rows = select(Enrolment.state).where(Enrolment.person_id == person).order_by(Enrolment.sequence)
        return list(db.session.scalars(rows))


def test_what_one_learned_is_of_the_other_and_undoing_gives_it_back(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    recognise("ramah", 4)
    complete(gone)
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert (states(kept), states(gone)) == (["completed"], [])
    assert (jp_of(kept), jp_of(gone)) == (4, 0)
    assert twins.person(gone).merged_into_id == kept
    assert recounted() == []
    twins.undo(merged, LATER)
    assert twins.everything() == before
    assert recounted() == []


def test_of_a_course_that_both_take_the_further_one_goes_on(pair: tuple[int, int]) -> None:
    kept, gone = pair
    items = ("satu", "", "lesson", ""), ("dua", "", "lesson", "")
    from lms.learning import operations as learning
    from tests.learning.courses import add_course

    keys = add_course("ramah", items)
    begin(kept)
    enrolment = begin(gone)
    with door(writes=True):
        learning.finish_lesson(enrolment, keys["satu"], NOW)
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert states(kept) == ["left", "active"]
    with door(writes=False):
        assert db.session.get_one(Enrolment, enrolment).state == "active"
    assert begin(kept, at=LATER) == enrolment
    assert recounted() == []
    twins.undo(merged, LATER)
    assert twins.everything() == before


def test_jp_of_a_course_that_both_completed_count_once(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    recognise("ramah", 4)
    complete(gone)
    complete(kept, at=LATER)
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert states(kept) == ["completed", "completed"]
    assert jp_of(kept) == 4
    assert recounted() == []
    twins.undo(merged, LATER)
    assert (jp_of(kept), jp_of(gone)) == (4, 4)
    assert twins.everything() == before


def test_what_both_are_asked_is_asked_once_and_done_wins(pair: tuple[int, int]) -> None:
    kept, gone = pair
    course = add_lesson()
    assignment = assign(course)
    complete(gone)
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    held, other = duty(assignment, kept), duty(assignment, gone)
    assert held is not None and held.stage == "done"
    assert other is not None and (other.stage, other.released_reason) == ("released", "merged")
    assert offices.counted(assignment)["done"] == 1 and offices.counted(assignment)["not-begun"] == 0
    assert recounted() == []
    twins.undo(merged, LATER)
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
    merged = twins.merge(kept, gone, LATER)
    held = duty(assignment, kept)
    assert held is not None and held.stage == "not-begun"
    assert recounted() == []
    twins.undo(merged, LATER)
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
    merged = twins.merge(kept, gone, LATER)
    with door(writes=False):
        held = select(RoleGrant.role).where(RoleGrant.person_id == kept, RoleGrant.ended_at.is_(None))
        assert sorted(db.session.scalars(held)) == ["learner", "speaker"]
        assert db.session.scalar(select(func.count()).where(RoleGrant.person_id == gone)) == 0
    twins.undo(merged, LATER)
    assert twins.everything() == before


def test_the_same_letter_to_both_is_one_letter_and_letters_of_the_shell_move(pair: tuple[int, int]) -> None:
    kept, gone = pair
    letter = {"kind": "x", "facts": "{}", "created_at": NOW}
    with door(writes=True):
        rows = [(kept, "same"), (gone, "same"), (gone, "other")]
        db.session.execute(insert(Notification), [{**letter, "person_id": key, "token": token} for key, token in rows])
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    with door(writes=False):
        tokens = select(Notification.token).where(Notification.person_id == kept).order_by(Notification.token)
        assert list(db.session.scalars(tokens)) == ["other", "same"]
    twins.undo(merged, LATER)
    assert twins.everything() == before


def test_who_stays_takes_the_email_that_it_lacks(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(gone, email="ani@contoh.go.id", birth_date=date(1990, 1, 1))
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert twins.person(kept).email == "ani@contoh.go.id" and twins.person(gone).email is None
    assert twins.person(kept).birth_date == date(1990, 1, 1)
    twins.undo(merged, LATER)
    assert twins.everything() == before


def test_sessions_of_the_record_that_goes_end(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    browser = people.signed_in(app, gone)
    assert browser.get("/profile").status_code == 200
    twins.merge(kept, gone, LATER)
    assert browser.get("/profile").status_code == 303
    with door(writes=False):
        assert db.session.scalar(select(SigninSession.id).where(SigninSession.person_id == gone)) is None


def test_undoing_is_refused_in_words_once_the_person_has_learned_on(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    begin(gone)
    merged = twins.merge(kept, gone, LATER)
    complete(kept, at=LATER + timedelta(minutes=1))
    with pytest.raises(Conflict, match="learned on"):
        twins.undo(merged, LATER + timedelta(minutes=2))
    assert twins.person(gone).merged_into_id == kept
    assert recounted() == []


def test_what_is_done_in_a_course_of_ones_own_does_not_hinder_undoing(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    merged = twins.merge(kept, gone, LATER)
    complete(kept, at=LATER + timedelta(minutes=1))
    twins.undo(merged, LATER + timedelta(minutes=2))
    assert (states(kept), states(gone)) == (["completed"], [])
    assert recounted() == []


def test_undoing_is_refused_once_the_post_was_changed_and_after_a_day(app: Flask) -> None:
    units = add_city()
    kept, gone = add_people([units["SD 1"], units["SD 1"]])
    offices.leave_office([kept])
    merged = twins.merge(kept, gone, LATER)
    with pytest.raises(Conflict, match="for a day"):
        twins.undo(merged, LATER + timedelta(days=1, seconds=1))
    offices.move([kept], units["Puskesmas A"], LATER + timedelta(days=1))
    with pytest.raises(Conflict, match="post was changed since"):
        twins.undo(merged, LATER + timedelta(hours=23))
    assert recounted() == []


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


def test_a_chain_is_undone_from_its_end(app: Flask) -> None:
    units = add_city()
    first, second, third = add_people([units["SD 1"]] * 3)
    add_lesson()
    complete(first)
    before = twins.everything()
    one = twins.merge(second, first)
    two = twins.merge(third, second, LATER)
    assert states(third) == ["completed"]
    assert recounted() == []
    with pytest.raises(Conflict, match="merged again"):
        twins.undo(one, LATER)
    twins.undo(two, LATER)
    twins.undo(one, LATER)
    assert twins.everything() == before


def test_made_up_people_are_not_merged(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(gone, is_demo=True)
    with pytest.raises(Conflict, match="Made-up"):
        twins.merge(kept, gone)


def test_a_merge_that_breaks_half_way_leaves_nothing(pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    before = twins.everything()

    def fail(*_args: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("lms.accounts.operations.merging._settle_person", fail)
    with pytest.raises(RuntimeError):
        twins.merge(kept, gone)
    assert twins.everything() == before
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(PersonMerge)) == 0


def test_the_database_itself_refuses_that_a_record_goes_twice(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.merge(kept, gone)
    row = {"kept_id": kept, "gone_id": gone, "reason": "x", "merged_at": NOW, "merged_by": "t"}
    with pytest.raises(IntegrityError), door(writes=True):
        db.session.execute(insert(PersonMerge), [row])
    with pytest.raises(IntegrityError):
        twins.set_of(kept, merged_into_id=kept)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_records_did_the_doctor_is_content_and_undoing_is_exact(app: Flask, seed: int) -> None:
    chance = random.Random(seed)
    units = list(add_city().values())
    both = add_people([chance.choice(units), chance.choice(units)])
    add_lesson("ramah"), add_lesson("tanggap")
    recognise("ramah", 4)
    at = NOW
    for _ in range(chance.randint(4, 12)):
        at += timedelta(hours=1)
        who, slug = chance.choice(both), chance.choice(["ramah", "tanggap"])
        step = chance.randrange(7)
        if step == 0:
            begin(who, slug, at)
        elif step == 1:
            complete(who, slug, at)
        elif step == 2:
            offices.stop(who, at)
        elif step == 3:
            assign(offices_course(slug), at, due_on=date(2027, 1, 1), unit_id=chance.choice([None, *units]))
        elif step == 4:
            offices.leave_office([who], at)
        elif step == 5:
            offices.move([who], chance.choice(units), at)
        else:
            with door(writes=True):
                accounts.grant_role(who, chance.choice([Role.SPEAKER, Role.REVIEWER]), at, by="t")
    assert recounted() == []
    before = twins.everything()
    at += timedelta(hours=1)
    merged = twins.merge(*chance.sample(both, 2), at)
    assert recounted() == []
    twins.undo(merged, at)
    assert twins.everything() == before
    assert recounted() == []


def offices_course(slug: str) -> int:
    from lms.content.models import CourseRow

    with door(writes=False):
        return db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()
