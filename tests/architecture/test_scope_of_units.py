"""Two units side by side: whoever keeps, leads or heads the one meets nothing of the other, at no address.

Unit B is full of things that carry MARKS. Four people of unit A ask for every address there is, with B's keys, with
words and filters that would find B's things, and send every form with B's keys in it. A new address with a parameter
takes its verdict from VERDICTS of `test_anothers_things.py`; one without needs a line in PLAIN here.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, Person, RoleGrant
from lms.assignments import operations as assignments
from lms.assignments.aim import Targets
from lms.assignments.models import Assignment
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.content.models import CourseRow
from lms.org import operations as org
from lms.org.signing import OfficeKind
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.staff.models import StaffImport
from tests.architecture.test_anothers_things import (
    FORM,
    NOT_THERE,
    SECRET,
    VERDICTS,
    make_things,
    parameters,
    path_to,
)
from tests.assignments.offices import everywhere
from tests.staff.sheets import brought_in, compared, xlsx
from tests.support import people
from tests.support.pdf_text import pdf_text

UNIT_B, BELOW_B = "Badan Zamrud Berlian", "Cabang Zamrud Permata"
NIP_B, OTHER_NIP_B = "198112122005011991", "198212122006012992"
MARKS = (
    *("Ani Contoh", "Berlian", "Permata", "Juru Wastu", NIP_B, OTHER_NIP_B, "Wulan Rembulan", "Ratih Purnama"),
    *("alasan-khusus-b", "daftar-milik-b", SECRET),
)
"""What stands in things of unit B and in nothing else."""

SEARCHES = (
    {},
    *({"assignment": "{assignment_id}"}, {"assignment": "{assignment_id}", "person": "{person_id}"}),
    {"assignment": "{assignment_id}", "unit": "{unit}"},
    *({"q": words} for words in ("ani", "wulan", "ratih", NIP_B[:8], "zamrud", "juru", "alasan-khusus")),
    *({"unit": "{unit}"}, {"unit": "{unit}", "own": "1", "state": "all"}, {"above": "{unit}"}, {"after": "0"}),
    *({"inactive": "1", "ended": "1"}, {"person": "{person_id}"}, {"course": "1", "step": "look", "units": "{unit}"}),
)
"""What is asked of every page: `{unit}` is the key of unit B."""

PLAIN = {
    *("/", "/activate", "/audit", "/assignments", "/assignments/new", "/certificates", "/courses"),
    *("/drafts", "/drafts/new", "/drafts/published", "/drafts/upload", "/healthz", "/hours", "/inbox"),
    *("/inbox/choices", "/inspection", "/language", "/marking", "/people", "/people/lists", "/people/lists/new"),
    *("/people/lists/template.xlsx", "/people/new", "/profile", "/profile/certificate-name", "/profile/password"),
    *("/profile/sessions", "/readyz", "/reports", "/reports/mine", "/reports/mine/read", "/reviews"),
    *("/reviews/absence", "/reviews/courses", "/sign-in", "/sign-out", "/speakers/applied", "/speakers/apply"),
    *("/speakers/me", "/speakers/me/consent", "/speakers/offers", "/units", "/units/officers"),
    *("/team", "/verify", "/overview", "/overview/matrix"),
    *("/leadership", "/leadership.pdf", "/exports", "/inbox/phone"),
    *("/inbox/phone/remove", "/programmes", "/programmes/new"),
    *("/reminders", "/reminders/memo", "/reminders/new", "/reminders/whatsapp"),
}
"""Addresses without a parameter: what they show is of the unit of whoever asks, or of nobody."""

TO_EVERYBODY = {"/speakers", "/speakers/thanks", "/verify/<code>"}
"""Pages for strangers too, on which names stand: of speakers who said that they may be named, of a certificate."""

NOT_SENT = {"/sign-out", "/sign-in", "/activate", "/profile/sessions", "/profile/password"}
"""Forms that would end the browser of whoever asks; they carry no key of anything."""


@dataclass(frozen=True)
class World:
    """What stands in both units, and who asks."""

    things: Mapping[str, str]  # of unit B, by parameter
    more: tuple[Mapping[str, str], ...]  # other things of B, or of both, for the same parameters
    form: Mapping[str, str]
    askers: Mapping[str, FlaskClient]
    own: Mapping[str, str]  # of unit A, by parameter


@pytest.fixture
def world(app: Flask) -> World:
    """The two units."""
    things = make_things(app)
    ani = int(things["person_id"])
    with door(writes=True):
        a = org.add_unit(org.NewUnit("Dinas Ayu"), people.NOW, by="rina")
        b = org.add_unit(org.NewUnit(UNIT_B), people.NOW, by="rina")
        below = org.add_unit(org.NewUnit(BELOW_B, b), people.NOW, by="rina")
    keys = {name: person_of(name, role, a) for name, role in ASKERS.items()}
    fill_unit_b(app, ani, b, below)
    superior_of(keys["superior"], a)
    with door(writes=False):
        lists = db.session.scalars(select(StaffImport.id).order_by(StaffImport.id)).all()
        grant = db.session.scalars(select(RoleGrant.id).where(RoleGrant.unit_id == b)).first()
        found = db.session.execute(select(Assignment.id, Assignment.unit_id)).all()
        wulan = db.session.scalars(select(Employment.person_id).where(Employment.nip == OTHER_NIP_B)).one()
    of_b = next(key for key, unit in found if unit == b)
    of_all = next(key for key, unit in found if unit is None and key != int(things["assignment_id"]))
    things |= {"unit_id": str(b), "grant_id": str(grant), "list_id": str(lists[-1])}
    form = {**FORM, **{name: str(b) for name in ("unit", "above", "reach", "units", "unit_id")}, "person": str(ani)}
    form |= {"name": "Bu", "status": "pns", "since": "2026-11-20", "people": "ani", "who": "named", "course": "1"}
    form |= {"role": "unit-officer", f"officer-{b}": str(keys["officer"]), "due_on": "2099-01-01", "office": "plt"}
    form |= {
        "reason": "training",
        "last_day": "2026-11-20",
        f"due-{b}": "2099-02-02",
        "superior": "wulan.rembulan",
        "nip": "",
    }
    form |= {"who": "wulan.rembulan", "first": "2026-11-20", "last": "2099-01-01"}
    return World(
        things,
        (
            {"list_id": str(lists[0])},
            {"assignment_id": str(of_b)},
            {"assignment_id": str(of_b), "person_id": str(wulan)},
            {"assignment_id": str(of_all)},
            {"unit_id": str(below)},
        ),
        form,
        {name: people.signed_in(app, key) for name, key in keys.items()},
        {"unit_id": str(a), "person_id": str(keys["learner"]), "assignment_id": str(of_all)},
    )


ASKERS = {
    "coordinator": Role.COORDINATOR,
    "officer": Role.UNIT_OFFICER,
    "leader": Role.LEADER,
    "superior": Role.LEARNER,
    "learner": Role.LEARNER,
}


def person_of(name: str, role: Role, unit: int) -> int:
    """Somebody in unit A, with a role for it."""
    key = people.add_person(f"a-{name}", f"Pegawai {name.title()}", nip="", unit="Dinas Ayu")
    if role is not Role.LEARNER:
        with door(writes=True):
            accounts.grant_role(key, role, people.NOW, by="rina", unit_id=unit)
    return key


def superior_of(superior: int, unit: int) -> None:
    """Everybody else of unit A is led by them."""
    with door(writes=True):
        led = (Employment.unit_id == unit, Employment.person_id != superior)
        db.session.execute(update(Employment).where(*led).values(superior_id=superior))


def fill_unit_b(app: Flask, ani: int, unit: int, below: int) -> None:
    """Everything that can be in a unit: people, roles, a head, lists, codes, duties; each with a mark."""
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    with door(writes=True):
        values = {"unit_id": unit, "nip": NIP_B, "position": "Juru Wastu"}
        db.session.execute(update(Employment).where(Employment.person_id == ani).values(**values))
        accounts.grant_role(ani, Role.UNIT_OFFICER, people.NOW, by="rina", unit_id=unit)
        accounts.name_head(unit, ani, OfficeKind.DEFINITIVE, date(2026, 1, 1), people.NOW, by="rina")
    rows = [(OTHER_NIP_B, "Wulan Rembulan", "", "", "01-01-1982", "PNS", "", "Juru Wastu", UNIT_B, "")]
    brought_in(rina, *rows, unit=str(unit), is_complete="0", valid_from="2026-01-01")
    rows += [("198312122007012993", "Ratih Purnama", "", "", "02-02-1983", "PNS", "", "Juru Wastu", BELOW_B, "")]
    compared(rina, xlsx(*rows), "daftar-milik-b.xlsx", unit=str(unit), is_complete="0")
    rina.post(f"/people/{ani}/code")
    with door(writes=True):
        course = db.session.scalars(select(CourseRow.id)).first()
        assert course is not None
        for of, token in ((unit, "b"), (None, "all")):
            why = "alasan-khusus-b" if of else "untuk semua"
            new = NewAssignment(token, course, of, Kind.MANDATORY, date(2026, 12, 10), Targets(), why)
            assignments.assign(new, everywhere(), people.NOW, by="rina")


def text_of(answer: TestResponse) -> str:
    """Everything that a reader of the answer gets to read: also of workbooks and PDFs."""
    data = answer.get_data()
    if data.startswith(b"%PDF"):
        return pdf_text(data)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return data.decode("utf-8", "replace")


def paths(world: World, rule: str) -> Iterator[str]:
    """The address with keys of unit B, once for each thing of B that it could lead to."""
    yield path_to(rule, world.things)
    for more in world.more:
        if more.keys() & set(parameters(rule)):
            yield path_to(rule, {**world.things, **more})
    if world.own.keys() & set(parameters(rule)):
        yield path_to(rule, {**world.things, **world.own})


def rules_of(app: Flask, method: str) -> list[str]:
    """Every address that takes the method."""
    return sorted({rule.rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())})


def of_unit_b() -> dict[str, frozenset[Any]]:
    """Everything stored of unit B: its row, its people's rows, and whatever refers to any of these."""
    found: dict[str, frozenset[Any]] = {}
    keys: dict[str, set[Any]] = {}
    with door(writes=False):
        for table in db.metadata.sorted_tables:
            rows = [row._asdict() for row in db.session.execute(select(table))]
            held = [row for row in rows if _is_of_b(table, row, keys)]
            keys[table.name] = {row["id"] for row in held} if "id" in table.columns else set()
            found[table.name] = frozenset(repr(row) for row in held)
    return found


