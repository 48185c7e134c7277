"""A staff list comes in: what is compared, what somebody decides, what is saved, what is undone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts.models import Employment, Person, RoleGrant
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in, compared, counts, csv, save, send, xlsx
from tests.support import people


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units, who is in no unit."""
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))


def posts(name: str) -> list[tuple[str, str, str]]:
    """NIP, unit and last day of everything somebody was, in order."""
    with door(writes=False):
        rows = db.session.execute(
            select(Employment.nip, Unit.name, Employment.valid_to)
            .join(Person, Person.id == Employment.person_id)
            .join(Unit, Unit.id == Employment.unit_id)
            .where(Person.name == name)
            .order_by(Employment.id)
        )
        return [(row.nip, row.name, str(row.valid_to or "")) for row in rows]


def test_an_empty_portal_takes_everybody_and_the_units_they_are_in(app: Flask, office: FlaskClient) -> None:
    number = compared(office, xlsx(ANI, BUDI, CITRA, title="DAFTAR PEGAWAI"))
    page = office.get(f"/people/lists/{number}").text
    assert "3 baris dibaca" in page and "Belum ada yang berubah" in page and "4 unit baru" in page

    assert save(office, number).status_code == 303

    assert counts(office, number)["Baru"] == 3
    assert posts("Ani Contoh") == [("199001012015012999", "UPTD Puskesmas Contoh", "")]
    with door(writes=False):
        below = {
            unit.name: above
            for unit, above in db.session.execute(
                select(Unit, select(Unit.name).where(Unit.id == Unit.parent_id).scalar_subquery())
            )
        }
        paths = dict(db.session.execute(select(Unit.name, Unit.parent_path)).all())
        budi = db.session.scalar(select(Person).where(Person.name == "Budi Umpama"))
        assert budi is not None and (budi.title_before, budi.username) == ("Drs.", "budi.umpama")
    assert below.keys() == {"Dinas Kesehatan", "Dinas Pendidikan", "UPTD Puskesmas Contoh", "SD Negeri 1 Contoh"}
    assert paths["UPTD Puskesmas Contoh"] != "/" and paths["Dinas Kesehatan"] == "/"


def test_the_same_file_again_changes_nothing(office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, CITRA)
    number = compared(office, xlsx(ANI, BUDI, CITRA))
    assert counts(office, number) == {"Baru": 0, "Berubah": 0, "Pindah unit": 0, "Tidak ada lagi di daftar": 0,
                                      "Sama": 3}  # fmt: skip
    save(office, number)
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(Employment)) == 4


def test_what_changed_moved_and_left_is_told_apart_and_history_stays(office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, CITRA, valid_from="2026-01-01")
    ranked = (*ANI[:6], "Penata Tingkat I (III/d)", *ANI[7:])
    moved = (*CITRA[:8], "SD Negeri 2 Contoh", "Dinas Pendidikan")

    number = compared(office, xlsx(ranked, moved))

    assert list(counts(office, number).values()) == [0, 1, 1, 1, 0]
    assert "Penata Tingkat I" in office.get(f"/people/lists/{number}/changes/changed").text
    save(office, number)
    assert posts("Citra Misal") == [
        ("199204042023212997", "SD Negeri 1 Contoh", "2026-11-26"),
        ("199204042023212997", "SD Negeri 2 Contoh", ""),
    ]
    assert posts("Budi Umpama") == [("198503032010011998", "UPTD Puskesmas Contoh", "2026-11-26")]


def test_a_number_that_lost_its_end_is_found_by_its_type_and_never_taken_as_it_stands(office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI)
    ruined = (199001012015012999.0, *ANI[1:6], "Penata Tingkat I (III/d)", *ANI[7:])

    number = compared(office, xlsx(ruined, BUDI))

    page = office.get(f"/people/lists/{number}").text
    assert "Excel menyimpan NIP sebagai angka" in page and "199001012015012999" in page
    assert list(counts(office, number).values()) == [0, 0, 0, 0, 1]  # nobody leaves for it
    save(office, number, row_2="use")
    assert [nip for nip, *_ in posts("Ani Contoh")] == ["199001012015012999"]
    with door(writes=False):
        assert db.session.scalar(select(Employment.rank).where(Employment.rank.contains("III/d")))


