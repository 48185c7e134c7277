"""Enrolments follow when two records of one person become one, and hold when that is to be undone. Never commits."""

from sqlalchemy import or_, select, update

from lms.accounts.facts import MergeUndoing, PeopleMerging
from lms.accounts.merges import Pair
from lms.accounts.operations import touched, watching
from lms.kernel.errors import Conflict
from lms.learning.merging import ending, in_order, of_both
from lms.learning.models import Enrolment, ItemProgress
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


def merge_enrolments(fact: PeopleMerging) -> None:
    """All enrolments are of the one who stays; of a course that both take one is active, and it is the newest."""
    pair = Pair(fact.kept, fact.gone)
    own = Enrolment.person_id.in_(pair.both)
    db.session.scalars(lock_row(select(Enrolment).where(own).order_by(Enrolment.id))).all()
    keys = [row.id for held in of_both(pair) for row in held]
    with watching(fact.merge_id, Enrolment, Enrolment.id.in_(keys)):
        for held in of_both(pair):
            for row in ending(held, pair):
                row.state, row.left_at = "left", fact.at
    with watching(fact.merge_id, Enrolment, Enrolment.id.in_(keys)):  # two of a course may not have one place
        parked = update(Enrolment).where(Enrolment.id.in_(keys)).values(sequence=-Enrolment.id)
        db.session.execute(parked, execution_options={"synchronize_session": False})
    db.session.expire_all()
    with watching(fact.merge_id, Enrolment, own):
        for held in of_both(pair):
            for place, row in enumerate(in_order(held), 1):
                row.sequence = place
        for row in db.session.scalars(select(Enrolment).where(Enrolment.person_id == fact.gone)).all():
            row.person_id = fact.kept


def require_nothing_learnt(fact: MergeUndoing) -> None:
    """Raises Conflict if somebody has learned on since in what was merged."""
    rows = Enrolment.id.in_(touched(fact.merge_id, Enrolment))
    db.session.scalars(lock_row(select(Enrolment).where(rows).order_by(Enrolment.id))).all()
    acted = (Enrolment.last_activity_at, Enrolment.completed_at, Enrolment.left_at)
    changed = select(Enrolment.id).where(rows, or_(*(at > fact.merged_at for at in acted)))
    done = select(ItemProgress.id).join(Enrolment, Enrolment.id == ItemProgress.enrolment_id)
    done = done.where(rows, or_(ItemProgress.done_at > fact.merged_at, ItemProgress.waits_since > fact.merged_at))
    if db.session.scalar(changed.limit(1)) is not None or db.session.scalar(done.limit(1)) is not None:
        raise Conflict("This person has learned on since in a course that was merged. The merge stays.")
