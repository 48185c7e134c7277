"""Questions about the people of units; they change nothing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from lms.accounts.employment import EmploymentStatus
from lms.accounts.models import Employment, Person, RoleGrant, UnitHead
from lms.accounts.nip import plain_nip
from lms.accounts.queries import full_name
from lms.accounts.scope import Scope, reach_of
from lms.org.models import Unit
from lms.org.signing import OfficeKind
from lms.permissions import OF_A_UNIT, Role
from lms.platform.db.model import db
from lms.platform.db.recounting import streamed

ON_A_PAGE = 50


@dataclass(frozen=True)
class PeopleAsked:
    """Which people are asked for: whose name or NIP has `words`, whose account nobody uses, from where on."""

    words: str = ""
    only_inactive: bool = False
    after: tuple[str, int] | None = None  # sort key and key of the last person shown


@dataclass(frozen=True)
class StaffLine:
    """One line of the list of people."""

    id: int
    name: str  # with titles
    sort_key: str
    position: str
    unit: str
    is_active: bool


def people_in(scope: Scope, asked: PeopleAsked) -> list[StaffLine]:
    """People who are here, within reach, by name; one more than stand on a page if there are more."""
    rows = _of_those_here(select(Person, Employment.position, Unit.name.label("unit")), scope, asked)
    rows = rows.order_by(Person.sort_key, Person.id).limit(ON_A_PAGE + 1)
    return [
        StaffLine(
            row.Person.id,
            full_name(row.Person.name, row.Person.title_before, row.Person.title_after),
            row.Person.sort_key,
            row.position,
            row.unit or "",
            row.Person.password_hash is not None,
        )
        for row in db.session.execute(rows)
    ]


def count_people(scope: Scope, asked: PeopleAsked) -> int:
    """How many there are of them."""
    return db.session.scalar(_of_those_here(select(func.count(Person.id)), scope, asked)) or 0


def people_read(scope: Scope, asked: PeopleAsked) -> Iterator[tuple[Person, Employment, str]]:
    """All of them with post and unit, by name, as the database hands them out."""
    rows = _of_those_here(select(Person, Employment, Unit.name.label("unit")), scope, asked)
    for person, post, unit in streamed(rows.order_by(Person.sort_key, Person.id)):
        yield person, post, unit or ""


def _of_those_here(rows: Any, scope: Scope, asked: PeopleAsked) -> Any:
    found = (
        rows.join_from(Person, Employment, Employment.person_id == Person.id)
        .join(Unit, Unit.id == Employment.unit_id, isouter=True)
        .where(Employment.valid_to.is_(None), Person.is_demo.is_(False), *_within(scope))
    )
    words = " ".join(asked.words.split()).casefold()
    digits = plain_nip(words)
    if digits.isdigit():
        found = found.where(Employment.nip.startswith(digits))
    elif words:
        found = found.where(Person.sort_key.contains(words, autoescape=True))
    if asked.only_inactive:
        found = found.where(Person.password_hash.is_(None))
    if asked.after is not None:
        found = found.where(tuple_(Person.sort_key, Person.id) > asked.after)
    return found


@dataclass(frozen=True)
class PostLine:
    """What a person was or is, and when."""

    nip: str
    unit: str
    unit_id: int | None
    position: str
    rank: str
    status: str
    superior: str
    superior_id: int | None
    superior_username: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class GrantLine:
    """A role that a person holds."""

    id: int
    role: Role
    unit: str  # "" for all units
    unit_id: int | None
    granted_at: datetime


@dataclass(frozen=True)
class PersonPage:
    """A person as the office sees them: who they are, every post, the roles they hold."""

    id: int
    username: str
    name: str
    title_before: str
    title_after: str
    birth_date: date | None
    email: str
    is_active: bool
    posts: tuple[PostLine, ...]  # the newest first
    grants: tuple[GrantLine, ...]

    @property
    def full_name(self) -> str:
        """The name with its titles."""
        return full_name(self.name, self.title_before, self.title_after)

    @property
    def post(self) -> PostLine | None:
        """What they are now; None of somebody who is not here."""
        return self.posts[0] if self.posts and self.posts[0].valid_to is None else None


def person_page(person_id: int) -> PersonPage | None:
    """One person with all posts; None also of a record that was merged into another."""
    person = db.session.get(Person, person_id)
    if person is None or person.is_demo or person.merged_into_id is not None:
        return None
    posts = db.session.execute(
        select(Employment, Unit.name.label("unit"), Person.name.label("superior"), Person.username)
        .join(Unit, Unit.id == Employment.unit_id, isouter=True)
        .join(Person, Person.id == Employment.superior_id, isouter=True)
        .where(Employment.person_id == person_id)
        .order_by(Employment.valid_from.desc(), Employment.id.desc())
    )
    grants = db.session.execute(
        select(RoleGrant, Unit.name.label("unit"))
        .join(Unit, Unit.id == RoleGrant.unit_id, isouter=True)
        .where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None), RoleGrant.role != Role.LEARNER.value)
        .order_by(RoleGrant.id)
    )
    return PersonPage(
        id=person.id,
        username=person.username,
        name=person.name,
        title_before=person.title_before,
        title_after=person.title_after,
        birth_date=person.birth_date,
        email=person.email or "",
        is_active=person.password_hash is not None,
        posts=_joined(
            PostLine(
                row.Employment.nip,
                row.unit or "",
                row.Employment.unit_id,
                row.Employment.position,
                row.Employment.rank,
                row.Employment.status,
                row.superior or "",
                row.Employment.superior_id,
                row.username or "",
                row.Employment.valid_from,
                row.Employment.valid_to,
            )
            for row in posts
        ),
        grants=tuple(
            GrantLine(row.RoleGrant.id, Role(row.RoleGrant.role), row.unit or "", row.RoleGrant.unit_id,
                      row.RoleGrant.granted_at)
            for row in grants
        ),
    )  # fmt: skip


def _joined(posts: Iterable[PostLine]) -> tuple[PostLine, ...]:
    """Posts, the newest first, of which two in a row that say the same are one: the second was written to undo."""
    found: list[PostLine] = []
    for post in posts:
        if found and replace(found[-1], valid_from=post.valid_from, valid_to=post.valid_to) == post:
            found[-1] = replace(found[-1], valid_from=post.valid_from)
        else:
            found.append(post)
    return tuple(found)


def person_called(words: str, scope: Scope) -> int | None:
    """Somebody who is here within reach, by user name or NIP; None if nobody, or more than one, is called so."""
    nip = plain_nip(words)
    called = Employment.nip == nip if nip.isdigit() else Person.username == words.casefold()
    rows = select(Person.id).join(Employment, Employment.person_id == Person.id)
    rows = rows.where(Employment.valid_to.is_(None), Person.is_demo.is_(False), called, *_within(scope))
    found = db.session.scalars(rows.limit(2)).all()
    return found[0] if len(found) == 1 else None


def colleagues_of(person_id: int) -> Scope:
    """The unit in which somebody is, with what is below it, and what their own roles reach."""
    reach = reach_of(person_id)
    own = db.session.scalar(
        select(Employment.unit_id).where(Employment.person_id == person_id, Employment.valid_to.is_(None))
    )
    given = {own, *(unit_id for role, unit_id in reach.given if role in OF_A_UNIT)}
    if None in {unit_id for role, unit_id in reach.given if role in OF_A_UNIT}:
        return Scope(reach.units, is_all=True)
    paths = tuple(unit.path for unit in reach.units if unit.id in given)
    return Scope(tuple(unit for unit in reach.units if unit.path.startswith(paths)), is_all=False)


def holder_of_nip(nip: str) -> str | None:
    """The name of whoever has this NIP now; None if nobody."""
    held = select(Person.name).join(Employment, Employment.person_id == Person.id)
    return db.session.scalar(held.where(Employment.nip == nip, Employment.valid_to.is_(None)).limit(1))


@dataclass(frozen=True)
class HeadLine:
    """Who heads a unit, and how."""

    person_id: int
    name: str
    office: OfficeKind
    valid_from: date


def heads_of(unit_id: int, day: date) -> list[HeadLine]:
    """Who heads a unit on a day: whoever acts (Plh., then Plt.) before the holder."""
    rows = db.session.execute(
        select(UnitHead, Person)
        .join(Person, Person.id == UnitHead.person_id)
        .where(
            UnitHead.unit_id == unit_id,
            UnitHead.valid_from <= day,
            or_(UnitHead.valid_to.is_(None), UnitHead.valid_to >= day),
        )
    )
    order = [OfficeKind.DAILY, OfficeKind.ACTING, OfficeKind.DEFINITIVE]
    found = [
        HeadLine(
            person.id,
            full_name(person.name, person.title_before, person.title_after),
            OfficeKind(head.office),
            head.valid_from,
        )
        for head, person in rows
    ]
    return sorted(found, key=lambda line: order.index(line.office))


def counts_by_unit(units: Collection[int]) -> dict[int, tuple[int, int]]:
    """Key of a unit → people who are there itself, and those of them whose account is in use."""
    rows = db.session.execute(
        select(Employment.unit_id, func.count(), func.count(Person.password_hash))
        .join(Person, Person.id == Employment.person_id)
        .where(Employment.valid_to.is_(None), Employment.unit_id.in_(units), Person.is_demo.is_(False))
        .group_by(Employment.unit_id)
    )
    return {unit: (people, active) for unit, people, active in rows if unit is not None}


def officers_of(units: Collection[int]) -> dict[int, tuple[int, str]]:
    """Key of a unit → whoever is its officer: key and name; the one named last, should there be two."""
    rows = db.session.execute(
        select(RoleGrant.unit_id, Person.id, Person.name)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.role == Role.UNIT_OFFICER.value, RoleGrant.unit_id.in_(units), RoleGrant.ended_at.is_(None))
        .order_by(RoleGrant.id)
    )
    return {unit: (key, name) for unit, key, name in rows if unit is not None}


def people_by_unit(units: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Key of a unit → the people who are there itself, by name."""
    rows = db.session.execute(
        select(Employment.unit_id, Person.id, Person.name)
        .join(Person, Person.id == Employment.person_id)
        .where(Employment.valid_to.is_(None), Employment.unit_id.in_(units), Person.is_demo.is_(False))
        .order_by(Person.sort_key, Person.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for unit, key, name in rows:
        found.setdefault(unit or 0, []).append((key, name))
    return found


def inactive_in(units: Collection[int]) -> list[tuple[int, str]]:
    """The people of these units whose account nobody has used yet: key, and the name of the unit; by unit and name."""
    rows = db.session.execute(
        select(Person.id, Unit.name)
        .join(Employment, and_(Employment.person_id == Person.id, Employment.valid_to.is_(None)))
        .join(Unit, Unit.id == Employment.unit_id)
        .where(Unit.id.in_(units), Person.password_hash.is_(None), Person.is_demo.is_(False))
        .order_by(Unit.sort_key, Person.sort_key, Person.id)
    )
    return [(key, name) for key, name in rows]


def status_of(text: str) -> EmploymentStatus:
    """The status of this name; other for what is none."""
    return EmploymentStatus(text) if text in set(EmploymentStatus) else EmploymentStatus.OTHER


def _within(scope: Scope) -> list[ColumnElement[bool]]:
    return [] if scope.is_all else [Employment.unit_id.in_(scope.keys)]
