"""Duties follow what happens elsewhere: people learn, come, move and go. In the transaction of what happened."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, or_, select

from lms.accounts.facts import AccountsTakenBack, PostsChanged
from lms.accounts.models import Employment
from lms.assignments import reasons
from lms.assignments.aim import Held, Standing, Step, next_step
from lms.assignments.models import Assignment, AssignmentTarget, Duty, DutyChange
from lms.assignments.operations.keeping import Change, give, keep, lock_duties, uncount
from lms.assignments.running import KeptDuty, Running, duties, learning_of, running, standings
from lms.assignments.states import DutyFacts
from lms.assignments.subjects import Subject
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict
from lms.learning.facts import CourseBegun, CourseCompleted, CourseLeft
from lms.org.facts import UnitMoved
from lms.org.models import Unit
from lms.org.queries import institution_on
from lms.platform.db.model import db
from lms.platform.zone import local_zone
from lms.programmes.facts import ProgrammeCompleted, ProgrammeEnding
from lms.programmes.models import ProgrammePart


def follow_learning(fact: CourseBegun | CourseLeft | CourseCompleted) -> None:
    """Somebody begins, leaves or completes a course: their duties of it, and of programmes with it, say so.

    One statement where there are none.
    """
    lock_duties(alone=False)
    with_it = select(ProgrammePart.programme_id).where(ProgrammePart.course_id == fact.course_id)
    is_of = or_(Assignment.course_id == fact.course_id, Assignment.programme_id.in_(with_it))
    learn_again(list(duties(Duty.person_id == fact.person_id, is_of)), fact.at)


def follow_programme(fact: ProgrammeCompleted) -> None:
    """Somebody completes a programme: their duties of it say so."""
    lock_duties(alone=False)
    is_of = Assignment.programme_id == fact.programme_id
    learn_again(list(duties(Duty.person_id == fact.person_id, is_of)), fact.completed_at)


def require_not_assigned(fact: ProgrammeEnding) -> None:
    """Raises Conflict while the programme is assigned: nobody could do any more what is asked of them."""
    lock_duties(alone=False)
    if running(Assignment.programme_id == fact.programme_id):
        raise Conflict("This programme is assigned. End its assignments first, then the programme.")


def learn_again(held: Sequence[KeptDuty], now: datetime) -> None:
    """Duties of assignments that run are begun and done as people have learnt."""
    if not held:
        return
    of = subjects_of(one.facts.assignment_id for one in held)
    learnt = learning_of(set(of.values()), {one.facts.person_id for one in held})
    renewals = renewals_of(of)
    known = [(one, learnt.by(one.facts.person_id, of[one.facts.assignment_id])) for one in held]
    changes = [Change(one, replace(one.facts, **vars(done))) for one, done in known]
    keep([one for one in changes if one.after != one.before.facts], renewals, now, by="")


def follow_posts(fact: PostsChanged) -> None:
    """People come, move or go: they get duties, and are released from those that are no longer theirs."""
    lock_duties()
    follow(fact.people, fact.at, fact.by)


def follow_unit(fact: UnitMoved) -> None:
    """A unit stands elsewhere in the tree, and so do the people in it and below it."""
    lock_duties()
    unit = db.session.get_one(Unit, fact.unit_id)
    inside = or_(Unit.id == unit.id, Unit.parent_path.startswith(f"{unit.parent_path}{unit.id}/"))
    people = select(Employment.person_id).join(Unit, Unit.id == Employment.unit_id)
    follow(set(db.session.scalars(people.where(inside, Employment.valid_to.is_(None)))), fact.at, fact.by)


def forget_accounts(fact: AccountsTakenBack) -> None:
    """Accounts that nobody has used are removed, and with them what was asked of them."""
    lock_duties()
    gone = list(duties(people=fact.people))
    uncount(gone, renewals_of(one.facts.assignment_id for one in gone))
    held = select(Duty.id).where(Duty.person_id.in_(fact.people))
    db.session.execute(delete(DutyChange).where(DutyChange.duty_id.in_(held)))
    for table in (Duty, AssignmentTarget):
        db.session.execute(delete(table).where(table.person_id.in_(fact.people)))


@dataclass(frozen=True)
class Plan:
    """What is to be done about somebody and a running assignment; `who` is None for who has left."""

    one: Running
    step: Step
    person_id: int
    who: Standing | None
    had: KeptDuty | None

    @property
    def unit_id(self) -> int | None:
        """Where they are now."""
        return self.who.unit_id if self.who is not None else None


def planned(people: Collection[int] | None) -> Iterator[Plan]:
    """What follows from where people stand now, these or all of them, for each running assignment."""
    assignments = running()
    if not assignments:
        return
    known = {who.person_id: who for who in standings(people)}
    held: dict[int, dict[int, KeptDuty]] = {one.id: {} for one in assignments}
    for duty in duties(people=people):
        held[duty.facts.assignment_id][duty.facts.person_id] = duty
    for one in assignments:
        for person_id in known.keys() | held[one.id].keys():
            who, had = known.get(person_id), held[one.id].get(person_id)
            had_it = Held(had.facts.unit_id, had.facts.released_at is not None) if had else None
            step = next_step(one.aim, one.for_joiners, who, had_it)
            if step is not Step.NOTHING:
                yield Plan(one, step, person_id, who, had)


def follow(people: Collection[int], now: datetime, by: str, *, is_told: bool = True) -> None:
    """Gives and releases what follows from where these people stand now."""
    plans = list(planned(people))
    if not plans:
        return
    renewals = {plan.one.id: plan.one.renew_after for plan in plans}
    give(_new([plan for plan in plans if plan.step is Step.GIVE], now), renewals, now, is_told=is_told)
    changes = [_change(plan, plan.had, now) for plan in plans if plan.had is not None]
    keep(changes, renewals, now, by=by, is_told=is_told)


def _new(plans: list[Plan], now: datetime) -> Iterator[DutyFacts]:
    """The duties of who joins: with the days that the institution allows, done or begun as they have learnt."""
    if not plans:
        return
    today = local_date(now, local_zone())
    days = int(institution_on(today).joiner_days)
    learnt = learning_of({plan.one.of for plan in plans}, {plan.person_id for plan in plans})
    for plan in plans:
        if plan.who is not None:
            due = plan.one.aim.due_for(plan.who, today, days)
            facts = DutyFacts(plan.one.id, plan.person_id, plan.unit_id, due)
            yield replace(facts, **vars(learnt.by(plan.person_id, plan.one.of)))


def _change(plan: Plan, had: KeptDuty, now: datetime) -> Change:
    if plan.step is Step.RELEASE:
        reason = reasons.LEFT if plan.who is None else reasons.ELSEWHERE
        return Change(had, replace(had.facts, released_at=now, released_reason=reason), "released", reason)
    after = replace(had.facts, unit_id=plan.unit_id, released_at=None, released_reason=None)
    is_back = plan.step is Step.GIVE_AGAIN
    return Change(had, after, "re-given" if is_back else "", reasons.CAME_BACK if is_back else "")


def renewals_of(assignments: Iterable[int]) -> dict[int, int | None]:
    """Assignment → after how many months it is to be done again; None: never."""
    keys = set(assignments)
    rows = select(Assignment.id, Assignment.renew_after_months).where(Assignment.id.in_(keys))
    return dict(db.session.execute(rows).all())


def subjects_of(assignments: Iterable[int]) -> dict[int, Subject]:
    """Assignment → what it is of."""
    columns = (Assignment.id, Assignment.course_id, Assignment.programme_id)
    found = db.session.execute(select(*columns).where(Assignment.id.in_(set(assignments))))
    return {key: Subject(course_id, programme_id) for key, course_id, programme_id in found}