def _is_of_b(table: Any, row: Mapping[str, Any], keys: Mapping[str, set[Any]]) -> bool:
    refers = any(
        row[column.name] in keys.get(key.column.table.name, set())
        for column in table.columns
        for key in column.foreign_keys
        if key.column.name == "id"
    )
    if table.name == "unit":
        return row["name"] in (UNIT_B, BELOW_B)
    if table.name == "person":
        return row["name"] in ("Ani Contoh", "Wulan Rembulan", "Ratih Purnama")
    return refers


def test_every_address_says_what_it_shows_to_whom(app: Flask) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert rules == PLAIN | TO_EVERYBODY | set(VERDICTS)


def test_unit_a_reads_nothing_of_unit_b(app: Flask, world: World) -> None:
    wrong = []
    own_paths = {path_to(rule, {**world.things, **world.own}) for rule in VERDICTS}
    for asker, browser in world.askers.items():
        for rule in rules_of(app, "GET"):
            for path in paths(world, rule):
                for search in SEARCHES if rule in PLAIN or path in own_paths else SEARCHES[:1]:
                    query = {name: value.format(**world.things, unit=world.things["unit_id"])
                             for name, value in search.items()}  # fmt: skip
                    wrong += shown_wrongly(asker, rule, path, browser.get(path, query_string=query))
    assert wrong == [], "\n".join(wrong)


