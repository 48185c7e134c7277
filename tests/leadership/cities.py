"""A city whose people have JP, those who read its totals, and the sheet as they read it."""

import re
from collections.abc import Sequence

from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.models import RoleGrant
from lms.hours import operations as hours
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments import offices
from tests.support import people
from tests.support.people import NOW, local_today

BIG, SMALL = "Dinas Kesehatan", "Kecamatan Kecil"


def add_units(*names: str) -> list[int]:
    """Units at the top."""
    with door(writes=True):
        return [org.add_unit(org.NewUnit(name), NOW, by="rina") for name in names]


def staff(unit: int | None, size: int, jp: Sequence[int] = (), status: str = "pns") -> list[int]:
    """So many people of a unit, the first of them with so many JP this year each."""
    keys = offices.add_people([unit] * size, status)
    with door(writes=True):
        for key, amount in zip(keys, jp, strict=False):
            hours.add_jp(key, local_today(), amount)
    return keys


def leader(app: Flask, unit: int | None = None, role: Role = Role.LEADER, username: str = "walikota") -> FlaskClient:
    """A browser of somebody who holds the role, for a unit or for all; they are counted nowhere."""
    key = people.add_person(username, "Umpama Pimpinan", unit="", status="other")
    with door(writes=True):
        db.session.add(RoleGrant(person_id=key, role=role.value, unit_id=unit, granted_at=NOW))
    return people.signed_in(app, key)


def words(client: FlaskClient) -> str:
    """What the sheet says, without marks, each part separated by one space."""
    page = client.get("/leadership").text
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#39;", "'")


def say(name: str, value: str) -> None:
    """The institution says a fact from today on."""
    with door(writes=True):
        org.set_fact(name, value, local_today(), by="operator", now=NOW)
