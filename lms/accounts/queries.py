"""Questions about people; change nothing."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask import Request
from sqlalchemy import and_, or_, select

from lms.accounts.models import Employment, Person, RoleGrant, SigninSession
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.model import db
from lms.platform.web.actor import SignedIn

SIGNIN_COOKIE = "signin"

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
        Person.password_hash.is_(None).label("must_set_password"),
        RoleGrant.role,
    )
    .join(Person, Person.id == SigninSession.person_id)
    .join(RoleGrant, and_(RoleGrant.person_id == Person.id, RoleGrant.ended_at.is_(None)), isouter=True)
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


def token_hash(token: str) -> bytes:
    """What the database keeps of a sign-in or device token."""
    return hashlib.sha256(token.encode()).digest()


def session_person(request: Request) -> SignedIn | None:
    """The person whose sign-in session the request's cookie names, in one query; None if it names none that lives."""
    token = request.cookies.get(SIGNIN_COOKIE)
    if not token:
        return None
    rows = db.session.execute(_SESSION_PERSON.where(SigninSession.token_hash == token_hash(token))).all()
    if not rows or rows[0].expires_at <= datetime.now(UTC):
        return None
    return _signed_in(rows[0], frozenset(Role(row.role) for row in rows if row.role))


def full_name(name: str, before: str, after: str) -> str:
    """A name with its titles: "Drs. Umpama Nyata, M.Si."."""
    with_before = f"{before} {name}".strip()
    return f"{with_before}, {after}" if after else with_before


def _signed_in(row: Any, roles: frozenset[Role]) -> SignedIn:
    return SignedIn(
        id=row.id,
        session_id=row.session_id,
        username=row.username,
        display_name=full_name(row.name, row.title_before, row.title_after),
        form_of_address=row.form_of_address,
        language=row.language,
        theme=row.theme,
        text_size=row.text_size,
        roles=roles,
        must_set_password=bool(row.must_set_password),
    )
