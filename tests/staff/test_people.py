"""People kept by hand: found, added, corrected, moved, gone; codes on the screen and on cards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.models import Employment, OneTimeCode, Person
from lms.kernel.errors import Unavailable
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.offices import keeper, make_office, person_key, unit_key
from tests.support import people

CLINIC = "UPTD Puskesmas Contoh"


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units."""
    return make_office(app)


def form(**changed: str) -> dict[str, str]:
    """The form of somebody new in the clinic."""
    unit = str(unit_key(CLINIC))
    return {"name": "Eka Misal", "status": "pns", "unit": unit, "since": "2026-11-27", "nip": "19950505 202001 2 995",
            "position": "Bidan Terampil", **changed}  # fmt: skip


def test_people_are_found_by_name_by_nip_and_by_unit(office: FlaskClient) -> None:
    assert all(name in office.get("/people").text for name in ("Ani Contoh", "Budi Umpama", "Citra Misal"))
    assert "Drs. Budi Umpama" in office.get("/people?q=umpa").text
    assert "Ani Contoh" not in office.get("/people?q=umpa").text
    assert "Ani Contoh" in office.get("/people?q=19900101 2015").text
    assert "Citra Misal" not in office.get(f"/people?unit={unit_key(CLINIC)}").text
    assert "Tidak ada yang ditemukan" in office.get("/people?q=%25").text


def test_a_long_list_is_read_page_by_page_and_nobody_is_missed(app: Flask, office: FlaskClient) -> None:
    for number in range(60):
        people.add_person(f"orang{number}", f"Orang {number:02}", nip="")
    first = office.get("/people").text
    after = first.split('href="?')[1].split('"')[0].replace("&amp;", "&")
    second = office.get(f"/people?{after}").text
    assert sum(f"Orang {number:02}" in first for number in range(60)) == 47
    assert sum(f"Orang {number:02}" in second for number in range(60)) == 13


