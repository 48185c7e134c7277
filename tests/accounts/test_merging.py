"""Two records of one person become one: nothing is lost or counted twice, and undoing puts back every row."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, KnownDevice, PersonMerge, RoleGrant, SigninSession
from lms.accounts.posts import Identity, NewPerson, Post
from lms.assignments import operations as assignments
from lms.assignments.models import DutyChange
from lms.content.models import CourseRow, Recognition
from lms.hours.models import JpEntry
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
from tests.support import apps, people
from tests.support.people import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def pair(app: Flask) -> tuple[int, int]:
    """Two records in a city: the one that stays, and the one that goes, in another unit."""
    units = add_city()
    kept, gone = add_people([units["Puskesmas A"], units["SD 1"]])
    return kept, gone


def recognise(slug: str, jp: int) -> None:
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


def test_undoing_is_refused_once_the_email_is_used_elsewhere(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.set_of(kept, email="ani@contoh.go.id")
    twins.set_of(gone, email="ani@gmail.test")
    merged = twins.merge(kept, gone, LATER)
    assert (twins.person(kept).email, twins.person(gone).email) == ("ani@contoh.go.id", None)
    twins.set_of(kept, email="ani@gmail.test")
    with pytest.raises(Conflict, match="such as an e-mail"):
        twins.undo(merged, LATER)
    twins.set_of(kept, email="ani@contoh.go.id")
    twins.undo(merged, LATER)
    assert twins.person(gone).email == "ani@gmail.test"


def test_a_password_that_is_set_since_does_not_hinder_undoing(pair: tuple[int, int]) -> None:
    kept, gone = pair
    with door(writes=True):
        for key in pair:
            db.session.add(KnownDevice(token_hash=b"x" * 32, person_id=key, created_at=NOW))
    merged = twins.merge(kept, gone, LATER)
    with door(writes=True):
        accounts.set_password(kept, "-", LATER, by="t")
    twins.undo(merged, LATER)
    assert twins.person(gone).merged_into_id is None


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


def test_undoing_is_refused_once_an_assignment_changed(pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    assignment = offices.assign_to(gone)
    merged = twins.merge(kept, gone)
    with door(writes=True):
        assignments.waive(assignment, kept, "leave", offices.everywhere(), LATER, by="t")
    with pytest.raises(Conflict, match="An assignment"):
        twins.undo(merged, LATER)
    assert recounted() == []


def test_what_was_waived_and_put_off_of_either_holds(pair: tuple[int, int]) -> None:
    kept, gone = pair
    first = assign(add_lesson())
    second = assign(add_lesson("tanggap"), token="zwei")
    with door(writes=True):
        assignments.waive(first, gone, "leave", offices.everywhere(), NOW, by="t")
        assignments.extend(second, gone, date(2027, 3, 1), "leave", offices.everywhere(), NOW, by="t")
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    waived, extended = duty(first, kept), duty(second, kept)
    assert waived is not None and (waived.stage, waived.waived_reason) == ("waived", "leave")
    assert extended is not None and (extended.due_on, extended.is_extended) == (date(2027, 3, 1), True)
    with door(writes=False):
        told = select(DutyChange.kind).where(DutyChange.duty_id.in_((waived.id, extended.id))).order_by(DutyChange.id)
        assert list(db.session.scalars(told)) == ["waived", "extended"]
    assert recounted() == []
    twins.undo(merged, LATER)
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


def at_once(app: Flask, *works: Callable[[], object]) -> list[str]:
    """Each in a thread of its own, begun in the same moment; what they raised, "" for nothing."""
    barrier = Barrier(len(works))

    def work(one: Callable[[], object]) -> str:
        with app.app_context():
            barrier.wait(timeout=60)
            try:
                one()
            except Conflict as refused:
                return refused.message
            return ""

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(work, works))


def test_of_two_who_merge_the_same_pair_at_once_one_is_told(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    told = at_once(app, lambda: twins.merge(kept, gone), lambda: twins.merge(gone, kept))
    assert sorted(told) == ["", "One of the two was merged already. Look at the person again."]
    assert sorted([states(kept), states(gone)]) == [[], ["completed"]]
    assert recounted() == []


def test_of_two_who_undo_at_once_one_is_told(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    merged = twins.merge(kept, gone)
    assert sorted(at_once(app, *[lambda: twins.undo(merged)] * 2)) == ["", "This merge is undone already."]
    assert (states(kept), states(gone)) == ([], ["completed"])


@pytest.mark.parametrize("round_", range(4))
def test_who_completes_a_course_while_being_merged_loses_nothing(
    app: Flask, pair: tuple[int, int], round_: int
) -> None:
    kept, gone = pair
    keys = add_course("ramah", offices.ONE_LESSON)
    recognise("ramah", 4)
    assign(offices_course("ramah"))
    enrolment = begin(gone)

    def finish() -> None:
        with door(writes=True):
            learning.finish_lesson(enrolment, keys["sapa"], LATER)

    assert at_once(app, finish, lambda: twins.merge(kept, gone, LATER)) == ["", ""]
    assert states(kept) == ["completed"] and jp_of(kept) == 4
    assert recounted() == []


@pytest.mark.parametrize("round_", range(4))
def test_who_completes_a_course_while_a_merge_is_undone_is_right_either_way(
    app: Flask, pair: tuple[int, int], round_: int
) -> None:
    kept, gone = pair
    keys = add_course("ramah", offices.ONE_LESSON)
    recognise("ramah", 4)
    assign(offices_course("ramah"))
    enrolment = begin(gone)
    merged = twins.merge(kept, gone)

    def finish() -> None:
        with door(writes=True):
            learning.finish_lesson(enrolment, keys["sapa"], LATER)

    first, second = at_once(app, finish, lambda: twins.undo(merged, LATER))
    assert first == "" and second in (
        "",
        "This person has learned on since in a course that was merged. The merge stays.",
    )
    assert jp_of(kept if second else gone) == 4
    assert recounted() == []


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
    recognise("ramah", 4)
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
            assign(offices_course(slug), at, due_on=date(2027, 1, 1), unit_id=unit if number else None)
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


def offices_course(slug: str) -> int:
    with door(writes=False):
        return db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()


def test_whoever_the_record_led_is_led_by_the_one_who_stays_and_nobody_by_themselves(pair: tuple[int, int]) -> None:
    kept, gone = pair
    (third,) = add_people([None])
    with door(writes=True):
        for person, superior in ((third, gone), (kept, gone), (gone, third)):
            led = update(Employment).where(Employment.person_id == person)
            db.session.execute(led.values(superior_id=superior))
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    with door(writes=False):
        rows = select(Employment.person_id, Employment.superior_id).where(Employment.valid_to.is_(None))
        assert {row.person_id: row.superior_id for row in db.session.execute(rows)} == {third: kept, kept: None}
    twins.undo(merged, LATER)
    assert twins.everything() == before
