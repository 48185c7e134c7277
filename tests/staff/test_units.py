"""Units: added, renamed, moved, closed; heads; officers of many sites at once; who may give which role."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts.models import RoleGrant
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.offices import keeper, make_office, person_key, unit_key

CLINIC = "UPTD Puskesmas Contoh"


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units."""
    return make_office(app)


def path_of(name: str) -> str:
    with door(writes=False):
        return str(db.session.scalar(select(Unit.parent_path).where(Unit.name == name)))


def test_a_unit_moves_with_everything_below_it(office: FlaskClient) -> None:
    health, teaching = unit_key("Dinas Kesehatan"), unit_key("Dinas Pendidikan")
    answer = office.post(f"/units/{health}/change", data={"name": "Dinas Kesehatan", "above": str(teaching)})
    assert answer.status_code == 303
    assert path_of("Dinas Kesehatan") == f"/{teaching}/" and path_of(CLINIC) == f"/{teaching}/{health}/"
    below = unit_key(CLINIC)
    answer = office.post(f"/units/{health}/change", data={"name": "Dinas Kesehatan", "above": str(below)})
    assert answer.status_code == 422 and "di bawah dirinya sendiri" in answer.text


def test_siblings_have_names_of_their_own_and_others_may_share_one(office: FlaskClient) -> None:
    health, teaching = unit_key("Dinas Kesehatan"), unit_key("Dinas Pendidikan")
    for above in (health, teaching):
        assert office.post("/units", data={"name": "Sekretariat", "above": str(above)}).status_code == 303
    again = office.post("/units", data={"name": "sekretariat", "above": str(health)})
    assert again.status_code == 422 and "sudah ada unit" in again.text
    assert office.post("/units", data={"name": " ", "above": str(health)}).status_code == 422


def test_a_unit_is_closed_only_once_it_is_empty(office: FlaskClient) -> None:
    assert office.post(f"/units/{unit_key(CLINIC)}/close").status_code == 409
    office.post("/units", data={"name": "Kosong", "above": ""})
    assert office.post(f"/units/{unit_key('Kosong')}/close").status_code == 303
    assert "Kosong" not in office.get("/units").text
    assert office.post("/units", data={"name": "Kosong", "above": ""}).status_code == 303


def test_numbers_of_a_unit_are_of_all_below_it(office: FlaskClient) -> None:
    page = office.get(f"/units/{unit_key('Dinas Kesehatan')}").text
    assert '<b class="num">2</b>' in page and CLINIC in page


def test_an_acting_head_stands_before_the_holder_until_it_ends(office: FlaskClient) -> None:
    unit = unit_key(CLINIC)
    office.post(f"/units/{unit}/head", data={"office": "definitive", "person": str(person_key("Budi Umpama")),
                                             "since": "2026-01-01"})  # fmt: skip
    office.post(f"/units/{unit}/head", data={"office": "plh", "person": str(person_key("Ani Contoh")),
                                             "since": "2026-11-01"})  # fmt: skip
    page = office.get(f"/units/{unit}").text
    assert 0 < page.index("Ani Contoh, ") < page.index("Budi Umpama, ")
    office.post(f"/units/{unit}/head", data={"office": "plh", "person": "", "since": "2026-11-20"})
    assert "<dd>S.Kep" not in office.get(f"/units/{unit}").text
    citra = str(person_key("Citra Misal"))
    office.post(f"/units/{unit}/head", data={"office": "plt", "person": citra, "since": "2026-11-01"})
    assert "Citra Misal" not in office.get(f"/units/{unit}").text  # is of another unit


def test_officers_of_many_units_are_named_on_one_page(app: Flask, office: FlaskClient) -> None:
    clinic, school = unit_key(CLINIC), unit_key("SD Negeri 1 Contoh")
    ani, citra = person_key("Ani Contoh"), person_key("Citra Misal")
    sent = {f"officer-{clinic}": str(ani), f"officer-{school}": str(citra)}
    assert office.post("/units/officers", data=sent).status_code == 303
    office.post("/units/officers", data={**sent, f"officer-{clinic}": str(citra)})  # is not of that unit
    assert officers() == {(clinic, ani), (school, citra)}
    office.post("/units/officers", data={f"officer-{clinic}": "", f"officer-{school}": str(citra)})
    assert officers() == {(school, citra)}


def officers() -> set[tuple[int | None, int]]:
    with door(writes=False):
        rows = select(RoleGrant.unit_id, RoleGrant.person_id).where(
            RoleGrant.role == "unit-officer", RoleGrant.ended_at.is_(None)
        )
        return {(unit, person) for unit, person in db.session.execute(rows)}


def test_roles_are_given_only_within_reach_and_by_the_table(app: Flask, office: FlaskClient) -> None:
    citra = person_key("Citra Misal")
    school, clinic = unit_key("Dinas Pendidikan"), unit_key(CLINIC)
    of_school = keeper(app, Role.COORDINATOR, "Dinas Pendidikan")

    def give(browser: FlaskClient, role: str, unit: str) -> int:
        return browser.post(f"/people/{citra}/roles", data={"role": role, "unit": unit}).status_code

    assert give(of_school, "unit-officer", str(school)) == 303
    assert give(of_school, "unit-officer", str(clinic)) == 403
    assert give(of_school, "coordinator", "") == 403
    assert give(of_school, "reviewer", "") == 403
    assert give(office, "operator", "") == 403
    assert give(office, "unit-officer", "") == 403
    assert give(office, "reviewer", "") == 303
    page = office.get(f"/people/{citra}").text
    assert "Petugas unit" in page and "Penelaah" in page


def test_a_coordinator_of_one_unit_adds_none_at_the_top(app: Flask, office: FlaskClient) -> None:
    of_school = keeper(app, Role.COORDINATOR, "Dinas Pendidikan")
    assert of_school.post("/units", data={"name": "Dinas Baru", "above": ""}).status_code == 422
    other = str(unit_key("Dinas Kesehatan"))
    assert of_school.post("/units", data={"name": "Bagian Baru", "above": other}).status_code == 404
    assert "Dinas Kesehatan" not in of_school.get("/units").text