def shown_wrongly(asker: str, rule: str, path: str, answer: TestResponse) -> list[str]:
    """What is wrong with what somebody of unit A found."""
    text = "" if rule in TO_EVERYBODY else text_of(answer)
    seen = [mark for mark in MARKS if mark in text]
    return [f"{asker} {path}: {answer.status_code} {seen}"] if seen or answer.status_code >= 500 else []


def test_what_belongs_to_unit_b_is_not_there_for_unit_a(app: Flask, world: World) -> None:
    wrong = []
    for asker, browser in world.askers.items():
        for rule, verdict in VERDICTS.items():
            if verdict is NOT_THERE and "GET" in {one for found in app.url_map.iter_rules() if found.rule == rule
                                                  for one in found.methods or ()}:  # fmt: skip
                status = browser.get(path_to(rule, world.things)).status_code
                wrong += [] if status in (403, 404) else [f"{asker} {rule}: {status}"]
    assert wrong == [], "\n".join(wrong)


def test_unit_a_changes_nothing_of_unit_b_and_reads_nothing_in_the_answer(app: Flask, world: World) -> None:
    wrong, before = [], of_unit_b()
    assert {name for name, rows in before.items() if rows} >= FILLED
    for asker, browser in world.askers.items():
        for rule in sorted(set(rules_of(app, "POST")) - NOT_SENT):
            for path in paths(world, rule):
                answer = browser.post(path, data=world.form)
                wrong += shown_wrongly(f"{asker} POST", rule, path, answer)
                after = of_unit_b()
                changed = [name for name in before if before[name] != after[name]]
                wrong += [f"{asker} POST {path} changed {changed}"] if changed else []
                before = after
    assert wrong == [], "\n".join(wrong)


