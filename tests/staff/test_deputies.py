"""Deputies for absence: named, lent what the absent holds for some days, ended; what is never lent."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts import operations as accounts
from lms.accounts.models import Deputy, Employment, RoleGrant
from lms.accounts.operations import NewDeputy
from lms.accounts.posts import Post
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.offices import keeper, make_office, person_key, unit_key
from tests.staff.sheets import ANI, BUDI, CITRA, Row, brought_in
from tests.support import people
from tests.support.people import local_today

CLINIC = "UPTD Puskesmas Contoh"


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units; Ani is the officer of the clinic, Budi works there, Citra does not."""
    browser = make_office(app)
    with door(writes=True):
        accounts.grant_role(
            person_key("Ani Contoh"), Role.UNIT_OFFICER, people.NOW, by="rina", unit_id=unit_key(CLINIC)
        )
    return browser


def form(who: str = "budi.umpama", first: int = 0, last: int = 5, reason: str = "leave") -> dict[str, str]:
    """The form that names a deputy, its days counted from today."""
    today = local_today()
    days = {"first": (today + timedelta(first)).isoformat(), "last": (today + timedelta(last)).isoformat()}
    return {"who": who, "reason": reason, **days}


def path(name: str = "Ani Contoh") -> str:
    """The page of somebody's deputies."""
    return f"/people/{person_key(name)}/deputy"


def signed_in(app: Flask, name: str) -> FlaskClient:
    """A browser of this person."""
    return people.signed_in(app, person_key(name))


def newest() -> Deputy:
    """The deputy that was named last."""
    with door(writes=False):
        return db.session.scalars(select(Deputy).order_by(Deputy.id.desc())).first() or Deputy()


def test_a_deputy_opens_what_the_absent_person_opens_and_is_told_so(app: Flask, office: FlaskClient) -> None:
    ani, budi = signed_in(app, "Ani Contoh"), signed_in(app, "Budi Umpama")
    assert budi.get("/people").status_code == 403
    assert ani.post(path(), data=form()).status_code == 303
    assert "Ani Contoh" in budi.get("/people").text
    assert "Citra Misal" not in budi.get("/people").text
    assert budi.get(f"/people/{person_key('Citra Misal')}").status_code == 404
    assert "Anda mewakili Ani Contoh, S.Kep." in budi.get("/profile").text
    assert "Anda mewakili Ani Contoh" in budi.get("/inbox").text
    assert "Budi Umpama" in ani.get(path()).text
    assert "sebagai wakil" in office.get("/audit").text


@pytest.mark.parametrize(("first", "last"), [(1, 3), (0, 0)])
def test_it_holds_from_its_first_to_its_last_day_only(app: Flask, office: FlaskClient, first: int, last: int) -> None:
    budi = signed_in(app, "Budi Umpama")
    signed_in(app, "Ani Contoh").post(path(), data=form(first=first, last=last))
    assert budi.get("/people").status_code == (403 if first else 200)
    over = local_today() - timedelta(1)
    with door(writes=True):
        db.session.execute(update(Deputy).values(first_day=over, last_day=over))
    assert budi.get("/people").status_code == 403


def test_it_is_ended_early_by_the_absent_person_or_the_coordinator(app: Flask, office: FlaskClient) -> None:
    ani, budi = signed_in(app, "Ani Contoh"), signed_in(app, "Budi Umpama")
    for ends in (ani, office):
        assert office.post(path(), data=form()).status_code == 303
        assert budi.post(f"{path()}/{newest().id}/end").status_code == 404
        assert ends.post(f"{path()}/{newest().id}/end").status_code == 303
        assert budi.get("/people").status_code == 403
    assert ani.post(f"{path()}/{newest().id}/end").status_code == 303  # twice, nothing more happens
    with door(writes=False):
        assert db.session.query(AuditEntry).filter_by(action="deputy.end").count() == 2


def test_a_deputy_gives_no_roles_and_lends_nothing_on(app: Flask, office: FlaskClient) -> None:
    sari, budi = keeper(app, Role.COORDINATOR, "Dinas Kesehatan", "sari"), signed_in(app, "Budi Umpama")
    sari_key = person_key("Dodi Andai")
    with door(writes=True):
        db.session.execute(
            update(Employment).where(Employment.person_id == sari_key).values(unit_id=unit_key("Dinas Kesehatan"))
        )
    assert sari.post(f"/people/{sari_key}/deputy", data=form()).status_code == 303
    assert budi.get("/people/lists").status_code == 200
    role = {"role": "unit-officer", "unit": str(unit_key(CLINIC))}
    assert budi.post(f"/people/{person_key('Ani Contoh')}/roles", data=role).status_code == 403
    assert budi.get("/units/officers").status_code == budi.post("/units/officers").status_code == 403
    assert budi.post(path(), data=form("citra.misal")).status_code == 404
    assert budi.post(path("Budi Umpama"), data=form("ani.contoh")).status_code == 409
    assert "Beri peran" not in budi.get(f"/people/{person_key('Ani Contoh')}").text


def test_nobody_is_named_twice_or_for_themselves_or_out_of_reach(app: Flask, office: FlaskClient) -> None:
    ani = signed_in(app, "Ani Contoh")
    wrong = (form("ani.contoh"), form("citra.misal"), form(""), form("\x00"), form("x" * 9000), form(last=-1),
             form(first=5, last=2), form(reason="sick"), {})  # fmt: skip
    for sent in wrong:
        answer = ani.post(path(), data=sent)
        assert answer.status_code == 422 and "Perlu diperbaiki" in answer.text, sent
    assert ani.post(path(), data=form()).status_code == 303
    assert ani.post(path(), data=form()).status_code == 409
    assert signed_in(app, "Citra Misal").get(path()).status_code == 404
    assert signed_in(app, "Citra Misal").post(path("Citra Misal"), data=form("citra.misal")).status_code == 422
    with pytest.raises(IntegrityError), door(writes=True):
        db.session.add(Deputy(**{**_values(newest()), "deputy_id": newest().person_id}))


