"""Stages, states and days of duties, and how last days are spread; all of it pure."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lms.assignments import reasons
from lms.assignments.aim import Aim, Standing, Targets
from lms.assignments.spreading import spread, weekly
from lms.assignments.states import NEVER, DutyFacts, Stage, State, months_later, state_of

ZONE = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 11, 27)
AT = datetime(2026, 11, 24, 2, 41, tzinfo=UTC)
DUTY = DutyFacts(1, 1, 1, TODAY)


def at(days: int, stage: Stage = Stage.NOT_BEGUN) -> State:
    return state_of(stage, TODAY + timedelta(days=days), TODAY, 14)


def test_each_of_the_seven_states_has_its_days() -> None:
    assert [at(-1), at(0), at(14), at(15)] == [State.OVERDUE, State.DUE_SOON, State.DUE_SOON, State.NOT_STARTED]
    assert [at(-1, Stage.BEGUN), at(15, Stage.BEGUN)] == [State.OVERDUE, State.IN_PROGRESS]
    assert [at(0, Stage.DONE), at(-1, Stage.DONE)] == [State.DONE, State.EXPIRED]
    assert at(-400, Stage.WAIVED) is State.WAIVED


def test_facts_come_to_one_stage_and_what_was_completed_stays_done() -> None:
    both = DutyFacts(1, 1, 1, TODAY, begun_at=AT, done_at=AT, waived_at=AT, waived_reason="leave")
    assert both.stage is Stage.DONE and both.until(None, ZONE) == NEVER
    assert both.until(12, ZONE) == date(2027, 11, 24)
    assert DUTY.until(12, ZONE) == TODAY


def test_months_end_where_months_end() -> None:
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_later(date(9999, 6, 1), 12) == NEVER


def test_the_nearest_unit_with_a_day_decides_and_who_joined_has_days_enough() -> None:
    aim = Aim(None, Targets(), TODAY, {1: date(2026, 12, 1), 3: date(2026, 12, 9)})
    deep, far = Standing(1, (1, 2, 3), "pns", ""), Standing(2, (1, 2), "pns", "")
    assert [aim.due_for(who, None, 30) for who in (deep, far)] == [date(2026, 12, 9), date(2026, 12, 1)]
    assert aim.due_for(far, TODAY, 30) == date(2026, 12, 27)


def test_no_reason_names_an_illness() -> None:
    said = " ".join(reasons.ALL.values()).casefold()
    assert not any(word in said for word in ("sick", "ill", "health", "pregnan", "disab"))
    assert all(len(code) <= 20 for code in reasons.ALL)


@given(st.lists(st.integers(0, 500), max_size=40), st.integers(0, 120))
def test_spread_days_take_about_as_many_people_each(sizes: list[int], length: int) -> None:
    days = weekly(TODAY, TODAY + timedelta(days=length))
    assert days[-1] == TODAY + timedelta(days=length) and len(days) == length // 7 + 1
    found = spread(list(enumerate(sizes)), days)
    assert found.keys() == set(range(len(sizes))) and set(found.values()) <= set(days)
    loads = [sum(size for unit, size in enumerate(sizes) if found[unit] == day) for day in days]
    assert max(loads) - min(loads) <= max(sizes, default=0)
