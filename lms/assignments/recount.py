"""What assignments store, counted anew: who has which duty, how far they are, and how many they are."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from lms.assignments.models import Assignment, Duty, DutyCount, DutyWeek
from lms.assignments.operations.following import planned
from lms.assignments.running import duties, learning_of, running
from lms.assignments.states import DutyFacts, Stage, week_of
from lms.platform.db.model import db
from lms.platform.db.recounting import Difference, streamed
from lms.platform.zone import local_zone
from lms.programmes.models import Programme


def differences() -> Iterator[Difference]:
    """Assignments that nobody can fulfil.

    Stage and last day of each duty, what learners did since, who should have which duty, and the sums.
    """
    yield from _over()
    yield from _derived()
    yield from _learnt()
    for plan in planned(None):
        held = f"held in unit {plan.had.facts.unit_id}" if plan.had else "not held"
        row = plan.had.id if plan.had else 0
        yield Difference("duty", row, f"person {plan.person_id} of {plan.one.id}", held, plan.step.value)
    yield from _sums()
    yield from _weeks()


def _over() -> Iterator[Difference]:
    rows = select(Assignment.id).join(Programme, Programme.id == Assignment.programme_id)
    rows = rows.where(Assignment.ended_at.is_(None), Programme.ended_at.is_not(None)).order_by(Assignment.id)
    for key in db.session.scalars(rows):
        yield Difference("assignment", key, "ended_at", "none", "ended, as its programme")


def _derived() -> Iterator[Difference]:
    renewals = dict(db.session.execute(select(Assignment.id, Assignment.renew_after_months)).all())
    names = tuple(DutyFacts.__dataclass_fields__)
    rows = select(Duty.id, Duty.stage, Duty.until, *(getattr(Duty, name) for name in names)).order_by(Duty.id)
    for key, stage, until, *values in streamed(rows):
        facts = DutyFacts(*values)
        counted = (facts.stage.value, facts.until(renewals[facts.assignment_id], local_zone()))
        for name, held, found in zip(("stage", "until"), (stage, until), counted, strict=True):
            if held != found:
                yield Difference("duty", key, name, str(held), str(found))


def _learnt() -> Iterator[Difference]:
    subjects = {one.id: one.of for one in running()}
    learnt = learning_of(set(subjects.values()))
    for held in duties():
        done = learnt.by(held.facts.person_id, subjects[held.facts.assignment_id])
        for name in ("begun_at", "done_at"):
            stored, counted = getattr(held.facts, name), getattr(done, name)
            if stored != counted:
                yield Difference("duty", held.id, name, str(stored), str(counted))


def _sums() -> Iterator[Difference]:
    place = (Duty.assignment_id, func.coalesce(Duty.unit_id, 0), Duty.stage, Duty.until)
    grouped = select(*place, func.count(Duty.id)).where(Duty.stage != Stage.RELEASED.value).group_by(*place)
    counted = {tuple(row[:4]): row[4] for row in db.session.execute(grouped)}
    yield from _unequal(DutyCount, (DutyCount.stage, DutyCount.until), counted)


def _weeks() -> Iterator[Difference]:
    rows = select(Duty.assignment_id, func.coalesce(Duty.unit_id, 0), Duty.done_at)
    done, zone = streamed(rows.where(Duty.stage == Stage.DONE.value)), local_zone()
    counted = Counter((assignment, unit, week_of(at, zone)) for assignment, unit, at in done)
    yield from _unequal(DutyWeek, (DutyWeek.week,), counted)


def _unequal(table: Any, place: tuple[Any, ...], counted: dict[tuple[Any, ...], int]) -> Iterator[Difference]:
    columns = (table.id, table.assignment_id, table.unit_id, *place, table.people)
    for key, *where, people in streamed(select(*columns).order_by(table.id)):
        found = counted.pop(tuple(where), 0)
        if people != found:
            yield Difference(table.__tablename__, key, "people", str(people), str(found))
    for where, people in counted.items():
        yield Difference(table.__tablename__, 0, "people", "none", f"{people} of {where}")