def test_somebody_new_with_a_ruined_nip_comes_in_without_one_if_that_is_chosen(office: FlaskClient) -> None:
    number = compared(office, xlsx((199001012015012999.0, *ANI[1:]), BUDI))
    assert counts(office, number)["Baru"] == 1
    save(office, number, group_nip_number="new")
    assert posts("Ani Contoh") == [("", "UPTD Puskesmas Contoh", "")]
    again = compared(office, xlsx(ANI, BUDI))
    assert list(counts(office, again).values()) == [0, 1, 0, 0, 1]  # the same person, who gets the NIP now


def test_names_of_units_are_matched_loosely_and_remembered(office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI)
    short = (*ANI[:8], "PKM Contoh", "Dinkes")
    number = compared(office, xlsx(short, BUDI))
    page = office.get(f"/people/lists/{number}").text
    assert "PKM Contoh" in page and "UPTD Puskesmas Contoh" in page
    code = page.split('name="unit-')[1].split('"')[0]
    with door(writes=False):
        key = db.session.scalar(select(Unit.id).where(Unit.name == "UPTD Puskesmas Contoh"))
    save(office, number, **{f"unit-{code}": str(key)})
    assert counts(office, compared(office, xlsx(short, BUDI)))["Sama"] == 2


def test_a_list_is_undone_for_a_day_and_everything_is_as_before(office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    number = compared(office, xlsx((*ANI[:8], "SD Negeri 9", ""), CITRA))
    save(office, number)
    assert office.post(f"/people/lists/{number}/undo").status_code == 303
    again = compared(office, xlsx(ANI, BUDI))
    assert counts(office, again)["Sama"] == 2
    with door(writes=False):
        assert db.session.scalar(select(Person.id).where(Person.name == "Citra Misal")) is None
    assert office.post(f"/people/lists/{number}/undo").status_code == 409


def test_undoing_leaves_whoever_uses_the_new_account(office: FlaskClient) -> None:
    number = brought_in(office, ANI, BUDI)
    with door(writes=True):
        db.session.execute(db.update(Person).where(Person.name == "Ani Contoh").values(password_hash="-"))
    office.post(f"/people/lists/{number}/undo")
    page = office.get(f"/people/lists/{number}").text
    assert "Ani Contoh: akunnya sudah dipakai" in page
    assert len(posts("Ani Contoh")) == 1 and posts("Budi Umpama") == []


def test_whoever_saves_has_seen_these_differences_and_no_others(office: FlaskClient) -> None:
    one, other = compared(office, xlsx(ANI)), compared(office, xlsx(ANI, BUDI))
    page = office.get(f"/people/lists/{other}").text
    mark = page.split('name="mark" value="')[1].split('"')[0]
    save(office, one)
    answer = office.post(f"/people/lists/{other}", data={"mark": mark, "act": "save"})
    assert answer.status_code == 409 and "Periksa lagi perbedaannya" in answer.text
    assert posts("Budi Umpama") == []
    assert save(office, other).status_code == 303


def test_a_list_that_is_sent_twice_or_saved_twice_is_one(office: FlaskClient) -> None:
    first, second = (send(office, xlsx(ANI), token="a1") for _ in range(2))
    number = int(first.location.split("/")[3])
    assert second.location == f"/people/lists/{number}"
    save(office, number)
    answer = office.post(f"/people/lists/{number}", data={"mark": "x", "act": "save"})
    assert answer.status_code == 303
    assert len(posts("Ani Contoh")) == 1


def test_a_csv_file_comes_in_as_well(office: FlaskClient) -> None:
    number = compared(office, csv(ANI, BUDI), "pegawai.csv")
    assert counts(office, number)["Baru"] == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Berkas ini kosong"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "berkas Excel lama"),
        (b"PK\x03\x04" + b"x" * 600, "rusak"),
        (b"\x89PNG\r\n\x1a\n\0\0", "bukan buku kerja Excel"),
        (b"NIP;Nama\r\n", "tidak ada baris"),
    ],
)
def test_what_is_no_list_is_refused_in_words_and_nothing_is_kept(office: FlaskClient, data: bytes, words: str) -> None:
    answer = send(office, data)
    assert answer.status_code == 422 and words in answer.text
    assert answer.text.index("<title>Perlu diperbaiki: ")


