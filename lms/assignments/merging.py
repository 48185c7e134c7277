"""Duties of two records of one person: what both are asked is asked once."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select

from lms.accounts.merges import Moved, Pair, Said, collision, figure
from lms.assignments.models import AssignmentTarget, Duty
from lms.assignments.running import KeptDuty
from lms.assignments.states import DutyFacts
from lms.platform.db.model import db

MOVES = (
    Moved(Duty.person_id, figure("%(num)s assignment", "%(num)s assignments"), by_feature=True),
    Moved(AssignmentTarget.person_id),
)


def collisions(pair: Pair) -> Iterator[Said]:
    """How many assignments both have."""
    both = select(Duty.assignment_id).where(Duty.person_id.in_(pair.both), Duty.released_at.is_(None))
    twice = db.session.scalars(both.group_by(Duty.assignment_id).having(func.count() == 2)).all()
    if twice:
        yield collision(
            "Both have %(num)s of the same assignments. Each is asked once; done, exempt and put off hold.",
            num=len(twice),
        )


def duties_of_both(pair: Pair) -> list[KeptDuty]:
    """Every duty of both, of assignments that have ended too."""
    names = tuple(DutyFacts.__dataclass_fields__)
    rows = select(Duty.id, Duty.given_at, *(getattr(Duty, name) for name in names))
    rows = rows.where(Duty.person_id.in_(pair.both)).order_by(Duty.id)
    return [KeptDuty(key, DutyFacts(*facts), given_at) for key, given_at, *facts in db.session.execute(rows)]


def joined(kept: DutyFacts, gone: DutyFacts) -> DutyFacts:
    """One duty of two: open if one is, done if one is, exempt if one is, and with the later day if one was put off."""
    stands = kept if kept.released_at is None or gone.released_at is not None else gone
    after = replace(stands, person_id=kept.person_id)
    other = gone if stands is kept else kept
    if other.released_at is None:
        if after.waived_at is None:
            after = replace(after, waived_at=other.waived_at, waived_reason=other.waived_reason)
        if other.is_extended:
            after = replace(after, due_on=max(after.due_on, other.due_on), is_extended=True)
    done = [one.done_at for one in (kept, gone) if one.done_at is not None]
    begun = [one.begun_at for one in (kept, gone) if one.begun_at is not None]
    return replace(after, done_at=max(done, default=None), begun_at=max(begun, default=None))
