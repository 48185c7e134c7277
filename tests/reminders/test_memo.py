"""An official memo has the head and the signature of a nota dinas; who signs is chosen of those who may."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, Person, UnitHead
from lms.org import operations as org
from lms.org.signing import OfficeKind
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders.models import Reminder, ReminderMemo
from tests.assignments.offices import add_people, assign, recounted
from tests.assignments.test_pages import Office
from tests.certificates.issuing import set_up_institution
from tests.reminders.test_remind_now import DUE, form, use
from tests.support import people
from tests.support.pdf_text import pdf_text
from tests.support.people import NOW, local_today


@pytest.fixture
def office(app: Flask) -> Office:
    made = Office(app)
    use(made.ani, made.budi, made.citra)
    set_up_institution()
    return made


def sit(person: int, unit: int | None, **post: str) -> None:
    """Somebody who has no post yet has this one."""
    with door(writes=True):
        db.session.add(Employment(person_id=person, unit_id=unit, status="pns", valid_from=NOW.date(), **post))


def head(unit: int, person: int, kind: OfficeKind) -> int:
    with door(writes=True):
        accounts.name_head(unit, person, kind, local_today(), NOW, by="x")
        return db.session.scalars(select(UnitHead.id).order_by(UnitHead.id.desc())).first() or 0


def key_of(name: str) -> int:
    with door(writes=False):
        return db.session.scalars(select(Person.id).where(Person.username == name)).one()


def offered(html: str) -> list[str]:
    """Who may sign."""
    options = html.split('id="signer"')[1].split("</select>")[0]
    return re.findall(r'<option value="[^"]*"(?: selected)?>([^<]*)</option>', options)


def memos() -> list[tuple[str, str, str]]:
    with door(writes=False):
        rows = select(ReminderMemo.number, ReminderMemo.signer, ReminderMemo.signer_position)
        return [tuple(row) for row in db.session.execute(rows.order_by(ReminderMemo.id))]


def test_who_acts_for_the_head_of_the_nearest_unit_signs_first(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    inside, above = office.units["Puskesmas A"], office.units["Dinas Kesehatan"]
    deputy, holder, chief = add_people([inside, inside, above])
    head(above, chief, OfficeKind.DEFINITIVE)
    head(inside, holder, OfficeKind.DEFINITIVE)
    acting = head(inside, deputy, OfficeKind.DAILY)
    tono = office.browser("tono", Role.UNIT_OFFICER, "Puskesmas A")
    sit(key_of("tono"), inside, position="Pengelola Kepegawaian")
    names = offered(tono.get(f"/reminders/new?assignment={number}").text)
    assert [one.partition(", ")[2] for one in names] == [
        "Plh. Kepala Puskesmas A",
        "Kepala Puskesmas A",
        "Kepala Dinas Kesehatan",
        "Pengelola Kepegawaian",
        "",
    ]
    said = pdf_text(tono.post("/reminders/memo", data=form(number, signer=f"head-{acting}")).data)
    assert said.count("Plh. Kepala Puskesmas A") == 2, "from whom, and above the name"
    assert "Pegawai yang namanya tercantum di bawah ini" in said, "no head writes to the same head"
    assert memos() == [("", "Ani Contoh 0", "Plh. Kepala Puskesmas A")]


def test_the_head_of_a_memo_has_the_lines_of_a_nota_dinas(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    sit(key_of("rina"), None, position="Analis Diklat", nip="199001012015012999", rank="Penata, III/c")
    more = {"number": "800.1/12/BKPSDM/2026", "urgency": "urgent", "copies": "Sekretaris Daerah", "signer": "self"}
    said = pdf_text(office.rina.post("/reminders/memo", data=form(number, **more)).data)
    for words in ("Yth.", "Tembusan", ": Sekretaris Daerah", "Nomor", ": 800.1/12/BKPSDM/2026", ": Segera", "Lampiran"):
        assert words in said, words
    places = [
        said.index(f"\n{word}\n")
        for word in ("Yth.", "Dari", "Tembusan", "Tanggal", "Nomor", "Sifat", "Lampiran", "Hal")
    ]
    assert places == sorted(places) and "NIP 19900101 201501 2 999" in said and "Penata, III/c" in said
    assert memos() == [("800.1/12/BKPSDM/2026", "Rina Kantor", "Analis Diklat")]
    record = office.rina.get(f"/reminders?assignment={number}").text
    assert "Nomor: 800.1/12/BKPSDM/2026" in record and "Ditandatangani oleh Rina Kantor, Analis Diklat" in record


def test_what_is_not_known_leaves_a_place_and_a_number_may_come_later(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    said = pdf_text(office.rina.post("/reminders/memo", data=form(number)).data)
    assert said.count("....") >= 4 and "Tembusan" not in said
    for _ in range(2):
        assert office.rina.post("/reminders/memo", data=form(number, number="12/ND")).status_code == 200
    assert [one[0] for one in memos()] == ["", "12/ND"], "the newest holds, what was before stays"
    with door(writes=False):
        assert len(db.session.scalars(select(Reminder.id)).all()) == 1
    assert "Nomor: 12/ND" in office.rina.get(f"/reminders?assignment={number}").text
    assert [one for one in recounted() if one.startswith("remind")] == []


def test_many_names_stand_in_an_attachment(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    unit = office.units["SD 1"]
    few = pdf_text(
        office.rina.post("/reminders/memo", data=form(number, "a", unit=office.units["Dinas Kesehatan"])).data
    )
    assert ": -" in few and "LAMPIRAN NOTA DINAS" not in few
    add_people([unit] * 10)
    many = pdf_text(office.rina.post("/reminders/memo", data=form(number, "b", unit=unit, number="7/ND")).data)
    assert "1 (satu) daftar nama" in many and "terlampir." in many and "LAMPIRAN NOTA DINAS" in many
    assert many.count(": 7/ND") == 2 and "11 orang" in many
    with door(writes=True):
        org.set_fact("memo_people", "20", local_today(), by="x", now=NOW)
    again = pdf_text(office.rina.post("/reminders/memo", data=form(number, "b", unit=unit, number="7/ND")).data)
    assert "LAMPIRAN NOTA DINAS" not in again


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("number", "9" * 81),
        ("number", "a\nb"),
        ("copies", "x" * 201),
        ("urgency", "rahasia"),
        ("signer", "head-999999"),
        ("signer", "institution' OR 1=1"),
    ],
)
def test_what_cannot_be_used_is_shown_again_to_be_corrected(office: Office, field: str, typed: str) -> None:
    number = assign(office.course, due_on=DUE)
    answer = office.rina.post("/reminders/memo", data=form(number, **{field: typed}))
    assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text and memos() == []
    assert f'id="{field}-error"' in answer.text
    with door(writes=False):
        assert db.session.scalars(select(Reminder.id)).all() == []


def test_nobody_signs_who_heads_another_unit_or_no_longer_heads_it(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    other = head(office.units["SD 1"], office.citra, OfficeKind.DEFINITIVE)
    sit(key_of("sari"), office.units["Dinas Kesehatan"])
    assert office.sari.post("/reminders/memo", data=form(number, signer=f"head-{other}")).status_code == 422
    assert office.sari.post("/reminders/memo", data=form(number, signer="institution")).status_code == 422
    assert office.rina.post("/reminders/memo", data=form(number, signer="institution")).status_code == 200


def test_a_head_who_is_gone_signs_nothing(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    unit = office.units["Dinas Kesehatan"]
    sit(key_of("sari"), unit)
    gone = head(unit, office.citra, OfficeKind.DEFINITIVE)
    with door(writes=True):
        accounts.leave([office.citra], local_today(), NOW, by="x")
    assert office.sari.post("/reminders/memo", data=form(number, signer=f"head-{gone}")).status_code == 422


def test_what_is_typed_is_printed_as_it_is(office: Office) -> None:
    number = assign(office.course, due_on=DUE)
    typed = '#import "x" $1$ <b> *x* \\ “”'
    answer = office.rina.post("/reminders/memo", data=form(number, number=typed, copies="\u202e" + "W" * 200))
    assert answer.status_code == 200 and '#import "x"' in pdf_text(answer.data)
    assert "<b> *x*" not in office.rina.get(f"/reminders?assignment={number}").text
    learner = people.signed_in(office.app, office.ani)
    assert learner.post("/reminders/memo", data=form(number)).status_code == 403