def test_roles_end_with_the_post(app: Flask, office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    with door(writes=True):
        ani = db.session.scalar(select(Person.id).where(Person.name == "Ani Contoh"))
        unit = db.session.scalar(select(Unit.id).where(Unit.name == "UPTD Puskesmas Contoh"))
        db.session.add(RoleGrant(person_id=ani, role="unit-officer", unit_id=unit, granted_at=people.NOW))
    number = compared(office, xlsx((*ANI[:8], "SD Negeri 9", ""), BUDI))
    save(office, number)
    with door(writes=False):
        held = select(RoleGrant.role).where(RoleGrant.person_id == ani, RoleGrant.ended_at.is_(None))
        assert list(db.session.scalars(held)) == ["learner"]
    office.post(f"/people/lists/{number}/undo")
    with door(writes=False):
        assert set(db.session.scalars(held)) == {"learner", "unit-officer"}


def test_a_coordinator_of_one_unit_changes_nobody_of_another(app: Flask, office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, CITRA)
    with door(writes=True):
        school = db.session.scalar(select(Unit.id).where(Unit.name == "Dinas Pendidikan"))
    dodi = people.add_person("dodi", "Dodi Andai", nip="", unit="")
    with door(writes=True):
        db.session.execute(
            db.update(RoleGrant).where(RoleGrant.person_id == dodi).values(role="coordinator", unit_id=school)
        )
    browser = people.signed_in(app, dodi)
    assert send(browser, xlsx(ANI)).status_code == 422
    number = compared(browser, xlsx(ANI, CITRA), unit=str(school))
    page = browser.get(f"/people/lists/{number}").text
    assert "dicatat di unit yang bukan urusan Anda" in page
    assert list(counts(browser, number).values()) == [0, 0, 0, 0, 1]
    health = brought_in(office, ANI, BUDI, CITRA)
    assert browser.get(f"/people/lists/{health}").status_code == 404


def test_saving_that_breaks_off_half_way_leaves_everything_as_it_was(
    office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    number = compared(office, xlsx((*ANI[:8], "SD Negeri 9", ""), CITRA))

    def break_off(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("lms.accounts.operations.leave", break_off)
        assert save(office, number).status_code == 500
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh"]
    assert posts("Citra Misal") == []
    with door(writes=False):
        assert db.session.scalar(select(Unit.id).where(Unit.name == "SD Negeri 9")) is None
    assert save(office, number).status_code == 303
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh", "SD Negeri 9"]


@pytest.mark.parametrize("day", ["2028-02-29", "2026-13-01", "", "1990-01-01"])
def test_a_day_too_far_away_is_refused(office: FlaskClient, day: str) -> None:
    assert send(office, xlsx(ANI), valid_from=day).status_code == 422


def test_a_list_from_before_today_ends_what_was_the_day_before(office: FlaskClient) -> None:
    brought_in(office, ANI, valid_from="2026-01-01")
    brought_in(office, (*ANI[:8], "SD Negeri 9", ""), valid_from="2026-03-01")
    assert [(unit, last) for _, unit, last in posts("Ani Contoh")] == [
        ("UPTD Puskesmas Contoh", "2026-02-28"),
        ("SD Negeri 9", ""),
    ]


def test_exports_are_logged_and_write_the_nip_as_text(office: FlaskClient) -> None:
    number = compared(office, xlsx((199001012015012999.0, *ANI[1:]), BUDI))
    answer = office.post(f"/people/lists/{number}/lines.xlsx")
    assert answer.data.startswith(b"PK")
    with door(writes=False):
        assert db.session.scalar(select(AuditEntry.actor).where(AuditEntry.action == "staff.export-lines")) == "rina"
