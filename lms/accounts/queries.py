"""Questions about people; change nothing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from flask import Request, current_app
from sqlalchemy import ColumnElement, Date, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from config import Settings
from lms.accounts.lending import is_handed_over, stands_on
from lms.accounts.models import Deputy, Employment, OneTimeCode, Person, RoleGrant, SigninSession
from lms.accounts.one_time_code import code_hash
from lms.kernel.clock import local_date, utc_now
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db
from lms.platform.web.actor import SignedIn
from lms.platform.zone import local_zone

SIGNIN_COOKIE = "signin"

_LENT = aliased(RoleGrant)
_SESSION_PERSON = (
    select(
        SigninSession.id.label("session_id"),
        SigninSession.expires_at,
        Person.id,
        Person.username,
        Person.name,
        Person.title_before,
        Person.title_after,
        Person.form_of_address,
        Person.language,
        Person.theme,
        Person.text_size,
        Person.is_demo,
        RoleGrant.role,
        RoleGrant.unit_id,
        _LENT.role.label("lent_role"),
        _LENT.unit_id.label("lent_unit_id"),
    )
    .join(Person, Person.id == SigninSession.person_id)
    .join(RoleGrant, and_(RoleGrant.person_id == Person.id, RoleGrant.ended_at.is_(None)), isouter=True)
    .join(Deputy, and_(Deputy.deputy_id == Person.id, stands_on(bindparam("today", type_=Date))), isouter=True)
    .join(
        _LENT,
        and_(_LENT.person_id == Deputy.person_id, _LENT.ended_at.is_(None), is_handed_over(_LENT.role)),
        isouter=True,
    )
    .where(SigninSession.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True)
class PersonName:
    """The name of a person, and whether they have confirmed it for certificates."""

    name: str
    title_before: str
    title_after: str
    is_confirmed: bool

    @property
    def printed(self) -> str:
        """With titles, as certificates print it."""
        return full_name(self.name, self.title_before, self.title_after)


@dataclass(frozen=True)
class EmploymentFacts:
    """What a person is in the institution; each may be "" where it is not known."""

    nip: str
    unit: str
    position: str
    rank: str
    status: str  # pns, cpns, pppk, pppk-part-time, other


def person_name(person_id: int) -> PersonName:
    """The name of a person who exists."""
    columns = (Person.name, Person.title_before, Person.title_after, Person.name_confirmed_at.is_not(None))
    name, before, after, is_confirmed = db.session.execute(select(*columns).where(Person.id == person_id)).one()
    return PersonName(name, before, after, bool(is_confirmed))


def employment_on(person_id: int, day: date) -> EmploymentFacts | None:
    """What the person was on that day, such as the day of a completion; None if nothing is recorded."""
    lasts = or_(Employment.valid_to.is_(None), Employment.valid_to >= day)
    statement = (
        select(Employment.nip, Unit.name, Employment.position, Employment.rank, Employment.status)
        .join(Unit, Unit.id == Employment.unit_id, isouter=True)
        .where(Employment.person_id == person_id, Employment.valid_from <= day, lasts)
        .order_by(Employment.valid_from.desc())
        .limit(1)
    )
    row = db.session.execute(statement).one_or_none()
    return EmploymentFacts(row.nip, row.name or "", row.position, row.rank, row.status) if row else None


@dataclass(frozen=True)
class PersonLine:
    """One line of the list of people."""

    username: str
    name: str  # with titles
    is_active: bool  # whether a password is set
    roles: tuple[str, ...]
    nip: str
    unit: str
    is_demo: bool


def all_people() -> tuple[PersonLine, ...]:
    """Everybody, in the order of names."""
    current = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))
    rows = db.session.execute(
        select(Person, Employment.nip, Unit.name.label("unit"))
        .join(Employment, current, isouter=True)
        .join(Unit, Unit.id == Employment.unit_id, isouter=True)
        .where(Person.merged_into_id.is_(None))
        .order_by(Person.sort_key, Person.username)
    ).all()
    grants = db.session.execute(
        select(RoleGrant.person_id, RoleGrant.role).where(RoleGrant.ended_at.is_(None)).order_by(RoleGrant.id)
    ).all()
    roles: dict[int, list[str]] = {}
    for person_id, role in grants:
        roles.setdefault(person_id, []).append(role)
    return tuple(_person_line(row, tuple(roles.get(row.Person.id, ()))) for row in rows)


def _person_line(row: Any, roles: tuple[str, ...]) -> PersonLine:
    person: Person = row.Person
    name = full_name(person.name, person.title_before, person.title_after)
    is_active = person.password_hash is not None
    return PersonLine(person.username, name, is_active, roles, row.nip or "", row.unit or "", person.is_demo)


@dataclass(frozen=True)
class SessionLine:
    """A browser that is signed in."""

    id: int
    device: str
    created_at: datetime
    expires_at: datetime
    remembered: bool


def sessions_of(person_id: int, now: datetime) -> tuple[SessionLine, ...]:
    """The person's sign-in sessions that live, the newest first."""
    columns = (SigninSession.id, SigninSession.device, SigninSession.created_at, SigninSession.expires_at)
    rows = select(*columns, SigninSession.remembered).where(
        SigninSession.person_id == person_id, SigninSession.expires_at > now
    )
    return tuple(SessionLine(*row) for row in db.session.execute(rows.order_by(SigninSession.id.desc())))


class CodeState(Enum):
    """What a one-time code is worth."""

    GOOD = "good"
    USED = "used"
    REPLACED = "replaced"
    EXPIRED = "expired"


