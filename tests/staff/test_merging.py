"""Two records of one person on the pages of the office: found, looked at, merged, undone; and who may not."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update

from lms.accounts import operations as accounts
from lms.accounts.facts import PostsChanged
from lms.accounts.models import Employment, Person, PersonMerge, RoleGrant
from lms.accounts.passwords import hash_password
from lms.assignments.models import Duty
from lms.doctor import differences
from lms.hours.operations import follow_posts
from lms.kernel.clock import utc_now
from lms.learning.models import Enrolment
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.certificates.issuing import complete, with_certificate
from tests.staff.offices import keeper, make_office, person_key, unit_key
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in, compared, xlsx
from tests.support import people

CLINIC, SCHOOL, HEALTH = "UPTD Puskesmas Contoh", "SD Negeri 1 Contoh", "Dinas Kesehatan"
REASON = {"reason": "Tercatat lagi setelah pindah"}


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    """The browser of a coordinator of all units."""
    return make_office(app)


def second(name: str = "Ani Contoh", unit: str = CLINIC, nip: str = "") -> int:
    """Another record, in a unit of the office."""
    key = people.add_person(f"lagi{name[:3].strip().lower()}", name, nip=nip, unit="")
    with door(writes=True):
        place = update(Employment).where(Employment.person_id == key)
        db.session.execute(place.values(unit_id=unit_key(unit)))
        follow_posts(PostsChanged((key,), people.NOW, "tests"))
    return key


def doctor() -> list[str]:
    with door(writes=False):
        return [str(one) for one in differences()]


def merged(browser: FlaskClient, kept: int, gone: int) -> str:
    """Merges two records on the page; the address of the result."""
    answer = browser.post(f"/people/{kept}/merge/{gone}", data={**REASON, "stay": str(kept)})
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def test_the_other_record_is_proposed_by_name_and_by_nip_and_found_by_words(office: FlaskClient) -> None:
    ani = person_key("Ani Contoh")
    same_name, same_nip = second(), second("Eni Salah Tulis", nip=str(ANI[0]))
    page = office.get(f"/people/{ani}/merge").text
    assert f"/people/{ani}/merge/{same_name}" in page and "Nama sama" in page
    assert f"/people/{ani}/merge/{same_nip}" in page and "NIP sama" in page
    assert "Budi Umpama" not in page
    assert "Budi Umpama" in office.get(f"/people/{ani}/merge?q=umpama").text
    assert "Tidak ada yang ditemukan" in office.get(f"/people/{ani}/merge?q=%25%00").text


def test_somebody_of_the_same_name_but_born_on_another_day_is_not_proposed(office: FlaskClient) -> None:
    ani, other = person_key("Ani Contoh"), second()
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == other).values(birth_date=people.NOW.date()))
    assert f"/merge/{other}" not in office.get(f"/people/{ani}/merge").text


def test_both_are_seen_before_and_one_page_says_what_moves_and_collides(app: Flask, office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    complete(gone)
    page = office.get(f"/people/{ani}/merge/{gone}?stay={ani}").text
    assert "1 pelatihan selesai" in page and "bergabung dengan 1 yang sudah ada" in page
    assert "Keduanya sedang menjabat" in page
    assert "Gabungkan: ani.contoh tetap" in page
    other = office.get(f"/people/{ani}/merge/{gone}?stay={gone}").text
    assert "Gabungkan: lagiani tetap" in other
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(PersonMerge)) == 0


def test_a_reason_is_needed_and_what_was_typed_stays(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    for reason in ("", "  ", "x" * 501):
        answer = office.post(f"/people/{ani}/merge/{gone}", data={"stay": str(ani), "reason": reason})
        assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text
    for stay in ("", "0", "x", str(person_key("Budi Umpama"))):
        assert office.post(f"/people/{ani}/merge/{gone}", data={**REASON, "stay": stay}).status_code == 422
    assert twins.person(gone).merged_into_id is None


def test_merged_on_the_page_and_undone_on_the_next(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    complete(gone)
    before, found = twins.everything(), doctor()
    result = merged(office, ani, gone)
    page = office.get(result).text
    assert "Batalkan penggabungan ini" in page and REASON["reason"] in page
    assert office.get(f"/people/{gone}").location.startswith(f"/people/{ani}?note=was-merged")
    assert "lagiani" not in office.get("/people").text
    assert "“lagiani”, digabungkan ke sini" in office.get(f"/people/{ani}").text
    assert doctor() == found
    assert office.post(f"{result}/undo").status_code == 303
    assert "Kedua catatan kembali seperti semula" in office.get(result).text
    assert twins.everything() == before
    assert office.post(f"{result}/undo").status_code == 409
    audit = office.get("/audit").text
    assert "menggabungkan catatan" in audit and "membatalkan penggabungan" in audit


def test_the_same_form_sent_twice_merges_once(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    merged(office, ani, gone)
    answer = office.post(f"/people/{ani}/merge/{gone}", data={**REASON, "stay": str(ani)})
    assert answer.status_code == 404
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(PersonMerge)) == 1


def test_a_record_is_not_merged_with_itself_or_with_nobody(office: FlaskClient) -> None:
    ani = person_key("Ani Contoh")
    assert office.get(f"/people/{ani}/merge/{ani}").status_code == 409
    assert office.post(f"/people/{ani}/merge/{ani}", data=REASON).status_code == 409
    assert office.get(f"/people/{ani}/merge/999999").status_code == 404
    assert office.get("/people/merges/999999").status_code == 404
    assert office.post("/people/merges/999999/undo").status_code == 404
    assert office.get(f"/people/{ani}/merge/{second()}?stay=abc").status_code == 200


def test_who_keeps_one_unit_meets_no_record_of_another(app: Flask, office: FlaskClient) -> None:
    ani, citra = person_key("Ani Contoh"), person_key("Citra Misal")
    twin = second("Citra Misal")
    dodi = keeper(app, Role.COORDINATOR, HEALTH)
    assert dodi.get(f"/people/{twin}/merge").status_code == 200
    assert f"/merge/{citra}" not in dodi.get(f"/people/{twin}/merge").text
    assert f"/merge/{citra}" not in dodi.get(f"/people/{twin}/merge?q=citra").text
    for path in (f"/people/{ani}/merge/{citra}", f"/people/{citra}/merge/{ani}", f"/people/{citra}/merge"):
        assert dodi.get(path).status_code == 404
    assert dodi.post(f"/people/{ani}/merge/{citra}", data=REASON).status_code == 404
    result = merged(office, ani, twin)
    assert dodi.get(result).status_code == 404
    assert dodi.post(f"{result}/undo").status_code == 404
    assert "digabungkan ke sini" not in dodi.get(f"/people/{ani}").text


def test_an_officer_merges_and_undoes_within_the_unit(app: Flask, office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    dodi = keeper(app, Role.UNIT_OFFICER, CLINIC)
    result = merged(dodi, ani, gone)
    assert dodi.get(result).status_code == 200
    assert dodi.post(f"{result}/undo").status_code == 303


@pytest.mark.parametrize("holder", ["kept", "gone"])
def test_no_role_is_passed_on_by_a_merge_that_one_may_not_give(app: Flask, office: FlaskClient, holder: str) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    with door(writes=True):
        accounts.grant_role(ani if holder == "kept" else gone, Role.INSPECTOR, people.NOW, by="t")
    assert "peran yang tidak boleh Anda berikan" in office.get(f"/people/{ani}/merge/{gone}").text
    answer = office.post(f"/people/{ani}/merge/{gone}", data={**REASON, "stay": str(ani)})
    assert answer.status_code == 403 and twins.person(gone).merged_into_id is None


def test_undoing_needs_the_right_to_give_what_is_given_back(app: Flask, office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    result = merged(office, ani, gone)
    with door(writes=True):
        accounts.grant_role(ani, Role.OPERATOR, people.NOW, by="t")
    assert office.post(f"{result}/undo").status_code == 403


def test_nobody_merges_a_record_of_their_own(office: FlaskClient) -> None:
    rina, gone = person_key("Rina Kantor"), second("Rina Kantor")
    with door(writes=True):
        db.session.execute(delete(RoleGrant).where(RoleGrant.person_id == gone))
    assert "Ini catatan Anda sendiri" in office.get(f"/people/{rina}/merge/{gone}").text
    for kept, other in ((rina, gone), (gone, rina)):
        answer = office.post(f"/people/{kept}/merge/{other}", data={**REASON, "stay": str(kept)})
        assert answer.status_code == 409


def test_who_signs_in_by_the_old_name_learns_what_to_do_and_strangers_learn_nothing(
    app: Flask, office: FlaskClient
) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    with door(writes=True):
        hashed = hash_password("jeruk-manis-tujuh")
        db.session.execute(update(Person).where(Person.id == gone).values(password_hash=hashed))
    learner = people.signed_in(app, gone)
    merged(office, ani, gone)
    assert learner.get("/profile").status_code == 303
    browser = people.browser(app)
    right = browser.post("/sign-in", data={"identifier": "lagiani", "password": "jeruk-manis-tujuh"})
    assert right.status_code == 409 and "Anda punya akun lain" in right.text
    assert "ani.contoh" not in right.text
    wrong = browser.post("/sign-in", data={"identifier": "lagiani", "password": "salah"})
    assert wrong.status_code == 422 and "akun lain" not in wrong.text
    nobody = browser.post("/sign-in", data={"identifier": "tidakada", "password": "salah"})
    assert wrong.text.replace("lagiani", "tidakada") == nobody.text


def test_a_code_that_was_made_for_the_record_that_went_opens_nothing(app: Flask, office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    with door(writes=True):
        db.session.execute(update(Person).where(Person.id == gone).values(password_hash=None))
        code = accounts.issue_code("lagiani", people.NOW + timedelta(days=400), by="t", is_reset=False).code
    merged(office, ani, gone)
    answer = people.browser(app).post(
        "/activate", data={"identifier": "lagiani", "code": code, "password": "jeruk-manis-tujuh"}
    )
    assert answer.status_code == 409
    assert twins.person(gone).password_hash is None
    assert office.post(f"/people/{gone}/code").status_code == 404


def test_certificates_stay_valid_and_the_public_check_says_the_same(app: Flask, office: FlaskClient) -> None:
    gone, code = with_certificate(username="pemilik", name="Ani Contoh", unit="", nip="")
    ani, public = person_key_of("ani.contoh"), people.browser(app)
    public.get(f"/verify/{code}")  # the first page of a browser carries the style with it
    before, found = public.get(f"/verify/{code}").text, doctor()
    merged(office, ani, gone)
    assert public.get(f"/verify/{code}").text == before
    assert code in people.signed_in(app, ani).get("/certificates").text
    assert doctor() == found


def person_key_of(username: str) -> int:
    with door(writes=False):
        return db.session.scalars(select(Person.id).where(Person.username == username)).one()


def test_undoing_a_staff_list_removes_nobody_who_was_merged(office: FlaskClient) -> None:
    row = ("199505052020012995", "Eka Misal", *BUDI[2:4], "05-05-1995", *BUDI[5:])
    number = brought_in(office, row, is_complete="0", valid_from="2026-11-27")
    eka, gone = person_key("Eka Misal"), second("Eka Misal")
    complete(gone)
    found = doctor()
    merged(office, eka, gone)
    assert office.post(f"/people/lists/{number}/undo").status_code == 303
    assert twins.person(eka).name == "Eka Misal"
    with door(writes=False):
        assert db.session.scalar(select(func.count()).where(Enrolment.person_id == eka)) == 1
    assert doctor() == found


@pytest.mark.parametrize("nip", [str(ANI[0]), "199001012015012111"])
def test_the_next_staff_list_finds_the_one_who_stayed_by_either_nip(office: FlaskClient, nip: str) -> None:
    ani, gone = person_key("Ani Contoh"), second(nip="199001012015012111")
    with door(writes=True):  # it lies within the post of the one who stays, and so stays with the record that goes
        db.session.execute(update(Employment).where(Employment.person_id == gone).values(valid_from=date(2026, 2, 1)))
    merged(office, ani, gone)
    brought_in(office, (nip, *ANI[1:7], "Perawat Ahli Madya", *ANI[8:]), is_complete="0", valid_from="2026-11-27")
    with door(writes=False):
        assert db.session.scalar(select(func.count()).where(Person.name == "Ani Contoh")) == 2
        held = select(Employment.position).where(Employment.person_id == ani, Employment.valid_to.is_(None))
        assert db.session.scalars(held).one() == "Perawat Ahli Madya"
        of_gone = select(Employment.id).where(Employment.person_id == gone, Employment.valid_to.is_(None))
        assert db.session.scalar(of_gone) is None


def test_a_staff_list_does_not_take_whoever_stayed_for_gone(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second(nip="199001012015012111")
    with door(writes=True):  # an older post, written down later, fills what the other leaves free
        db.session.execute(update(Employment).where(Employment.person_id == gone).values(valid_from=date(2001, 1, 1)))
    merged(office, ani, gone)
    number = compared(office, xlsx(ANI, BUDI, CITRA), is_complete="0")
    assert "kembali" not in office.get(f"/people/lists/{number}").text.casefold()
    assert "Ani Contoh" not in office.get(f"/people/lists/{number}/changes/new").text


def test_undoing_is_refused_on_the_page_in_words_and_not_offered_after_a_day(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    enrolment = complete(gone)
    result = merged(office, ani, gone)
    with door(writes=True):
        later = utc_now() + timedelta(minutes=1)
        db.session.execute(update(Enrolment).where(Enrolment.id == enrolment).values(last_activity_at=later))
    answer = office.post(f"{result}/undo")
    assert answer.status_code == 409 and "sudah melanjutkan pelatihan" in answer.text
    with door(writes=True):
        db.session.execute(update(PersonMerge).values(merged_at=utc_now() - timedelta(days=1, minutes=1)))
    assert "Batalkan" not in office.get(result).text
    assert "selama sehari" in office.post(f"{result}/undo").text


def test_duties_of_the_record_that_went_are_asked_of_nobody(app: Flask, office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    merged(office, ani, gone)
    with door(writes=False):
        open_ones = select(func.count()).where(Duty.person_id == gone, Duty.released_at.is_(None))
        assert db.session.scalar(open_ones) == 0


def test_the_doctor_finds_what_came_late_for_a_record_that_was_merged(office: FlaskClient) -> None:
    ani, gone = person_key("Ani Contoh"), second()
    merged(office, ani, gone)
    assert doctor() == []
    with door(writes=True):
        accounts.grant_role(gone, Role.SPEAKER, people.NOW, by="t")
    assert any("role_grant" in one for one in doctor())