def test_somebody_is_added_and_let_in_by_a_code_that_is_shown_once(office: FlaskClient) -> None:
    answer = office.post("/people/new", data=form())
    assert answer.status_code == 303
    page = answer.location.partition("?")[0]
    code = office.post(f"{page}/code")
    shown = office.get(code.location).text
    assert "Kode hanya tampil sekarang" in shown and "eka.misal" in shown
    assert "Kode sudah pernah ditampilkan" in office.get(code.location).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Isi nama tanpa gelar"),
        ("name", "x" * 201, "Pendekkan"),
        ("nip", "1234", "NIP terdiri atas 18 angka"),
        ("nip", "199001012015012999", "tercatat pada orang lain"),
        ("birth_date", "1990-02-30", "Pilih tanggal lahirnya"),
        ("status", "raja", "Pilih salah satu"),
        ("unit", "x", "Pilih unitnya"),
        ("since", "", "Pilih hari mulai berlakunya"),
        ("email", "bukan", "nama@contoh.id"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_and_nothing_is_kept(
    office: FlaskClient, field: str, value: str, words: str
) -> None:
    answer = office.post("/people/new", data=form(**{field: value}))
    assert answer.status_code == 422 and words in answer.text
    with door(writes=False):
        assert db.session.scalar(select(Person.id).where(Person.name == "Eka Misal")) is None


def test_whoever_moves_keeps_what_they_were(office: FlaskClient) -> None:
    page = f"/people/{person_key('Ani Contoh')}"
    school = str(unit_key("SD Negeri 1 Contoh"))
    sent = form(name="Ani Contoh", nip="199001012015012999", unit=school, position="Pengelola UKS", since="2026-11-27")
    assert office.post(f"{page}/change", data=sent).status_code == 303
    shown = office.get(page).text
    assert "Pengelola UKS" in shown and "Perawat Ahli Muda" in shown and "26 November 2026" in shown


def test_whoever_has_left_is_no_longer_in_the_list_but_their_page_stays(office: FlaskClient) -> None:
    key = person_key("Budi Umpama")
    office.post(f"/people/{key}/leave", data={"last_day": "2026-11-26"})
    assert "Budi Umpama" not in office.get("/people").text
    assert "Sudah keluar" in office.get(f"/people/{key}").text


def test_cards_of_a_unit_are_a_pdf_and_make_the_older_ones_worthless(office: FlaskClient) -> None:
    unit = unit_key("Dinas Kesehatan")
    for _ in range(2):
        answer = office.post(f"/units/{unit}/cards")
        assert answer.data.startswith(b"%PDF") and "no-store" in answer.headers["Cache-Control"]
    with door(writes=False):
        good = select(func.count()).where(OneTimeCode.replaced_at.is_(None))
        assert db.session.scalar(good) == 2
        db.session.rollback()
    with door(writes=True):
        db.session.execute(db.update(Person).values(password_hash="-"))
    assert office.post(f"/units/{unit}/cards").status_code == 409


def test_cards_that_cannot_be_set_leave_the_older_ones_good(
    office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = unit_key("Dinas Kesehatan")
    office.post(f"/units/{unit}/cards")

    def break_off(*_: object) -> None:
        raise Unavailable("The document cannot be made right now.")

    monkeypatch.setattr("lms.staff.views.codes.cards_pdf", break_off)
    assert office.post(f"/units/{unit}/cards").status_code == 503
    with door(writes=False):
        assert db.session.scalar(select(func.count()).where(OneTimeCode.replaced_at.is_(None))) == 2
        assert db.session.scalar(select(func.count()).select_from(OneTimeCode)) == 2


def test_an_officer_meets_nobody_of_another_unit(app: Flask, office: FlaskClient) -> None:
    officer = keeper(app, Role.UNIT_OFFICER, "Dinas Pendidikan")
    ani, citra = person_key("Ani Contoh"), person_key("Citra Misal")
    clinic = unit_key(CLINIC)
    shown = officer.get("/people").text
    assert "Citra Misal" in shown and "Ani Contoh" not in shown
    assert officer.get(f"/people/{citra}").status_code == 200
    for path in (f"/people/{ani}", f"/people/{ani}/change", f"/people/{ani}/code", f"/people?unit={clinic}",
                 f"/units/{clinic}"):  # fmt: skip
        assert officer.get(path).status_code == 404, path
    for path in (f"/people/{ani}/change", f"/people/{ani}/leave", f"/people/{ani}/code", f"/units/{clinic}/cards"):
        assert officer.post(path, data={**form(), "last_day": "2026-11-26"}).status_code in (404, 422), path
    assert officer.post("/people/new", data=form()).status_code == 404
    assert officer.post(f"/people/{citra}/change", data=form(name="Citra Misal", nip="")).status_code == 404
    assert officer.post(f"/people/{citra}/roles", data={"role": "reviewer"}).status_code == 403
    with door(writes=False):
        assert db.session.scalar(select(Employment.valid_to).where(Employment.person_id == ani)) is None


def test_a_superior_is_named_by_user_name_or_nip_and_stays_when_something_else_changes(office: FlaskClient) -> None:
    def superior() -> str:
        return office.get(ani).text.split("<h1", 1)[1].partition("Atasan")[2][:200]

    ani = f"/people/{person_key('Ani Contoh')}"
    sent = form(name="Ani Contoh", nip="199001012015012999")
    days = iter(f"2026-11-{day}" for day in range(10, 20))
    for words in ("budi.umpama", "19850303 201001 1 998"):
        assert office.post(f"{ani}/change", data={**sent, "since": next(days), "superior": ""}).status_code == 303
        assert "Budi" not in superior()
        assert office.post(f"{ani}/change", data={**sent, "since": next(days), "superior": words}).status_code == 303
        assert "Budi Umpama" in superior()
    shown = {**sent, "since": next(days), "superior": "budi.umpama", "position": "Bidan Mahir"}
    assert office.post(f"{ani}/change", data=shown).status_code == 303
    assert "Budi Umpama" in superior() and "Bidan Mahir" in office.get(ani).text
    for words in ("ani.contoh", "tidak.ada", "x" * 99, "\x00", "1999"):
        assert office.post(f"{ani}/change", data={**sent, "superior": words}).status_code == 422


def test_an_officer_names_nobody_out_of_reach_as_superior(app: Flask, office: FlaskClient) -> None:
    officer = keeper(app, Role.UNIT_OFFICER, CLINIC)
    ani = f"/people/{person_key('Ani Contoh')}/change"
    refused = officer.post(ani, data=form(name="Ani Contoh", nip="", superior="citra.misal"))
    assert refused.status_code == 422 and "Citra Misal" not in refused.text