def test_another_is_named_once_the_days_of_the_first_are_over(app: Flask, office: FlaskClient) -> None:
    office.post(path(), data=form())
    over = local_today() - timedelta(1)
    with door(writes=True):
        db.session.execute(update(Deputy).values(first_day=over, last_day=over))
    assert office.post(path(), data=form("citra.misal")).status_code == 303
    with door(writes=False):
        assert db.session.query(Deputy).count() == 2


@pytest.mark.parametrize("name", ["Ani Contoh", "Budi Umpama"])
def test_it_ends_when_one_of_the_two_leaves(app: Flask, office: FlaskClient, name: str) -> None:
    office.post(path(), data=form())
    assert newest().ended_at is None
    with door(writes=True):
        accounts.leave([person_key(name)], local_today(), utc_now(), by="rina")
    assert newest().ended_at is not None
    assert signed_in(app, "Budi Umpama").get("/people").status_code == 403


@pytest.mark.parametrize("name", ["Ani Contoh", "Budi Umpama"])
def test_it_ends_when_one_of_the_two_moves_to_another_unit_and_lends_nothing_there(
    app: Flask, office: FlaskClient, name: str
) -> None:
    with door(writes=True):  # a role of the whole city goes on wherever its holder is
        accounts.grant_role(person_key("Ani Contoh"), Role.COORDINATOR, people.NOW, by="rina")
    office.post(path(), data=form())
    budi = signed_in(app, "Budi Umpama")
    assert budi.get("/people").status_code == 200
    move(person_key(name), unit_key("SD Negeri 1 Contoh"))
    assert newest().ended_at is not None
    assert budi.get("/people").status_code == budi.get(f"/people/{person_key('Ani Contoh')}").status_code == 403
    with door(writes=False):
        assert db.session.query(AuditEntry).filter_by(action="deputy.end").count() == 1


@pytest.mark.parametrize(
    "rows",
    [((*ANI[:8], "SD Negeri 1 Contoh", "Dinas Pendidikan"), BUDI, CITRA), (ANI, CITRA)],
    ids=["she moves", "the deputy is gone"],
)
def test_undoing_the_list_that_ended_it_gives_it_back(app: Flask, office: FlaskClient, rows: tuple[Row, ...]) -> None:
    office.post(path(), data=form())
    before = newest()
    number = brought_in(office, *rows)
    assert newest().ended_at is not None
    assert office.post(f"/people/lists/{number}/undo").status_code == 303
    after = newest()
    assert (after.ended_at, after.id == before.id) == (None, False)
    for name in ("person_id", "deputy_id", "person_unit_id", "deputy_unit_id", "first_day", "last_day", "reason"):
        assert getattr(after, name) == getattr(before, name)
    assert signed_in(app, "Budi Umpama").get("/people").status_code == 200


def test_who_names_another_meanwhile_keeps_that_one(office: FlaskClient) -> None:
    office.post(path(), data=form())
    number = brought_in(office, ANI, CITRA)
    with door(writes=True):
        citra = person_key("Citra Misal")
        today = local_today()
        accounts.name_deputy(NewDeputy(person_key("Ani Contoh"), citra, today, today, "leave"), utc_now(), by="rina")
    assert office.post(f"/people/lists/{number}/undo").status_code == 303
    assert newest().deputy_id == citra


@pytest.mark.parametrize("name", ["Ani Contoh", "Budi Umpama"])
def test_it_goes_on_with_a_new_rank_in_the_same_unit(app: Flask, office: FlaskClient, name: str) -> None:
    office.post(path(), data=form())
    move(person_key(name), unit_key(CLINIC), rank="Penata Tingkat I")
    assert newest().ended_at is None and signed_in(app, "Budi Umpama").get("/people").status_code == 200


def test_one_that_is_to_begin_ends_too_and_one_that_is_over_stays_as_it_was(app: Flask, office: FlaskClient) -> None:
    office.post(path(), data=form(first=3, last=9))
    move(person_key("Ani Contoh"), unit_key("SD Negeri 1 Contoh"))
    ended = newest().ended_at
    move(person_key("Ani Contoh"), unit_key(CLINIC), since=local_today() + timedelta(1))
    assert ended is not None and newest().ended_at == ended


def move(person_id: int, unit_id: int, rank: str = "", since: date | None = None) -> None:
    """Somebody has another post from today on."""
    with door(writes=True):
        accounts.change_posts(
            {person_id: Post(unit_id=unit_id, rank=rank)}, since or local_today(), utc_now(), by="rina"
        )


def test_a_role_that_the_absent_person_loses_is_lent_no_more(app: Flask, office: FlaskClient) -> None:
    office.post(path(), data=form())
    with door(writes=True):
        rows = update(RoleGrant).where(RoleGrant.role == Role.UNIT_OFFICER.value)
        db.session.execute(rows.values(ended_at=people.NOW))
    assert signed_in(app, "Budi Umpama").get("/people").status_code == 403


def _values(row: Deputy) -> dict[str, object]:
    names = ("person_id", "deputy_id", "first_day", "last_day", "reason", "recorded_at", "recorded_by")
    return {name: getattr(row, name) for name in names}
