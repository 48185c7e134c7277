"""Duties follow when two records of one person become one, and count again as before when that is undone."""

from dataclasses import replace

from sqlalchemy import bindparam, select, update

from lms.accounts.facts import MergeUndoing, MergeUndone, PeopleMerged
from lms.accounts.merges import Pair
from lms.accounts.operations import require_as_left, watching
from lms.assignments import reasons
from lms.assignments.merging import duties_of_both, joined
from lms.assignments.models import Duty, DutyChange
from lms.assignments.operations.following import follow, learn_again, renewals_of
from lms.assignments.operations.keeping import Change, count_again, keep, lock_duties, uncount
from lms.assignments.running import KeptDuty, duties, learning_of, running
from lms.assignments.states import DutyFacts
from lms.platform.db.model import db


def lock_all_duties(fact: PeopleMerged) -> None:
    """Before a programme is completed by the merge: that would hold duties shared, and two cannot both go on alone."""
    lock_duties()


def merge_duties(fact: PeopleMerged) -> None:
    """What is asked of the record that goes is asked of the one that stays; what is asked of both, once."""
    lock_duties()
    pair = Pair(fact.kept, fact.gone)
    own = Duty.person_id.in_(pair.both)
    held = duties_of_both(pair)
    renewals = renewals_of(one.facts.assignment_id for one in held)
    with (
        watching(fact.merge_id, DutyChange, DutyChange.duty_id.in_(select(Duty.id).where(own))),
        watching(fact.merge_id, Duty, own, is_whole=True),
    ):
        keep(_changes(held, fact), renewals, fact.at, by=fact.by)
        _move_decisions(held, fact)
        follow(pair.both, fact.at, fact.by, is_told=False)


def _move_decisions(held: list[KeptDuty], fact: PeopleMerged) -> None:
    """What was decided of a duty that both had stands with the one that goes on."""
    of = {(one.facts.assignment_id, one.facts.person_id): one.id for one in held}
    both = [
        {"old": key, "new": of[assignment, fact.kept]}
        for (assignment, person), key in of.items()
        if person == fact.gone and (assignment, fact.kept) in of
    ]
    if both:
        moved = update(DutyChange).where(DutyChange.duty_id == bindparam("old")).values(duty_id=bindparam("new"))
        db.session.connection().execute(moved, both)


def _changes(held: list[KeptDuty], fact: PeopleMerged) -> list[Change]:
    subjects = {one.id: one.of for one in running()}
    learnt = learning_of(set(subjects.values()), [fact.kept])
    of_gone = {one.facts.assignment_id: one for one in held if one.facts.person_id == fact.gone}
    of_kept = {one.facts.assignment_id: one for one in held if one.facts.person_id == fact.kept}

    def as_learnt(facts: DutyFacts) -> DutyFacts:
        of = subjects.get(facts.assignment_id)
        return facts if of is None else replace(facts, **vars(learnt.by(fact.kept, of)))

    changes = []
    for key, one in of_gone.items():
        if key not in of_kept:
            changes.append(Change(one, as_learnt(replace(one.facts, person_id=fact.kept))))
        elif one.facts.released_at is None:
            over = replace(one.facts, begun_at=None, done_at=None)
            changes.append(Change(one, replace(over, released_at=fact.at, released_reason=reasons.MERGED)))
        else:
            changes.append(Change(one, replace(one.facts, begun_at=None, done_at=None)))
    for key, one in of_kept.items():
        facts = joined(one.facts, of_gone[key].facts) if key in of_gone else one.facts
        changes.append(Change(one, as_learnt(facts)))
    return [one for one in changes if one.after != one.before.facts]


def uncount_merged(fact: MergeUndoing) -> None:
    """Takes the duties of both out of the sums, before they are put back. Raises Conflict if some changed since."""
    lock_duties()
    require_as_left(fact.merge_id, Duty, "An assignment of this person has changed since. The merge stays.")
    held = duties_of_both(Pair(fact.kept, fact.gone))
    uncount(held, renewals_of(one.facts.assignment_id for one in held))


def count_merged(fact: MergeUndone) -> None:
    """Counts the duties of both as they stand again; then they follow what was changed since, such as a post."""
    pair = Pair(fact.kept, fact.gone)
    held = duties_of_both(pair)
    count_again(held, renewals_of(one.facts.assignment_id for one in held))
    learn_again(list(duties(people=pair.both)), fact.at)
    follow(pair.both, fact.at, fact.by)
