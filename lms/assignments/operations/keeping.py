"""The one place where duties and their counts are written: facts, stage, last day and sums in one go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lms.assignments.facts import DutiesDecided, DutiesGiven, DutyDecision
from lms.assignments.models import Duty, DutyChange, DutyCount
from lms.assignments.running import KeptDuty
from lms.assignments.states import OPEN, DutyFacts, Stage
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
    rows = [{**asdict(facts), **_derived(facts, renewals), "given_at": now} for facts in new]
    if rows:
        db.session.execute(insert(Duty), rows)
    _count(Counter(_place(row) for row in rows))
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
    """Writes what becomes of duties: three statements, however many there are."""
    rows = [{"id": one.before.id, **asdict(one.after), **_derived(one.after, renewals)} for one in changes]
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
    sums = Counter(_place(row) for row in rows)
    sums.subtract(_place({**asdict(one.before.facts), **_derived(one.before.facts, renewals)}) for one in changes)
    _count(sums)
    if decisions and is_told:
        news.publish(DutiesDecided(decisions, now))


def uncount(gone: Iterable[KeptDuty], renewals: Mapping[int, int | None]) -> None:
    """Takes duties out of the sums that are about to be taken back as if they had never been."""
    sums: Counter[tuple[Any, ...]] = Counter()
    sums.subtract(_place({**asdict(one.facts), **_derived(one.facts, renewals)}) for one in gone)
    _count(sums)


def count_again(back: Iterable[KeptDuty], renewals: Mapping[int, int | None]) -> None:
    """Adds duties to the sums that stand as they did before they were taken out."""
    _count(Counter(_place({**asdict(one.facts), **_derived(one.facts, renewals)}) for one in back))


def _decision(one: Change) -> DutyDecision:
    return DutyDecision(one.after.assignment_id, one.after.person_id, one.kind, one.reason, one.after.due_on)


def _derived(facts: DutyFacts, renewals: Mapping[int, int | None]) -> dict[str, Any]:
    until = facts.until(renewals[facts.assignment_id], local_zone())
    return {"stage": facts.stage.value, "until": until}


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Where a duty counts."""
    return row["assignment_id"], row["unit_id"] or 0, row["stage"], row["until"]


def _count(sums: Mapping[tuple[Any, ...], int]) -> None:
    """Adds to what is stored; in one order, so that two who count wait for each other and never in a ring."""
    names = ("assignment_id", "unit_id", "stage", "until")
    rows = [
        {**dict(zip(names, place, strict=True)), "people": people}
        for place, people in sorted(sums.items())
        if people and place[2] != Stage.RELEASED.value
    ]
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        added = _INSERT[current_dialect().name](DutyCount).values(rows[at : at + _ROWS_AT_ONCE])
        people = DutyCount.people + added.excluded.people
        db.session.execute(added.on_conflict_do_update(index_elements=names, set_={"people": people}))
