"""The one place where duties and their counts are written: facts, stage, last day and sums in one go."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.assignments.facts import DutiesDecided, DutiesGiven, DutyDecision
from lms.assignments.models import Duty, DutyChange, DutyCount, DutyWeek
from lms.assignments.running import KeptDuty
from lms.assignments.states import OPEN, DutyFacts, Stage, week_of
from lms.kernel import facts as news
from lms.platform.db.doors import current_dialect
from lms.platform.db.model import db
from lms.platform.zone import local_zone

_LOCK = 0x64757479
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class Change:
    """What becomes of a duty. `kind` and `reason` are kept where somebody is to be told why; else ""."""

    before: KeptDuty
    after: DutyFacts
    kind: str = ""
    reason: str = ""


def lock_duties(*, alone: bool = True) -> None:
    """Waits for its turn: who gives duties to many is alone; those who learn go on beside each other.

    Else people who complete a course or move while it is being assigned would be missed. It is the last lock that
    anybody takes. On SQLite a writer is alone already.
    """
    if current_dialect().name == "postgresql":
        take = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
        db.session.execute(select(take(_LOCK)))


def give(new: Iterable[DutyFacts], renewals: Mapping[int, int | None], now: datetime, *, is_told: bool = True) -> int:
    """Gives duties to people who do not have them; says how many. `renewals`: assignment → months or None."""
    rows = [{**_counted(facts, renewals), "given_at": now} for facts in new]
    if rows:
        db.session.execute(insert(Duty), rows)
    _count(rows, ())
    asked = [(row["assignment_id"], row["person_id"]) for row in rows if row["stage"] in OPEN]
    if asked and is_told:
        news.publish(DutiesGiven(asked, now))
    return len(rows)


def keep(
    changes: Sequence[Change],
    renewals: Mapping[int, int | None],
    now: datetime,
    *,
    by: str,
    is_told: bool = True,
) -> None:
    """Writes what becomes of duties: four statements, however many there are."""
    rows = [{"id": one.before.id, **_counted(one.after, renewals)} for one in changes]
    if rows:
        db.session.execute(update(Duty), rows)
    decisions = [_decision(one) for one in changes if one.kind]
    if decisions:
        told = [
            {"duty_id": one.before.id, "kind": one.kind, "reason": one.reason, "due_on": one.after.due_on}
            for one in changes
            if one.kind
        ]
        db.session.execute(insert(DutyChange), [{**row, "at": now, "by": by} for row in told])
    _count(rows, [_counted(one.before.facts, renewals) for one in changes])
    if decisions and is_told:
        news.publish(DutiesDecided(decisions, now))


def uncount(gone: Iterable[KeptDuty], renewals: Mapping[int, int | None]) -> None:
    """Takes duties out of the sums that are about to be taken back as if they had never been."""
    _count((), [_counted(one.facts, renewals) for one in gone])


def count_again(back: Iterable[KeptDuty], renewals: Mapping[int, int | None]) -> None:
    """Adds duties to the sums that stand as they did before they were taken out."""
    _count([_counted(one.facts, renewals) for one in back], ())


def _decision(one: Change) -> DutyDecision:
    return DutyDecision(one.after.assignment_id, one.after.person_id, one.kind, one.reason, one.after.due_on)


def _derived(facts: DutyFacts, renewals: Mapping[int, int | None]) -> dict[str, Any]:
    until = facts.until(renewals[facts.assignment_id], local_zone())
    return {"stage": facts.stage.value, "until": until}


def _counted(facts: DutyFacts, renewals: Mapping[int, int | None]) -> dict[str, Any]:
    return {**asdict(facts), **_derived(facts, renewals)}


def _place(row: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Where a duty counts; nowhere once somebody is released."""
    is_released = row["stage"] == Stage.RELEASED.value
    return None if is_released else (row["assignment_id"], row["unit_id"] or 0, row["stage"], row["until"])


def _week(row: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """In which week a duty counts as done, if it is."""
    is_done = row["stage"] == Stage.DONE.value
    return (row["assignment_id"], row["unit_id"] or 0, week_of(row["done_at"], local_zone())) if is_done else None


_SUMS: tuple[tuple[Any, tuple[str, ...], Callable[[Mapping[str, Any]], tuple[Any, ...] | None]], ...] = (
    (DutyCount, ("assignment_id", "unit_id", "stage", "until"), _place),
    (DutyWeek, ("assignment_id", "unit_id", "week"), _week),
)
"""Table of sums, its key, and where a duty counts in it."""


def _count(added: Iterable[Mapping[str, Any]], gone: Iterable[Mapping[str, Any]]) -> None:
    """Adds duties to what is stored and takes others out."""
    for table, names, place_of in _SUMS:
        sums: Counter[tuple[Any, ...] | None] = Counter(map(place_of, added))
        sums.subtract(map(place_of, gone))
        _add(table, names, {place: people for place, people in sums.items() if place is not None and people})


def _add(table: Any, names: tuple[str, ...], sums: Mapping[tuple[Any, ...], int]) -> None:
    """Adds sums; in one order, so that two who count wait for each other and never in a ring."""
    rows = [{**dict(zip(names, place, strict=True)), "people": people} for place, people in sorted(sums.items())]
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        added = _INSERT[current_dialect().name](table).values(rows[at : at + _ROWS_AT_ONCE])
        people = table.people + added.excluded.people
        db.session.execute(added.on_conflict_do_update(index_elements=names, set_={"people": people}))
