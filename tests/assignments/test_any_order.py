"""Whatever the order in which people come, move, go, learn and are excused: nothing is left to recount."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.kernel.errors import Refusal
from lms.org import operations as org
from lms.platform.db.doors import door
from tests.assignments.offices import (
    BY,
    CITY,
    SITES,
    add_city,
    add_lesson,
    add_people,
    assign,
    begin,
    complete,
    everywhere,
    leave_office,
    move,
    recounted,
    stop,
)
from tests.support import apps
from tests.support.people import NOW

FEW = {"max_examples": 6, "stateful_step_count": 15, "derandomize": True, "phases": [Phase.generate]}
people = st.integers(0, 3)
places = st.sampled_from([*CITY, *SITES, ""])
statuses = st.sampled_from(["pns", "pppk"])


class AnyOrder(RuleBasedStateMachine):
    """A small city, one course, several assignments of it; the clock goes on, and sometimes back."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        apps.empty(app)
        self.units: dict[str, int | None] = {**add_city(), "": None}
        self.course, self.now, self.assignments = add_lesson(), NOW, list[int]()
        self.people = add_people([self.units["SD 1"]] * 2 + [self.units["Puskesmas A"], None])

    @initialize()
    def begins(self) -> None:
        """Everybody has it to do."""
        self.assign([], [], 12, True)

    @rule(units=st.lists(places, max_size=2), status=st.lists(statuses, max_size=1), renew=st.sampled_from([None, 1]),
          for_joiners=st.booleans())  # fmt: skip
    def assign(self, units: list[str], status: list[str], renew: int | None, for_joiners: bool) -> None:
        keys = frozenset(key for name in units if (key := self.units[name]) is not None)
        targets = Targets(bool(keys), keys, frozenset(status), people=frozenset(self.people[:1]))
        due_on = self.now.date() + timedelta(days=40)
        fields = {"targets": targets, "renew_after": renew, "for_joiners": for_joiners, "due_on": due_on}
        with suppress(Refusal):
            self.assignments.append(assign(self.course, self.now, token=f"t{len(self.assignments)}", **fields))

    @rule(who=people, place=places, status=statuses)
    def move(self, who: int, place: str, status: str) -> None:
        move([self.people[who]], self.units[place], self.now, status)

    @rule(who=people)
    def leave_office(self, who: int) -> None:
        leave_office([self.people[who]], self.now)

    @rule(place=places)
    def come(self, place: str) -> None:
        self.people = [*self.people[1:], *add_people([self.units[place]], at=self.now)]

    @rule(who=people)
    def begin(self, who: int) -> None:
        begin(self.people[who], at=self.now)

    @rule(who=people)
    def stop(self, who: int) -> None:
        stop(self.people[who], self.now)

    @rule(who=people)
    def complete(self, who: int) -> None:
        complete(self.people[who], at=self.now)

    @rule(who=people, which=st.integers(0, 2), act=st.sampled_from(["waive", "extend", "again"]))
    def decide(self, who: int, which: int, act: str) -> None:
        number, person = self.assignments[which % len(self.assignments)], self.people[who]
        with suppress(Refusal), door(writes=True):
            rest = (everywhere(), self.now)
            if act == "waive":
                operations.waive(number, person, "leave", *rest, by=BY)
            elif act == "extend":
                later = self.now.date() + timedelta(days=60)
                operations.extend(number, person, later, "leave", *rest, by=BY)
            else:
                operations.give_again(number, person, "mistake", *rest, by=BY)

    @rule(place=st.sampled_from([*CITY, *SITES]), which=st.integers(0, 2), days=st.integers(0, 30))
    def spread(self, place: str, which: int, days: int) -> None:
        number = self.assignments[which % len(self.assignments)]
        with suppress(Refusal), door(writes=True):
            dues = {self.units[place] or 0: self.now.date() + timedelta(days=days)}
            operations.spread(number, dues, everywhere(), self.now, 30, by=BY)

    @rule(which=st.integers(0, 2))
    def end(self, which: int) -> None:
        with suppress(Refusal), door(writes=True):
            operations.end(self.assignments[which % len(self.assignments)], "", everywhere(), self.now, by=BY)

    @rule(site=st.sampled_from(list(SITES)), above=st.sampled_from(CITY))
    def reorganise(self, site: str, above: str) -> None:
        with door(writes=True):
            org.move_unit(self.units[site] or 0, self.units[above], self.now, by=BY)

    @rule(days=st.sampled_from([1, 20, 45, -3]))
    def time_goes_by(self, days: int) -> None:
        self.now += timedelta(days=days)

    @invariant()
    def nothing_is_left_to_recount(self) -> None:
        assert recounted() == []


def test_whatever_the_order_nothing_is_left_to_recount(app: Flask) -> None:
    is_house = settings.get_current_profile_name() == "house"
    how = settings(**FEW if is_house else {}, database=None, suppress_health_check=list(HealthCheck))  # type: ignore[arg-type]
    run_state_machine_as_test(partial(AnyOrder, app), settings=how)
