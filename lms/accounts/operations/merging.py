"""Two records of one person become one, and are two again if that was wrong. The door commits.

Features move what is theirs: named columns are moved here, what collides they settle by the facts that are published.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import and_, delete, func, inspect, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from lms.accounts.facts import MergeUndoing, MergeUndone, PeopleMerged, PeopleMerging
from lms.accounts.joined_posts import Period, free_of, last_day
from lms.accounts.merges import Moved, moves
from lms.accounts.merging import asks_name_again, units_around
from lms.accounts.models import Deputy, Employment, OneTimeCode, Person, PersonMerge, RoleGrant, SigninSession
from lms.accounts.operations.merge_log import put_back, require_as_left, watching
from lms.kernel import facts
from lms.kernel.clock import local_date
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.platform.audit.operations import record
from lms.platform.db.model import db
from lms.platform.zone import local_zone

UNDO_FOR = timedelta(days=1)
_TAKEN_OVER = ("email", "birth_date")
"""What the record that stays takes from the other if it has none itself."""


def merge_people(kept: int, gone: int, reason: str, now: datetime, *, by: str) -> int:
    """Makes one record of two; returns the number of the merge.

    Raises Unprocessable (no reason, or too long a one), NotFound, or Conflict: the same record, one that has gone
    already, a made-up person, or what a feature cannot make one of two.
    """
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= 500:
        raise Unprocessable("Give a reason of 1 to 500 characters.")
    if kept == gone:
        raise Conflict("That is the same record. Choose another one.")
    _lock(kept, gone)
    merge = PersonMerge(kept_id=kept, gone_id=gone, reason=reason, merged_at=now, merged_by=by)
    db.session.add(merge)
    db.session.flush()
    about = (merge.id, kept, gone, now, by)
    facts.publish(PeopleMerging(*about))
    _settle_posts(merge.id, kept, gone, local_date(now, local_zone()))
    _settle_roles(merge.id, kept, gone, now)
    _settle_codes(merge.id, gone, now)
    _settle_deputies(merge.id, gone, now, by)
    for line in moves():
        if not line.by_feature:
            _move(line, merge.id, kept, gone)
    _settle_person(merge.id, kept, gone)
    db.session.expire_all()
    facts.publish(PeopleMerged(*about))
    record(by, "person.merge", f"person:{kept}", now, gone=gone, merge=merge.id, reason=reason)
    return merge.id


def undo_merge(merge_id: int, now: datetime, *, by: str) -> None:
    """Makes two of one again, row for row as they were; what was done since by the record that stayed is its own.

    Raises NotFound, or Conflict: undone already, too old, or something since would be torn.
    """
    merge = db.session.get(PersonMerge, merge_id, with_for_update=True)
    if merge is None:
        raise NotFound
    _lock_both(merge.kept_id, merge.gone_id)
    if merge.undone_at is not None:
        raise Conflict("This merge is undone already.")
    if now - merge.merged_at > UNDO_FOR:
        raise Conflict("A merge can be undone for a day.")
    if db.session.get_one(Person, merge.kept_id).merged_into_id is not None:
        raise Conflict("The record that stayed was merged again. Undo that first.")
    facts.publish(MergeUndoing(merge.id, merge.kept_id, merge.gone_id, merge.merged_at))
    require_as_left(merge.id, Employment, "A post was changed since. The merge stays.")
    try:
        with db.session.begin_nested():
            put_back(merge.id)
    except IntegrityError as taken:
        raise Conflict("Something that was merged, such as an e-mail, is in use elsewhere. The merge stays.") from taken
    merge.undone_at, merge.undone_by = now, by
    db.session.flush()
    facts.publish(MergeUndone(merge.id, merge.kept_id, merge.gone_id, now, by))
    record(by, "person.undo-merge", f"person:{merge.kept_id}", now, gone=merge.gone_id, merge=merge.id)


def undo_until(merged_at: datetime) -> datetime:
    """Until when a merge of that time can be undone."""
    return merged_at + UNDO_FOR


def _lock_both(first: int, second: int) -> list[Person]:
    """Both records, in the order of their keys, so that two who merge wait for each other and never in a ring."""
    rows = select(Person).where(Person.id.in_((first, second))).order_by(Person.id)
    locked = rows.with_for_update(key_share=True).execution_options(populate_existing=True)
    return list(db.session.scalars(locked))


def _lock(kept: int, gone: int) -> None:
    people = _lock_both(kept, gone)
    if len(people) != 2:
        raise NotFound
    if any(person.merged_into_id is not None for person in people):
        raise Conflict("One of the two was merged already. Look at the person again.")
    if any(person.is_demo for person in people):
        raise Conflict("Made-up people of the demonstration are not merged.")


def _settle_posts(merge_id: int, kept: int, gone: int, today: date) -> None:
    """Posts of the record that goes fill what the other leaves free; what lies within it stays behind, ended."""
    own = Employment.person_id.in_((kept, gone))
    with watching(merge_id, Employment, own, is_whole=True):
        rows = db.session.scalars(select(Employment).where(own).order_by(Employment.valid_from, Employment.id)).all()
        held = [row for row in rows if row.person_id == kept]
        going = [row for row in rows if row.person_id == gone]
        open_one = next((row for row in held if row.valid_to is None), None)
        for row in going:
            if open_one is not None and row.valid_to is None and not open_one.nip:
                open_one.nip = row.nip
        for row in rows:
            if row.superior_id in (kept, gone):
                row.superior_id = None
        for row in going:
            _settle_post(row, kept, [Period(one.valid_from, one.valid_to) for one in held], today)
    with watching(merge_id, Employment, Employment.superior_id == gone):
        led = update(Employment).where(Employment.superior_id == gone).values(superior_id=kept)
        db.session.execute(led, execution_options={"synchronize_session": False})


def _settle_post(row: Employment, kept: int, held: list[Period], today: date) -> None:
    period = Period(row.valid_from, row.valid_to)
    free = free_of(period, held)
    if free is not None:
        row.person_id, row.valid_from, row.valid_to = kept, free.first, free.last
    elif row.valid_to is None:
        row.valid_to = last_day(period, today)


def _settle_roles(merge_id: int, kept: int, gone: int, now: datetime) -> None:
    """A role that both hold for the same unit is held once; one of a unit in which the one that stays is not ends."""
    other = aliased(RoleGrant)
    same = and_(other.person_id == kept, other.ended_at.is_(None), other.role == RoleGrant.role)
    same_unit = func.coalesce(other.unit_id, 0) == func.coalesce(RoleGrant.unit_id, 0)
    held = (RoleGrant.person_id == gone, RoleGrant.ended_at.is_(None))
    ends = or_(select(other.id).where(same, same_unit).exists(), RoleGrant.unit_id.not_in(units_around(kept)))
    with watching(merge_id, RoleGrant, RoleGrant.person_id == gone):
        ended = update(RoleGrant).where(*held, ends).values(ended_at=now)
        db.session.execute(ended, execution_options={"synchronize_session": False})


def _settle_codes(merge_id: int, gone: int, now: datetime) -> None:
    """Codes that were not used yet are worth nothing: they would set the password of a record that is no more."""
    unused = and_(OneTimeCode.person_id == gone, OneTimeCode.used_at.is_(None), OneTimeCode.replaced_at.is_(None))
    with watching(merge_id, OneTimeCode, unused):
        ended = update(OneTimeCode).where(unused).values(replaced_at=now)
        db.session.execute(ended, execution_options={"synchronize_session": False})


def _settle_deputies(merge_id: int, gone: int, now: datetime, by: str) -> None:
    """Nobody stands for a record that is no more, and it stands for nobody."""
    still = and_(Deputy.ended_at.is_(None), or_(Deputy.person_id == gone, Deputy.deputy_id == gone))
    with watching(merge_id, Deputy, still):
        ended = update(Deputy).where(still).values(ended_at=now, ended_by=by)
        db.session.execute(ended, execution_options={"synchronize_session": False})


def _move(line: Moved, merge_id: int, kept: int, gone: int) -> None:
    column, model = line.column, line.model
    other = aliased(model)
    going = [column == gone]
    if line.once_per:
        alike = [getattr(other, one.key) == one for one in line.once_per]
        going.append(~select(getattr(other, column.key)).where(getattr(other, column.key) == kept, *alike).exists())
    is_key = column.key in {one.key for one in inspect(model).primary_key}
    with watching(merge_id, model, column.in_((kept, gone)) if is_key else and_(*going)):
        moved = update(model).where(*going).values({column.key: kept})
        db.session.execute(moved, execution_options={"synchronize_session": False})


def _settle_person(merge_id: int, kept: int, gone: int) -> None:
    """The record that goes points to the other, which takes what it lacks; whoever was signed in by it is no longer."""
    staying, going = db.session.get_one(Person, kept), db.session.get_one(Person, gone)
    taken = {name: getattr(going, name) for name in _TAKEN_OVER if not getattr(staying, name) and getattr(going, name)}
    with watching(merge_id, Person, Person.id == gone):
        going.merged_into_id = kept
        going.email = None
    with watching(merge_id, Person, Person.id == kept):
        for name, value in taken.items():
            setattr(staying, name, value)
        if asks_name_again(going):
            staying.name_confirmed_at = None
    db.session.execute(delete(SigninSession).where(SigninSession.person_id == gone))
