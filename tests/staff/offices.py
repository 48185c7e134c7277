"""An office with units and people, and whoever keeps a part of it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import Person, RoleGrant
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in
from tests.support import people


def make_office(app: Flask) -> FlaskClient:
    """A coordinator of all units, in whose portal two departments and three people are."""
    browser = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    brought_in(browser, ANI, BUDI, CITRA, valid_from="2026-01-01")
    return browser


def keeper(app: Flask, role: Role, unit: str, username: str = "dodi") -> FlaskClient:
    """Somebody with a role for one unit."""
    key, of = people.add_person(username, "Dodi Andai", nip="", unit=""), unit_key(unit)
    with door(writes=True):
        db.session.execute(db.update(RoleGrant).where(RoleGrant.person_id == key).values(role=role.value, unit_id=of))
    return people.signed_in(app, key)


def unit_key(name: str) -> int:
    """The key of a unit."""
    with door(writes=False):
        found = db.session.scalar(select(Unit.id).where(Unit.name == name))
    assert found is not None, name
    return found


def person_key(name: str) -> int:
    """The key of a person."""
    with door(writes=False):
        found = db.session.scalar(select(Person.id).where(Person.name == name))
    assert found is not None, name
    return found
