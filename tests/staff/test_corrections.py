"""Corrections of a person: a reason is asked, both values stay, nobody overwrites what they have not seen."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from lms.accounts import operations as accounts
from lms.accounts.correction import Why
from lms.accounts.correction_queries import record_of
from lms.accounts.models import Employment, Person, PersonCorrection, RoleGrant
from lms.accounts.posts import Post
from lms.doctor import differences
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts.test_merging_at_once import at_once
from tests.staff.offices import keeper, make_office, person_key, unit_key
from tests.staff.sheets import ANI, brought_in
from tests.support import people

CLINIC, SCHOOL = "UPTD Puskesmas Contoh", "SD Negeri 1 Contoh"


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units."""
    return make_office(app)


def page(name: str = "Ani Contoh") -> str:
    """The page of a person."""
    return f"/people/{person_key(name)}"


def shown(browser: FlaskClient, path: str) -> dict[str, str]:
    """The fields of the form of corrections as they stand there."""
    text = browser.get(f"{path}/correct").text
    fields = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        fields[name] = next(iter(re.findall(r'value="([^"]*)" selected', options)), "")
    return fields


def correct(browser: FlaskClient, path: str, reason: str = "typing", words: str = "", **sent: str) -> TestResponse:
    """Corrects what is sent, of a form that was just opened."""
    return browser.post(f"{path}/correct", data={**shown(browser, path), "reason": reason, "words": words, **sent})


def kept() -> list[tuple[str, str, str, str, str, str]]:
    """The corrections on record."""
    one = PersonCorrection
    rows = select(one.field, one.before, one.after, one.reason, one.words, one.by).order_by(one.id)
    with door(writes=False):
        return [tuple(row) for row in db.session.execute(rows)]


def wrong() -> list[str]:
    """What the doctor finds."""
    with door(writes=False):
        return [str(one) for one in differences()]


def test_a_correction_leaves_both_values_and_its_reason_on_the_page_of_the_person(office: FlaskClient) -> None:
    ani = page()
    assert (
        correct(office, ani, "documents", "Ijazah baru", name="Ani Contohan", title_after="M.Kep.").status_code == 303
    )
    text = office.get(ani).text
    assert "Riwayat perbaikan" in text and "Dokumen diperbarui, Ijazah baru" in text and "oleh rina" in text
    assert all(words in text for words in ("Ani Contoh</del>", "Ani Contohan</ins>", "S.Kep.</del>", "M.Kep.</ins>"))
    assert kept() == [
        ("name", "Ani Contoh", "Ani Contohan", "documents", "Ijazah baru", "rina"),
        ("title_after", "S.Kep.", "M.Kep.", "documents", "Ijazah baru", "rina"),
    ]
    assert "memperbaiki data" in office.get("/audit").text and wrong() == []


def test_a_post_is_corrected_in_place_and_nothing_is_added_to_what_the_person_was(office: FlaskClient) -> None:
    ani, school = page(), str(unit_key(SCHOOL))
    new = {"unit": school, "rank": "Penata, III/c", "since": "2026-02-01", "nip": "199001012015012999"}
    assert correct(office, ani, "entry", **new).status_code == 303
    with door(writes=False):
        (post,) = db.session.scalars(select(Employment).where(Employment.person_id == person_key("Ani Contoh")))
        assert (str(post.unit_id), post.rank, post.valid_from.isoformat()) == (school, "Penata, III/c", "2026-02-01")
    text = office.get(ani).text
    assert f"{CLINIC}</del>" in text and f"{SCHOOL}</ins>" in text and "1 Februari 2026</ins>" in text
    assert wrong() == []


def test_the_post_before_gives_way_by_the_days_that_were_wrong_and_says_so(office: FlaskClient) -> None:
    ani = page()
    form = {**shown(office, ani), "unit": str(unit_key(SCHOOL)), "since": "2026-06-01"}
    assert office.post(f"{ani}/change", data=form).status_code == 303
    assert correct(office, ani, "entry", since="2026-07-01").status_code == 303
    with door(writes=False):
        rows = select(Employment.valid_from, Employment.valid_to).order_by(Employment.valid_from)
        days = [
            tuple(map(str, row))
            for row in db.session.execute(rows.where(Employment.person_id == person_key("Ani Contoh")))
        ]
    assert days == [("2026-01-01", "2026-06-30"), ("2026-07-01", "None")]
    assert [row[:3] for row in kept()] == [
        ("first_day", "2026-06-01", "2026-07-01"),
        ("last_day", "2026-05-31", "2026-06-30"),
    ]
    refused = correct(office, ani, "entry", since="2026-01-01")
    assert refused.status_code == 422 and "Jabatan lain berlaku" in refused.text and wrong() == []