def test_no_file_holds_anything_of_unit_b(app: Flask, world: World) -> None:
    wrong = []
    for asker, browser in world.askers.items():
        for key in app.extensions["exports"]:
            for search in SEARCHES:
                sent = {name: value.format(**world.things, unit=world.things["unit_id"])
                        for name, value in search.items()}  # fmt: skip
                answer = browser.post("/exports", data={"export": key, "form": "csv", **sent})
                wrong += shown_wrongly(asker, key, f"{key} {sent}", answer)
    assert wrong == [], "\n".join(wrong)


FILLED = {
    *("unit", "person", "employment", "role_grant", "unit_head", "one_time_code", "staff_import", "assignment", "duty"),
    *("enrolment", "attempt", "answer", "certificate", "jp_entry", "fault_report", "notification", "speaker_offer"),
}
"""Tables in which unit B has rows; else the test above would see nothing change."""


def test_the_marks_are_seen_by_whoever_may_see_them(app: Flask, world: World) -> None:
    rina = people.signed_in(app, key_of_rina())
    seen = " ".join(
        text_of(rina.get(path_to(rule, {**world.things, **more})))
        for more in ({}, *world.more)
        for rule in ("/people", "/people/<int:person_id>", "/units", "/people/lists", "/people/lists/<int:list_id>",
                     "/assignments/<int:assignment_id>", "/people/lists/<int:list_id>/changes/<kind>")
    )  # fmt: skip
    assert [mark for mark in MARKS if mark not in seen and mark not in (SECRET,)] == []
    cards = rina.post(f"/units/{world.things['unit_id']}/cards")
    assert "Wulan Rembulan" in pdf_text(cards.get_data())


def key_of_rina() -> int:
    """The coordinator of all units."""
    with door(writes=False):
        return db.session.scalars(select(Person.id).where(Person.username == "rina")).one()