@dataclass(frozen=True)
class FoundCode:
    """A code that was made for this person: what it is worth, since when, and which device used it."""

    id: int
    state: CodeState
    at: datetime
    device: str


def find_code(person_id: int, code: str, now: datetime) -> FoundCode | None:
    """The person's code as typed; None if it was never made for them."""
    row = db.session.scalar(select(OneTimeCode).where(OneTimeCode.code_hash == code_hash(person_id, code)))
    if row is None:
        return None
    if row.used_at is not None:
        return FoundCode(row.id, CodeState.USED, row.used_at, row.used_device)
    if row.replaced_at is not None:
        return FoundCode(row.id, CodeState.REPLACED, row.replaced_at, "")
    state = CodeState.EXPIRED if row.expires_at <= now else CodeState.GOOD
    return FoundCode(row.id, state, row.expires_at, "")


@dataclass(frozen=True)
class DemoPerson:
    """One of the made-up people of the demonstration."""

    id: int
    username: str
    password_hash: str | None


def demo_people() -> tuple[DemoPerson, ...]:
    """The demo people there are."""
    rows = db.session.execute(select(Person.id, Person.username, Person.password_hash).where(Person.is_demo))
    return tuple(DemoPerson(*row) for row in rows)


def has_real_people() -> bool:
    """Whether anybody is not of the demonstration."""
    return db.session.scalar(select(Person.id).where(Person.is_demo.is_(False)).limit(1)) is not None


@dataclass(frozen=True)
class Account:
    """How a person signs in, and whether they can: a password is set."""

    username: str
    email: str | None
    is_active: bool


def account_of(person_id: int) -> Account:
    """The account of a person who exists."""
    columns = (Person.username, Person.email, Person.password_hash.is_not(None))
    username, email, is_active = db.session.execute(select(*columns).where(Person.id == person_id)).one()
    return Account(username, email, bool(is_active))


def first_free(usernames: Sequence[str]) -> str:
    """The first of these user names that nobody has; the last one if all are taken."""
    taken = set(db.session.scalars(select(Person.username).where(Person.username.in_(usernames))))
    return next((name for name in usernames if name not in taken), usernames[-1])


def has_email(email: str) -> bool:
    """Whether somebody has this e-mail, in small letters."""
    return db.session.scalar(select(Person.id).where(Person.email == email)) is not None


def person_id_of(username: str) -> int | None:
    """The key of the person with this user name; None also of a record that was merged into another."""
    named = select(Person.id).where(Person.username == username.strip().lower(), Person.merged_into_id.is_(None))
    return db.session.scalar(named)


def roles_of(person_id: int) -> frozenset[Role]:
    """The roles that a person holds now."""
    held = select(RoleGrant.role).where(RoleGrant.person_id == person_id, RoleGrant.ended_at.is_(None))
    return frozenset(map(Role, db.session.scalars(held)))


def token_hash(token: str) -> bytes:
    """What the database keeps of a sign-in or device token."""
    return hashlib.sha256(token.encode()).digest()


def session_reader(unread: ColumnElement[int]) -> Callable[[Request], SignedIn | None]:
    """Who finds the person whose sign-in session a request's cookie names, in one query; None if it names none that
    lives. `unread` counts the letters of a row of `Person`, which features above keep."""
    statement = HotRead(_SESSION_PERSON.add_columns(unread.label("unread")))

    @lru_cache(maxsize=1024)
    def session_of(rows: tuple[tuple[Any, ...], ...]) -> _Session:
        """Remembered by what is stored of it, which is read each time: one that ended is not found any more."""
        typed = [statement.typed(row) for row in rows]
        return _Session(typed[0].expires_at, typed[0].is_demo, _signed_in(typed))

    def session_person(request: Request) -> SignedIn | None:
        token = request.cookies.get(SIGNIN_COOKIE)
        today = local_date(utc_now(), local_zone())
        rows = statement.raw(token_hash=token_hash(token), today=today) if token else ()
        if not rows:
            return None
        found = session_of(rows)
        if found.expires_at <= datetime.now(UTC) or (found.is_demo and not is_demo_on()):
            return None
        return found.person

    return session_person


@dataclass(frozen=True)
class _Session:
    expires_at: datetime
    is_demo: bool
    person: SignedIn


def is_demo_on() -> bool:
    """Whether demo people may be here; with DEMO off none signs in, wherever their row may come from."""
    settings: Settings = current_app.extensions["settings"]
    return settings.demo


def is_unused() -> ColumnElement[bool]:
    """Whether nobody has set a password of an account yet; made-up people of the demonstration are left aside."""
    return and_(Person.password_hash.is_(None), Person.is_demo.is_(False))


def full_name(name: str, before: str, after: str) -> str:
    """A name with its titles: "Drs. Umpama Nyata, M.Si."."""
    with_before = f"{before} {name}".strip()
    return f"{with_before}, {after}" if after else with_before


def _signed_in(rows: Sequence[Any]) -> SignedIn:
    """The person of these rows, one for each role."""
    row = rows[0]
    return SignedIn(
        id=row.id,
        session_id=row.session_id,
        username=row.username,
        display_name=full_name(row.name, row.title_before, row.title_after),
        form_of_address=row.form_of_address,
        language=row.language,
        theme=row.theme,
        text_size=row.text_size,
        roles=frozenset(Role(one.role) for one in rows if one.role),
        whole_roles=frozenset(Role(one.role) for one in rows if one.role and one.unit_id is None),
        lent_roles=frozenset(Role(one.lent_role) for one in rows if one.lent_role),
        whole_lent_roles=frozenset(Role(one.lent_role) for one in rows if one.lent_role and one.lent_unit_id is None),
        unread=row.unread,
    )
