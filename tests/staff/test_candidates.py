"""A list is compared with those whom it may mean, which comes to the same as if everybody were read."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, Person
from lms.accounts.posts import Identity, NewPerson, Post
from lms.accounts.scope import Scope
from lms.kernel.problems import error
from lms.org import operations as org
from lms.org.unit_names import name_key
from lms.org.unit_queries import UnitLine
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.staff import held_queries
from lms.staff.held_queries import people_held, people_meant
from lms.staff.lists.comparison import Asked, Choice, Comparison, compare
from lms.staff.lists.rows import StaffRow
from lms.staff.lists.units import UnitPlan
from tests.staff.cities import city_of
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in, compared, save, xlsx
from tests.support import people
from tests.support.statements import Statement, statements

NAMES = ("Ani Contoh", "ANI  CONTOH", "M. Yusuf Contoh", "M Yusuf Contoh", "Ma'ruf Umpama", "Ma ruf Umpama", "Budi",
         "Straße Umpama", "Citra Misal", "---")  # fmt: skip
UNITS = ("Dinas Satu", "Dinas Dua", "Dinas Tiga")
SINCE = date(2026, 1, 1)


@pytest.mark.parametrize("seed", range(12))
def test_comparing_with_those_who_may_be_meant_is_comparing_with_everybody(
    app: Flask, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_queries, "_AT_ONCE", 7)  # many parts
    chance = random.Random(seed)
    with door(writes=True):
        units = org.add_units([org.NewUnit(name, None, SINCE) for name in UNITS], people.NOW, by="x")
        hold(chance, units)
    places = {name_key(name, ""): str(key) for name, key in zip(UNITS, units, strict=True)}
    plan = UnitPlan(places=places)
    for reach in (None, *map(scope_of, (units[:1], units[:2]))):
        for is_complete in (True, False):
            rows = tuple(line(chance, number) for number in range(1, 26))
            choices = {row.number: chance.choice(list(Choice)) for row in rows}
            asked = Asked(rows, plan, reach.keys if reach else None, is_complete, choices)
            with door(writes=False):
                few = people_meant(rows, (reach or Scope((), is_all=True)) if is_complete else None)
                everybody = people_held(db.session.scalars(select(Person.id)).all())
            found: Comparison = compare(asked, everybody)
            assert compare(asked, few) == found
            assert found.changes and found.questions


def scope_of(units: Sequence[int]) -> Scope:
    return Scope(tuple(UnitLine(key, None, "/", "", SINCE, None) for key in units), is_all=False)


def hold(chance: random.Random, units: Sequence[int]) -> None:
    """Forty people: some were elsewhere with another NIP, some have left, were merged, are made up, lead others."""
    new = [NewPerson(who(chance, n), post(chance, units)) for n in range(40)]
    keys = accounts.add_people(new, SINCE, people.NOW, by="x")
    superiors = {key: replace(post(chance, units), superior_id=keys[0]) for key in keys[1:25]}
    accounts.change_posts(superiors, SINCE + timedelta(days=30), people.NOW, by="x")
    accounts.leave(chance.sample(keys, 8), date(2026, 3, 1), people.NOW, by="x")
    db.session.execute(update(Person).where(Person.id.in_(keys[30:33])).values(is_demo=True))
    accounts.merge_people(keys[34], keys[35], "the same", people.NOW, by="x")


def who(chance: random.Random, number: int) -> Identity:
    email = f"p{number}@contoh.id" if number % 3 == 0 else None
    return Identity(chance.choice(NAMES), birth_date=born(chance), email=email)


def born(chance: random.Random) -> date | None:
    return chance.choice((None, date(1992, 2, 29), date(1990, 1, 1)))


def post(chance: random.Random, units: Sequence[int]) -> Post:
    return Post(nip=nip(chance), unit_id=chance.choice([None, *units]))


def nip(chance: random.Random) -> str:
    return chance.choice(("", f"19900101201501{chance.randrange(30):04}"))


def line(chance: random.Random, number: int) -> StaffRow:
    """A line that may be of somebody who is held, with all that can be wrong."""
    row = StaffRow(
        number=number,
        name=chance.choice((*NAMES, "Siapa Ini")),
        nip=nip(chance),
        birth_date=born(chance),
        unit=chance.choice(("", *UNITS, "Tidak Dikenal")),
        superior_nip=nip(chance),
        email=chance.choice(("", f"p{chance.randrange(45)}@contoh.id")),
    )
    if chance.random() < 0.2:
        return replace(row, nip="", nip_start=chance.choice(("199", "19900101201501", "19850101201501")))
    if chance.random() < 0.1:
        return replace(row, problems=(error("nip-twice", "…", "…"),))
    return row


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))


def test_no_step_of_a_partial_list_reads_more_where_more_are_held(office: FlaskClient) -> None:
    few = read_by(office, "Contoh Sedikit")
    brought_in(office, *city_of(400, sites=4, departments=1, faults=0))
    assert read_by(office, "Contoh Banyak") == few


def read_by(office: FlaskClient, word: str) -> list[int]:
    """Rows that comparing, saving and undoing a list of two lines come to, by step."""
    number = -1
    budi, rows = (f"19850303201001{len(word):04}", f"Budi {word}", *BUDI[2:]), []

    def begin() -> None:
        nonlocal number
        number = compared(office, xlsx((*CITRA[:7], word, *CITRA[8:]), budi), is_complete="")

    def look() -> None:
        assert office.get(f"/people/lists/{number}").status_code == 200

    def undo() -> None:
        assert office.post(f"/people/lists/{number}/undo").status_code == 303

    for step in (begin, look, lambda: save(office, number), undo):
        with statements() as seen:
            step()
        rows.append(rows_of([one for one in seen if " person" in one.sql or " employment" in one.sql]))
    return rows


def rows_of(seen: Sequence[Statement]) -> int:
    """How many rows the database hands out for what was asked."""
    with door(writes=False):
        connection = db.session.connection()
        asked = [(sql, values if isinstance(values, dict) else tuple(values)) for sql, values in seen]
        return sum(len(connection.exec_driver_sql(*one).all()) for one in asked if one[0].startswith("SELECT"))


def test_user_names_that_are_taken_are_passed_by(app: Flask, office: FlaskClient) -> None:
    with door(writes=True):
        for username in ("ani.contoh", "ani.contoh2", "ani.contoh3", "ani.contoh22", "budi.umpama2"):
            people.db.session.add(people.Person(username=username, name="X", sort_key="x", created_at=people.NOW))
    alike = [("", "Ani Contoh", "", "", f"{day:02}-01-1990", *ANI[5:]) for day in range(1, 21)]
    brought_in(office, *alike, BUDI, ("", "Ani Contoh2", *ANI[2:]), is_complete="")
    with door(writes=False):
        rows = select(Person.username).join(Employment, Employment.person_id == Person.id).order_by(Person.id)
        given = [name for name in db.session.scalars(rows) if name != "rina"]
    free = [number for number in range(4, 27) if number not in (22,)]
    assert given[:20] == [f"ani.contoh{number}" for number in free][:20]
    assert given[20:] == ["budi.umpama", "ani.contoh25"]
