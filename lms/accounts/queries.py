"""Questions about people; change nothing."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from flask import Request
from sqlalchemy import and_, select

from lms.accounts.models import Person, RoleGrant, SigninSession
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
