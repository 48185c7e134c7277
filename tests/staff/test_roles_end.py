"""A role of a unit ends with the post there, by whichever way the post ends; a role of all units ends by leaving."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts import operations as accounts
from lms.accounts.employment import Job
from lms.accounts.models import Employment, RoleGrant
from lms.accounts.posts import Post
from lms.kernel.clock import utc_now
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.offices import make_office, person_key, unit_key
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in
from tests.staff.test_corrections import correct, page
from tests.support import people
from tests.support.people import local_today

CLINIC, HEALTH, TEACHING, SCHOOL = (
    *("UPTD Puskesmas Contoh", "Dinas Kesehatan"),
    *("Dinas Pendidikan", "SD Negeri 1 Contoh"),
)
UNIT_ROLES = (Role.UNIT_OFFICER, Role.COORDINATOR, Role.LEADER)


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units; Ani is in the clinic, which is below the health department."""
    return make_office(app)


def give(role: Role, unit: str | None) -> None:
    """Ani holds a role."""
    with door(writes=True):
        unit_id = unit_key(unit) if unit else None
        accounts.grant_role(person_key("Ani Contoh"), role, people.NOW, by="rina", unit_id=unit_id)


def held() -> set[str]:
    """The roles that Ani holds now."""
    with door(writes=False):
        rows = select(RoleGrant.role).where(
            RoleGrant.person_id == person_key("Ani Contoh"), RoleGrant.ended_at.is_(None)
        )
        return set(db.session.scalars(rows))


def by_hand(office: FlaskClient) -> None:
    form = {"unit": str(unit_key(SCHOOL)), "status": "pns", "since": "2026-11-20"}
    assert office.post(f"{page()}/change", data=form).status_code == 303


def by_leaving(office: FlaskClient) -> None:
    assert office.post(f"{page()}/leave", data={"last_day": "2026-11-20"}).status_code == 303


def by_a_list(office: FlaskClient) -> None:
    brought_in(office, (*ANI[:8], SCHOOL, TEACHING), BUDI, CITRA)


def by_a_list_without_her(office: FlaskClient) -> None:
    brought_in(office, BUDI, CITRA)


def by_a_correction(office: FlaskClient) -> None:
    assert correct(office, page(), "entry", unit=str(unit_key(SCHOOL))).status_code == 303


def by_command(office: FlaskClient) -> None:
    with door(writes=True):
        accounts.employ(person_key("Ani Contoh"), Job(unit=SCHOOL), local_today(), utc_now(), by="rina")


def by_the_unit_itself(office: FlaskClient) -> None:
    with door(writes=True):
        org.move_unit(unit_key(CLINIC), unit_key(TEACHING), utc_now(), by="rina")


def by_a_merge(office: FlaskClient) -> None:
    with door(writes=True):
        accounts.merge_people(person_key("Citra Misal"), person_key("Ani Contoh"), "sama", utc_now(), by="rina")


WAYS = (by_hand, by_leaving, by_a_list, by_a_list_without_her, by_a_correction, by_command, by_a_merge)


@pytest.mark.parametrize("way", [*WAYS, by_the_unit_itself], ids=lambda way: way.__name__)
def test_a_role_of_a_unit_ends_when_its_holder_is_no_longer_in_it(
    office: FlaskClient, way: Callable[[FlaskClient], None]
) -> None:
    for role in UNIT_ROLES:
        give(role, HEALTH)
    way(office)
    with door(writes=False):
        rows = select(RoleGrant).where(RoleGrant.unit_id == unit_key(HEALTH), RoleGrant.ended_at.is_(None))
        assert db.session.scalars(rows).all() == []


def test_it_goes_on_while_its_holder_moves_within_the_unit(office: FlaskClient) -> None:
    for role in UNIT_ROLES:
        give(role, HEALTH)
    with door(writes=True):
        post = Post(unit_id=unit_key(HEALTH))
        accounts.change_posts({person_key("Ani Contoh"): post}, local_today(), utc_now(), by="rina")
    assert held() == {"learner", *UNIT_ROLES}


def test_a_role_of_all_units_goes_on_wherever_its_holder_is_and_ends_by_leaving(office: FlaskClient) -> None:
    for role in (Role.COORDINATOR, Role.REVIEWER, Role.INSPECTOR):
        give(role, None)
    by_command(office)
    with door(writes=True):
        accounts.employ(person_key("Ani Contoh"), Job(), local_today().replace(year=2027), utc_now(), by="rina")
    assert held() == {"learner", "coordinator", "reviewer", "inspector"}
    with door(writes=True):
        accounts.leave([person_key("Ani Contoh")], local_today().replace(year=2027), utc_now(), by="rina")
    assert held() == {"learner"}


def test_a_merge_says_beforehand_which_role_ends_and_its_undoing_gives_it_back(office: FlaskClient) -> None:
    give(Role.LEADER, HEALTH)
    citra, ani = person_key("Citra Misal"), person_key("Ani Contoh")
    shown = office.get(f"/people/{citra}/merge/{ani}?stay={citra}").text
    assert "Catatan yang dilebur memegang peran di unit lain. Peran itu berakhir." in shown
    with door(writes=True):
        merge = accounts.merge_people(citra, ani, "sama", utc_now(), by="rina")
    with door(writes=True):
        accounts.undo_merge(merge, utc_now(), by="rina")
    assert held() == {"learner", "leader"}


def test_nobody_of_another_unit_loses_a_role_when_a_unit_moves(office: FlaskClient) -> None:
    with door(writes=True):
        accounts.grant_role(person_key("Citra Misal"), Role.LEADER, people.NOW, by="rina", unit_id=unit_key(SCHOOL))
    by_the_unit_itself(office)
    with door(writes=False):
        assert db.session.scalars(select(RoleGrant.ended_at).where(RoleGrant.role == "leader")).all() == [None]
        post = select(Employment.valid_to).where(Employment.person_id == person_key("Ani Contoh"))
        assert db.session.scalars(post).all() == [None]
