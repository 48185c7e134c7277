"""Which columns of accounts name a person, for when two records of one person become one; what both have."""

from collections.abc import Iterator

from sqlalchemy import select, union_all

from lms.accounts.merges import Counted, Moved, Pair, Said, Stays, collision, figure
from lms.accounts.models import (
    Deputy,
    Employment,
    KnownDevice,
    OneTimeCode,
    Person,
    PersonCorrection,
    PersonMerge,
    RoleGrant,
    SigninSession,
    UnitHead,
)
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.model import db

MOVES = (
    Moved(Employment.person_id, figure("%(num)s post", "%(num)s posts"), by_feature=True),
    Moved(Employment.superior_id, figure("superior of %(num)s person", "superior of %(num)s people"), by_feature=True),
    Moved(RoleGrant.person_id),
    Counted(
        RoleGrant.person_id,
        figure("%(num)s role, ended ones too", "%(num)s roles, ended ones too"),
        where=(RoleGrant.role != Role.LEARNER.value,),
    ),
    Moved(UnitHead.person_id, figure("%(num)s time as head of a unit", "%(num)s times as head of a unit")),
    Moved(OneTimeCode.person_id),
    Moved(PersonCorrection.person_id),
    Stays(Deputy.person_id, "who stood for the record that goes stood for it; what is open ends"),
    Stays(Deputy.deputy_id, "the record that goes stood for somebody; what is open ends"),
    Stays(KnownDevice.person_id, "a browser is known to the record by which somebody signed in there"),
    Stays(SigninSession.person_id, "the sessions of the record that goes are ended"),
    Stays(Person.merged_into_id, "a record that went earlier leads on from there"),
    Stays(PersonMerge.kept_id, "an earlier merge stays what it was"),
    Stays(PersonMerge.gone_id, "an earlier merge stays what it was"),
)


def collisions(pair: Pair) -> Iterator[Said]:
    """Two open posts, roles that both hold, an account that nobody has used."""
    open_posts = select(Employment.person_id).where(Employment.person_id.in_(pair.both), Employment.valid_to.is_(None))
    here = set(db.session.scalars(open_posts))
    if len(here) == 2:
        yield collision("Both have a post now. That of the record that stays goes on; the other ends.")
    held = select(RoleGrant.person_id, RoleGrant.role, RoleGrant.unit_id).where(
        RoleGrant.person_id.in_(pair.both), RoleGrant.ended_at.is_(None), RoleGrant.role != Role.LEARNER.value
    )
    grants = {(row.person_id, row.role, row.unit_id) for row in db.session.execute(held)}
    if any((pair.kept, role, unit) in grants for person, role, unit in grants if person == pair.gone):
        yield collision("Both hold the same role. It is held once from then on.")
    units = {unit for person, _, unit in grants if person == pair.gone and unit is not None}
    if units and units.difference(units_around(pair.kept if pair.kept in here else pair.gone)):
        yield collision("The record that goes holds a role of a unit in which the other is not. That role ends.")
    is_open = Deputy.ended_at.is_(None)
    stands = union_all(
        select(Deputy.id).where(is_open, Deputy.person_id == pair.gone),
        select(Deputy.id).where(is_open, Deputy.deputy_id == pair.gone),
    )
    if db.session.execute(stands).first() is not None:
        yield collision("A deputy is named for the record that goes, or it is one. That ends; name the deputy again.")
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(pair.both)))}
    kept, gone = people[pair.kept], people[pair.gone]
    if kept.password_hash is None and gone.password_hash is not None:
        yield collision("The account that stays has not been used yet. Make a code for it afterwards.")
    if kept.email and gone.email:
        yield collision("Each has an e-mail. That of the record that stays holds.")
    if kept.name_confirmed_at is not None and asks_name_again(gone):
        yield collision("The name for certificates will be asked for again.")


def units_around(person_id: int) -> list[int]:
    """The keys of the unit in which somebody is now and of all above it; none of somebody in no unit."""
    place = select(Unit.parent_path, Unit.id).join(Employment, Employment.unit_id == Unit.id)
    found = db.session.execute(place.where(Employment.person_id == person_id, Employment.valid_to.is_(None))).first()
    return (
        []
        if found is None
        else [*map(int, found.parent_path.strip("/").split("/") if found.parent_path != "/" else ()), found.id]
    )


def asks_name_again(gone: Person) -> bool:
    """Of the record that goes: whether courses may wait for its name, which the other may have confirmed already."""
    return gone.name_confirmed_at is None and gone.password_hash is not None
