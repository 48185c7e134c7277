"""An office that keeps units and people: lists that were saved, undone, and one with much to decide."""

import re
from collections.abc import Callable, Mapping

from flask.testing import FlaskClient
from playwright.sync_api import Page as Tab
from sqlalchemy import select

from lms.accounts.models import Person
from lms.org.models import Unit
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.staff.models import StaffImport
from tests.journeys.learners import Learner
from tests.staff.cities import city_of
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in, compared, csv, send, xlsx

LONG = "UPTD Pelayanan Kesehatan Masyarakat Terpadu dan Laboratorium Lingkungan Daerah Kecamatan Umpama Utara"
SAVED, UNDONE, OPEN, BEGUN = "pegawai-dinkes-november.xlsx", "salah-kirim.xlsx", "pegawai-semua.xlsx", "kolom.csv"
PERSON = "Umpamasari Contohwati Nurmisalina"


def let_them_come(office: Learner) -> None:
    """Lists in every state; the open one has ruined numbers, loose names of units, somebody twice, much that is new."""
    browser = office.client
    person = ("198001012005012998", PERSON, "Dr. dr.", "Sp.PD., M.Kes., FINASIM", "01-01-1980", "PNS",
              "Pembina Utama Muda (IV/c)", "Dokter Spesialis Penyakit Dalam Ahli Madya", LONG,
              "Dinas Kesehatan")  # fmt: skip
    number = brought_in(
        browser, ANI, BUDI, CITRA, person, *city_of(30, 12, 3, 0), is_complete="0", valid_from="2026-01-01"
    )
    with door(writes=True):
        db.session.execute(db.update(StaffImport).where(StaffImport.id == number).values(file_name=SAVED))
    undone = brought_in(browser, (*BUDI[:7], "Kepala Bidang", *BUDI[8:]), is_complete="0")
    browser.post(f"/people/lists/{undone}/undo")
    with door(writes=True):
        db.session.execute(db.update(StaffImport).where(StaffImport.id == undone).values(file_name=UNDONE))
    ruined = [(float(row[0]), *row[1:]) if at % 9 == 0 else row for at, row in enumerate(city_of(45, 14, 3, 0))]
    rows = [(float(ANI[0]), *ANI[1:]), (*BUDI[:8], "PKM Contoh", "Dinkes"), (str(CITRA[0])[:17], *CITRA[1:])]
    compared(browser, xlsx(*rows, (*person[:6], "Pembina Utama Madya (IV/d)", *person[7:]), *ruined), OPEN)
    send(browser, csv(ANI, BUDI), BEGUN)
    reason = "Surat elektronik lama dipakai bersama seluruh ruangan, dan tanggal mulainya tertukar dengan pegawai lain."
    correct(browser, person_named(PERSON)({}), reason, email="umpamasari@contoh.id", since="2026-01-02")


def correct(browser: FlaskClient, path: str, words: str, **changed: str) -> None:
    """Corrects values of a person on the page for it."""
    text = browser.get(f"{path}/correct").text
    held = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        held[name] = next(iter(re.findall(r'value="([^"]*)" selected', options)), "")
    answer = browser.post(f"{path}/correct", data={**held, "reason": "other", "words": words, **changed})
    assert answer.status_code == 303, answer.text


def list_named(name: str, rest: str = "") -> Callable[[Mapping[str, Learner]], str]:
    """The address of a list."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            key = db.session.scalar(select(StaffImport.id).where(StaffImport.file_name == name))
        return f"/people/lists/{key}{rest}"

    return address


def person_named(name: str, rest: str = "") -> Callable[[Mapping[str, Learner]], str]:
    """The address of a person."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            return f"/people/{db.session.scalar(select(Person.id).where(Person.name == name))}{rest}"

    return address


def unit_named(name: str) -> Callable[[Mapping[str, Learner]], str]:
    """The address of a unit."""

    def address(_cast: Mapping[str, Learner]) -> str:
        with door(writes=False):
            return f"/units/{db.session.scalar(select(Unit.id).where(Unit.name == name))}"

    return address


def send_nothing(tab: Tab) -> None:
    """Sends the page's form without what the browser would ask for first."""
    tab.eval_on_selector("main form[method=post]", "form => { form.noValidate = true; form.requestSubmit() }")
    tab.wait_for_selector(".note.r")


def add_nameless_unit(tab: Tab) -> None:
    """Adds a unit without a name."""
    tab.click("summary:has-text('Tambah unit')")
    send_nothing(tab)


def make_a_code(tab: Tab) -> None:
    """Makes a code; the next page shows it."""
    tab.click("form[action$='/code'] button")
    tab.wait_for_url("**/code")


def correct_without_reason(tab: Tab) -> None:
    """Corrects a rank and says nothing of why."""
    tab.fill("#rank", "Pembina Utama Madya (IV/d)")
    send_nothing(tab)


def correct_after_another(tab: Tab) -> None:
    """Corrects what somebody else has corrected since the page was opened."""
    tab.eval_on_selector("[name=seen]", "field => { field.value = 'older' }")
    tab.fill("#rank", "Pembina Utama Madya (IV/d)")
    tab.fill("#title_after", "")
    tab.select_option("#reason", "typing")
    tab.click("main form[method=post] button")
    tab.wait_for_selector(".note.y")


def open_all(tab: Tab) -> None:
    """Shows what is folded away."""
    tab.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