def test_who_was_marked_as_gone_by_mistake_is_here_again(office: FlaskClient) -> None:
    ani = page()
    office.post(f"{ani}/leave", data={"last_day": "2026-11-26"})
    for wrong_day in ("2025-01-01", "kemarin"):
        assert correct(office, ani, "entry", last_day=wrong_day).status_code == 422
    assert correct(office, ani, "entry", last_day="2026-11-20").status_code == 303
    assert correct(office, ani, "entry", last_day="").status_code == 303
    assert "Ani Contoh" in office.get("/people").text
    assert [row[:3] for row in kept()] == [("last_day", "2026-11-26", "2026-11-20"), ("last_day", "2026-11-20", "")]
    assert wrong() == []


@pytest.mark.parametrize(
    ("reason", "words", "said"),
    [
        ("", "", "Pilih alasan dari daftar"),
        ("own", "", "Pilih alasan dari daftar"),
        ("sakit", "", "Pilih alasan dari daftar"),
        ("x" * 9000, "", "Pilih alasan dari daftar"),
        ("other", "", "Tuliskan alasannya"),
        ("other", " \n\t\x00 ", "Tuliskan alasannya"),
        ("typing", "x" * 501, "Pendekkan"),
        ("typing", "x" * 90_000, "Pendekkan"),
    ],
)
def test_without_a_fit_reason_nothing_is_corrected(office: FlaskClient, reason: str, words: str, said: str) -> None:
    answer = correct(office, page(), reason, words, name="Ani Contohan")
    assert answer.status_code == 422 and said in answer.text and "Perlu diperbaiki: " in answer.text
    assert kept() == [] and person_key("Ani Contoh")


def test_a_reason_of_one_letter_and_one_of_five_hundred_are_kept(office: FlaskClient) -> None:
    ani = page()
    assert correct(office, ani, "other", "x", rank="A").status_code == 303
    assert correct(office, ani, "other", "é" * 500, rank="B").status_code == 303
    assert [row[4] for row in kept()] == ["x", "é" * 500]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 201), ("nip", "12"), ("nip", "198503032010011998"), ("birth_date", "2999-01-01"),
        ("status", "raja"), ("unit", ""), ("unit", "x"), ("unit", "9" * 30), ("since", ""), ("since", "2999-01-01"),
        ("email", "bukan"), ("email", "budi@contoh.id"), ("superior", "tidak.ada"), ("superior", "ani.contoh"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_correction_is_said_and_nothing_is_kept(office: FlaskClient, field: str, value: str) -> None:
    with door(writes=True):
        db.session.execute(update(Person).where(Person.name == "Budi Umpama").values(email="budi@contoh.id"))
    answer = correct(office, page(), **{field: value})
    assert answer.status_code == 422 and "Perlu diperbaiki: " in answer.text and kept() == []


def test_a_form_without_a_change_says_so_and_writes_nothing_also_when_sent_twice(office: FlaskClient) -> None:
    ani = page()
    answer = correct(office, ani, "")
    assert answer.status_code == 303 and "Tidak ada yang berubah" in office.get(answer.location).text
    form = {**shown(office, ani), "reason": "typing", "position": "Bidan Mahir"}
    for note in ("Perbaikan tersimpan", "Tidak ada yang berubah"):
        answer = office.post(f"{ani}/correct", data=form)
        assert answer.status_code == 303 and note in office.get(answer.location).text
    assert len(kept()) == 1
    with door(writes=False):
        assert db.session.query(AuditEntry).filter_by(action="person.correct").count() == 1


def test_of_two_who_correct_at_once_the_second_sees_both_and_decides(app: Flask, office: FlaskClient) -> None:
    ani, sari = page(), keeper(app, Role.COORDINATOR, "Dinas Kesehatan", "sari")
    old = {**shown(sari, ani), "reason": "typing", "position": "Bidan Penyelia"}
    correct(office, ani, position="Bidan Mahir", title_before="dr.")
    answer = sari.post(f"{ani}/correct", data=old)
    assert answer.status_code == 409 and "Data ini baru saja diubah orang lain" in answer.text
    assert "Bidan Mahir" in answer.text and "Bidan Penyelia" in answer.text
    assert sari.post(f"{ani}/correct", data={**old, "seen": "x" * 9000}).status_code == 409
    assert len(kept()) == 2
    again = {**old, **dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.text))}
    assert sari.post(f"{ani}/correct", data=again).status_code == 303
    assert [row[:3] for row in kept()[2:]] == [
        ("title_before", "dr.", ""),
        ("position", "Bidan Mahir", "Bidan Penyelia"),
    ]
    assert wrong() == []


