"""A course is assigned: who gets it, who does not, and what becomes of it when people come, move, go and learn."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.accounts import operations as accounts
from lms.accounts.models import Person
from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.assignments.facts import DutiesDecided, DutiesGiven, DutyDecision
from lms.assignments.models import Assignment, DutyChange
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.org import operations as org
from lms.org.unit_queries import open_units
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import (
    BY,
    DUE,
    add_city,
    add_lesson,
    add_people,
    assign,
    begin,
    complete,
    counted,
    duty,
    everywhere,
    later,
    leave_office,
    move,
    recounted,
    stop,
)
from tests.support.people import NOW
from tests.support.statements import statements


def test_everybody_below_a_unit_gets_it_and_nobody_else(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    people = add_people([units["Dinas Kesehatan"], units["Puskesmas A"], units["SD 1"], None])

    number = assign(course, targets=Targets(units=frozenset({units["Dinas Kesehatan"]})))

    assert counted(number) == {"not-begun": 2}
    assert counted(number, units["Puskesmas A"]) == {"not-begun": 1}
    assert duty(number, people[2]) is None and duty(number, people[3]) is None
    assert recounted() == []


def test_who_is_meant_twice_has_it_once(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, budi = add_people([units["Puskesmas A"], units["SD 1"]])
    both = frozenset({units["Dinas Kesehatan"], units["Puskesmas A"]})

    number = assign(course, targets=Targets(units=both, people=frozenset({ani, budi})))

    assert counted(number) == {"not-begun": 2}
    assert recounted() == []


def test_status_and_position_narrow_a_group_and_named_people_are_added(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    site = units["Puskesmas A"]
    (nurse,) = add_people([site], "pppk")
    add_people([site], "pppk", "Bidan Mahir")
    add_people([site], "pns")
    (named,) = add_people([units["SD 1"]])

    group = Targets(units=frozenset({site}), statuses=frozenset({"pppk"}), positions=frozenset({"perawat"}))
    number = assign(course, targets=group)
    other = assign(course, later(1), targets=Targets(is_group=False, people=frozenset({named})))

    assert counted(number) == {"not-begun": 1} and duty(number, nurse) is not None
    assert counted(other) == {"not-begun": 1} and duty(other, named) is not None


def test_sent_twice_it_is_one_assignment(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    add_people([units["SD 1"]])
    assert assign(course, token="x") == assign(course, token="x")
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(Assignment)) == 1
        assert db.session.scalar(select(func.count()).where(AuditEntry.action == "assignment.make")) == 1


def test_what_was_done_before_counts_at_once_and_what_is_begun_is_begun(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    done, begun, neither = add_people([units["SD 1"]] * 3)
    complete(done)
    begin(begun)

    number = assign(course)

    assert counted(number) == {"done": 1, "begun": 1, "not-begun": 1}
    begin(neither)
    assert counted(number) == {"done": 1, "begun": 2}
    stop(neither)
    complete(begun)
    assert counted(number) == {"done": 2, "not-begun": 1}
    assert recounted() == []


def test_who_comes_later_gets_it_with_days_enough_and_who_goes_is_released(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    site = units["Puskesmas A"]
    (ani,) = add_people([site])
    number = assign(course, targets=Targets(units=frozenset({units["Dinas Kesehatan"]})))
    (late,) = add_people([site], at=later(30))

    found = duty(number, late)
    assert found is not None and found.due_on == later(60).date() > DUE
    move([ani], units["SD 1"], later(2))
    assert counted(number) == {"not-begun": 1}
    leave_office([late], later(31))
    assert counted(number) == {}
    move([ani], site, later(40))
    assert counted(number) == {"not-begun": 1}
    found = duty(number, ani)
    assert found is not None and found.due_on == DUE
    with door(writes=False):
        told = db.session.execute(select(DutyChange.kind, DutyChange.reason).order_by(DutyChange.id)).all()
    assert [tuple(row) for row in told] == [
        ("released", "elsewhere"),
        ("released", "left"),
        ("re-given", "came-back"),
    ]
    assert recounted() == []


def test_whoever_writes_letters_hears_of_what_is_asked_and_decided(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, done = add_people([units["SD 1"]] * 2)
    complete(done)
    given: list[DutiesGiven] = []
    decided: list[DutiesDecided] = []
    facts.wire({DutiesGiven: (given.append,), DutiesDecided: (decided.append,)})
    number = assign(course)
    with door(writes=True):
        operations.extend(number, ani, date(2027, 1, 5), "leave", everywhere(), NOW, by=BY)
    assert [one.pairs for one in given] == [[(number, ani)]]
    assert [one.decisions for one in decided] == [[DutyDecision(number, ani, "extended", "leave", date(2027, 1, 5))]]


def test_an_assignment_that_is_not_for_people_who_come_later_leaves_them_alone(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    add_people([units["SD 1"]])
    number = assign(course, for_joiners=False)
    add_people([units["SD 1"]], at=later(1))
    assert counted(number) == {"not-begun": 1}
    assert recounted() == []


def test_a_unit_that_moves_takes_its_people_along(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    add_people([units["Puskesmas A"], units["SD 1"]])
    number = assign(course, targets=Targets(units=frozenset({units["Dinas Kesehatan"]})))
    with door(writes=True):
        org.move_unit(units["SD 1"], units["Dinas Kesehatan"], later(1), by=BY)
        org.move_unit(units["Puskesmas A"], units["Dinas Pendidikan"], later(1), by=BY)
    assert counted(number) == {"not-begun": 1} == counted(number, units["SD 1"])
    assert recounted() == []


def test_an_account_that_is_taken_back_takes_its_duties_along(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    add_people([units["SD 1"]])
    number = assign(course)
    (wrong,) = add_people([units["SD 1"]], at=later(1))
    with door(writes=True):
        operations.waive(number, wrong, "leave", everywhere(), later(1), by=BY)
        assert accounts.take_back([wrong], later(1), by=BY) == {wrong}
    assert counted(number) == {"not-begun": 1}
    with door(writes=False):
        assert db.session.get(Person, wrong) is None
    assert recounted() == []


def test_one_person_is_excused_put_off_and_given_it_again(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    number, scope = assign(course), everywhere_now()
    with door(writes=True):
        operations.extend(number, ani, date(2028, 2, 29), "no-access", scope, NOW, by=BY)
    with door(writes=True):
        operations.waive(number, ani, "leave", scope, NOW, by=BY)
        operations.waive(number, ani, "leave", scope, NOW, by=BY)
    assert counted(number) == {"waived": 1}
    with door(writes=True):
        operations.give_again(number, ani, "mistake", scope, NOW, by=BY)
    found = duty(number, ani)
    assert found is not None and (found.stage, found.until) == ("not-begun", date(2028, 2, 29))
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(DutyChange)) == 3
        acts = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("duty.%"))))
    assert acts == {"duty.waived", "duty.extended", "duty.re-given"}
    assert recounted() == []


def everywhere_now() -> Scope:
    with door(writes=False):
        return everywhere()


def test_what_cannot_be_is_refused_in_words(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, done = add_people([units["SD 1"], units["SD 1"]])
    complete(done)
    number, scope = assign(course), everywhere_now()
    with pytest.raises(Unprocessable), door(writes=True):
        operations.waive(number, ani, "flu", scope, NOW, by=BY)
    with pytest.raises(Conflict), door(writes=True):
        operations.waive(number, done, "leave", scope, NOW, by=BY)
    with pytest.raises(Conflict), door(writes=True):
        operations.give_again(number, ani, "mistake", scope, NOW, by=BY)
    with pytest.raises(Unprocessable), door(writes=True):
        operations.extend(number, ani, DUE, "leave", scope, NOW, by=BY)
    with pytest.raises(Unprocessable):
        assign(course, later(1), due_on=NOW.date() - timedelta(days=1))
    with pytest.raises(NotFound), door(writes=True):
        operations.waive(number, 999_999, "leave", scope, NOW, by=BY)
    assert counted(number) == {"not-begun": 1, "done": 1}


def test_nobody_reaches_beyond_their_units(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, budi = add_people([units["Puskesmas A"], units["SD 1"]])
    number = assign(course)
    with door(writes=False):
        of_health = Scope(tuple(one for one in open_units() if one.name.startswith(("Puskesmas", "Dinas K"))), False)
    health = units["Dinas Kesehatan"]

    def make(unit: int | None, targets: Targets) -> None:
        with door(writes=True):
            new = NewAssignment("n", course, unit, Kind.ADVISED, DUE, targets)
            operations.assign(new, of_health, NOW, by="sari")

    for unit, targets in (
        (None, Targets()),
        (units["SD 1"], Targets()),
        (health, Targets(units=frozenset({units["SD 1"]}))),
    ):
        with pytest.raises(NotFound):
            make(unit, targets)
    with pytest.raises(NotFound), door(writes=True):
        operations.waive(number, budi, "leave", of_health, NOW, by="sari")
    with pytest.raises(NotFound), door(writes=True):
        operations.end(number, "", of_health, NOW, by="sari")
    with door(writes=True):
        operations.waive(number, ani, "leave", of_health, NOW, by="sari")
    make(health, Targets(people=frozenset({budi})))
    assert counted(number + 1) == {"not-begun": 1}, "a named person of another unit is beyond its reach"
    assert recounted() == []


def test_last_days_are_spread_over_units_and_a_person_keeps_their_own(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, budi, citra = add_people([units["Puskesmas A"], units["Puskesmas A"], units["SD 1"]])
    number, scope = assign(course), everywhere_now()
    with door(writes=True):
        operations.extend(number, budi, date(2027, 3, 1), "leave", scope, NOW, by=BY)
    earlier = date(2026, 12, 1)
    with door(writes=True):
        dues = {units["Dinas Kesehatan"]: earlier, units["Puskesmas B"]: date(2026, 12, 4)}
        assert operations.spread(number, dues, scope, NOW, 30, by=BY) == 1
    ends = [found.until for person in (ani, budi, citra) if (found := duty(number, person))]
    assert ends == [earlier, date(2027, 3, 1), DUE]
    assert recounted() == []


def test_an_ended_assignment_stays_as_it_was_and_may_be_made_again(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    number, scope = assign(course), everywhere_now()
    with door(writes=True):
        operations.end(number, "Diganti.", scope, NOW, by=BY)
    with pytest.raises(Conflict), door(writes=True):
        operations.end(number, "", scope, NOW, by=BY)
    with pytest.raises(Conflict), door(writes=True):
        operations.waive(number, ani, "leave", scope, NOW, by=BY)
    again = assign(course, later(1))
    complete(ani)
    add_people([units["SD 1"]], at=later(2))
    assert counted(number) == {"not-begun": 1}
    assert counted(again) == {"done": 1, "not-begun": 1}
    assert recounted() == []


def test_what_is_to_be_renewed_has_its_last_day_and_is_done_again_by_completing_again(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    complete(ani, at=NOW.replace(year=2024, month=2, day=29))
    number = assign(course, renew_after=12)
    found = duty(number, ani)
    assert found is not None and (found.stage, found.until) == ("done", date(2025, 2, 28))
    complete(ani, at=later(1))
    found = duty(number, ani)
    assert found is not None and found.until == date(2027, 11, 25)
    assert recounted() == []


def test_a_clock_that_jumps_back_breaks_no_sum(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    number = assign(course)
    complete(ani, at=NOW - timedelta(days=400))
    assert counted(number) == {"done": 1}
    assert recounted() == []


def test_a_whole_city_is_assigned_moved_and_released_by_few_statements(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    sites = [units["Puskesmas A"], units["Puskesmas B"], units["SD 1"]]
    people = add_people([sites[number % 3] for number in range(8_000)])
    with statements() as seen:
        number = assign(course)
    assert len(seen) <= 22 and counted(number) == {"not-begun": 8_000}
    with statements() as seen:
        move(people, units["Dinas Pendidikan"], later(1))
    assert len(seen) <= 40 and counted(number, units["Dinas Pendidikan"]) == {"not-begun": 8_000}
    with statements() as seen:
        leave_office(people, later(2))
    assert len(seen) <= 40 and counted(number) == {}
