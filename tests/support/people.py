"""The named cast, and how each of them gets a signed-in browser without the sign-in page."""

import secrets
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.facts import PostsChanged
from lms.accounts.models import Employment, Person, RoleGrant, SigninSession
from lms.accounts.queries import SIGNIN_COOKIE, token_hash
from lms.hours.operations import follow_posts
from lms.kernel.clock import local_date, utc_now
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db

UNIT = "UPTD Puskesmas Contoh, Dinas Kesehatan"
NOW = datetime(2026, 11, 24, 2, 41, tzinfo=UTC)  # 09.41 WIB


def local_today() -> date:
    """The day that the pages call today: where people live it begins seven hours before the one in UTC."""
    return local_date(utc_now(), ZoneInfo("Asia/Jakarta"))


class Browser(FlaskClient):
    """A test client that sends Origin with unsafe requests, as every browser does."""

    def open(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        """Sends the request; a test may give its own Origin."""
        headers = dict(kwargs.pop("headers", None) or {})
        if kwargs.get("method", "GET") not in {"GET", "HEAD"}:
            headers.setdefault("Origin", "http://localhost")
        with self.application.app_context():  # each request has a `g` of its own, as on the server
            return super().open(*args, headers=headers, **kwargs)


def browser(app: Flask) -> FlaskClient:
    """A fresh browser."""
    app.test_client_class = Browser
    return app.test_client()


def add_person(
    username: str = "ani",
    name: str = "Ani Contoh",
    role: Role = Role.LEARNER,
    nip: str = "199001012015012999",
    status: str = "pns",
    confirmed: bool = True,
    unit: str = UNIT,
    **fields: object,
) -> int:
    """Puts a person with an employment and a role into the database; returns the key."""
    with door(writes=True):
        place = db.session.scalar(select(Unit).where(Unit.name == unit)) or Unit(name=unit, sort_key=unit.casefold())
        person = Person(
            username=username,
            name=name,
            sort_key=name.lower(),
            created_at=NOW,
            password_hash="-",
            name_confirmed_at=NOW if confirmed else None,
            **fields,
        )
        db.session.add_all([place, person] if unit else [person])
        db.session.flush()
        db.session.add(RoleGrant(person_id=person.id, role=role.value, granted_at=NOW))
        db.session.add(
            Employment(
                person_id=person.id,
                nip=nip,
                unit_id=place.id if unit else None,
                position="Perawat Terampil",
                rank="Pengatur (II/c)",
                status=status,
                valid_from=date(2015, 1, 1),
            )
        )
        db.session.flush()
        follow_posts(PostsChanged((person.id,), NOW, "tests"))
        return int(person.id)


def signed_in(app: Flask, person_id: int) -> FlaskClient:
    """A browser in which the person is signed in."""
    token = secrets.token_urlsafe(32)
    with door(writes=True):
        db.session.add(
            SigninSession(
                token_hash=token_hash(token),
                person_id=person_id,
                created_at=datetime.now(UTC),
                expires_at=datetime.now(UTC) + timedelta(hours=12),
                remembered=False,
                device="Chrome, Android",
            )
        )
    opened = browser(app)
    opened.set_cookie(SIGNIN_COOKIE, token)
    return opened