def test_of_two_who_save_in_the_same_moment_one_is_told_and_overwrites_nothing(app: Flask, office: FlaskClient) -> None:
    ani = person_key("Ani Contoh")
    with door(writes=False):
        held = record_of(ani)

    def save(rank: str) -> None:
        post = replace(held.post or Post(), rank=rank)
        with door(writes=True):
            accounts.correct(ani, replace(held, post=post), held.mark, Why("typing"), utc_now(), by=rank)

    told = at_once(app, lambda: save("A"), lambda: save("B"))
    assert sorted(told) == ["", "Somebody else has changed this person in the meantime. Look at it again."]
    assert len(kept()) == 1 and wrong() == []


def test_nobody_corrects_without_the_right_or_out_of_reach(app: Flask, office: FlaskClient) -> None:
    ani = page()
    form = {**shown(office, ani), "reason": "typing", "name": "Lain"}
    officer = keeper(app, Role.UNIT_OFFICER, "Dinas Pendidikan")
    assert officer.get(f"{ani}/correct").status_code == officer.post(f"{ani}/correct", data=form).status_code == 404
    learner = people.signed_in(app, people.add_person("belajar"))
    assert learner.get(f"{ani}/correct").status_code == learner.post(f"{ani}/correct", data=form).status_code == 403
    citra = page("Citra Misal")
    assert correct(officer, citra, unit=str(unit_key(CLINIC))).status_code == 404
    assert office.post("/people/999999/correct", data=form).status_code == 404
    assert kept() == []


def test_a_role_of_a_unit_in_which_the_person_never_was_ends_with_the_correction(office: FlaskClient) -> None:
    ani = page()
    office.post(f"{ani}/roles", data={"role": "unit-officer", "unit": str(unit_key(CLINIC))})
    correct(office, ani, "entry", unit=str(unit_key(SCHOOL)))
    with door(writes=False):
        held = select(RoleGrant.ended_at).where(RoleGrant.role == Role.UNIT_OFFICER.value)
        assert None not in list(db.session.scalars(held))


def test_a_new_post_begins_after_the_one_that_is_recorded(office: FlaskClient) -> None:
    ani = page()
    form = {**shown(office, ani), "position": "Bidan Mahir"}
    for since in ("2026-01-01", "2025-12-31"):
        answer = office.post(f"{ani}/change", data={**form, "since": since})
        assert answer.status_code == 422 and "masih berlaku pada hari itu" in answer.text
    for note in ("Data pegawai disimpan", "Tidak ada yang berubah"):
        answer = office.post(f"{ani}/change", data={**form, "since": "2026-11-20"})
        assert answer.status_code == 303 and note in office.get(answer.location).text
    assert kept() == []


def test_what_a_staff_list_changed_stands_in_the_same_history(office: FlaskClient) -> None:
    brought_in(office, (*ANI[:6], "Penata, III/c", *ANI[7:]), is_complete="0")
    text = office.get(page()).text
    assert "Riwayat perbaikan" in text and "Daftar pegawai" in text and "Penata, III/c</ins>" in text
    assert wrong() == []


def test_titles_that_people_write_themselves_need_no_reason_and_leave_both(app: Flask, office: FlaskClient) -> None:
    ani = people.signed_in(app, person_key("Ani Contoh"))
    ani.post("/profile/certificate-name", data={"title_before": "", "title_after": "M.Kep."})
    assert kept() == [("title_after", "S.Kep.", "M.Kep.", "own", "", "ani.contoh")]
    assert "Ditulis orangnya sendiri" in office.get(page()).text and wrong() == []


def test_the_doctor_finds_a_value_that_is_not_what_was_corrected_last(office: FlaskClient) -> None:
    correct(office, page(), rank="A")
    with door(writes=True):
        db.session.execute(update(Employment).values(rank="B"))
    assert any("rank" in one for one in wrong())
