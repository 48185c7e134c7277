"""A training office begins with a staff list: units, people, officers of thirty sites, cards, courses, reminders."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.site import PASSWORD, ROOT, Site, make_portal, run, serving
from tests.journeys.test_becoming_a_speaker import opened, press
from tests.staff.cities import city_of
from tests.staff.sheets import xlsx
from tests.support.chromium import PATIENCE
from tests.support.people import local_today

pytestmark = pytest.mark.browser

SITES, DEPARTMENTS = 30, 1
SHIPPED = ("keamanan-informasi-asn", "spbe-melayani-lebih-cepat")
MANDATORY = (
    "Pelayanan Publik yang Ramah",
    "Keamanan Informasi untuk ASN",
    "Melayani Lebih Cepat dengan Pemerintahan Digital (SPBE)",
)


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A portal in which only its first coordinator is, before they have signed in."""
    app = make_portal(tmp_path)
    run(app, "courses", "publish", *(str(ROOT / "courses" / name) for name in SHIPPED))
    run(app, "people", "add", "rina", "Rina Kantor", "--role", "coordinator")
    with app.app_context(), serving(app, tmp_path) as site:
        yield site


def code_of(app: Flask, username: str) -> str:
    """A one-time code, as the operator hands it over."""
    done = app.test_cli_runner().invoke(args=["people", "code", username])
    return str(done.output.split("\t")[1])


def activate(tab: Page, username: str, code: str) -> None:
    """Sets a password with a code; signs in by it."""
    tab.goto("/activate")
    tab.fill("[name=identifier]", username)
    tab.fill("[name=code]", code)
    tab.fill("[name=password]", PASSWORD)
    tab.click("main form button")
    tab.wait_for_url(lambda url: "/activate" not in url)
    tab.goto("/")


def bring_in(office: Page, file: Path) -> None:
    """From the first page to a list that is saved, its ruined numbers taken without a NIP."""
    press(office, "Pegawai")
    press(office, "Daftar pegawai")
    press(office, "Bawa masuk daftar pegawai")
    office.set_input_files("[name=file]", file)
    press(office, "Baca berkas")
    press(office, "Bandingkan dengan catatan")
    office.get_by_role("heading", level=1, name="perlu Anda putuskan").wait_for(timeout=4 * PATIENCE)
    office.get_by_role("group", name="baris sekaligus").get_by_label("Tambahkan tanpa NIP").check()
    press(office, "Simpan keputusan ini")
    office.get_by_text("Keputusan Anda disimpan").wait_for(timeout=4 * PATIENCE)
    office.get_by_role("button", name="perubahan").click()
    office.get_by_text("Daftar disimpan").wait_for(timeout=8 * PATIENCE)


def name_officers(office: Page) -> None:
    """Names somebody of each site as its officer, all on one page."""
    office.goto("/units")
    press(office, "Petugas unit kerja")
    office.select_option("[name=above]", label="Dinas Contoh 00")
    press(office, "Tampilkan")
    chosen = office.locator("select[name^=officer-]")
    chosen.nth(SITES - 1).wait_for()
    assert chosen.count() == SITES
    for number in range(SITES):
        chosen.nth(number).select_option(index=1)
    press(office, "Tetapkan petugas")
    office.get_by_text("Petugas unit ditetapkan").wait_for()


def assign(office: Page, course: str, days: int) -> int:
    """Assigns a course to everybody, after a look at how many that is; says how many."""
    office.goto("/")
    press(office, "Penugasan")
    press(office, "Buat penugasan")
    office.select_option("[name=course]", label=course)
    office.fill("[name=due_on]", (local_today() + timedelta(days=days)).isoformat())
    press(office, "Lihat jumlah pegawainya")
    give = office.get_by_role("button", name="Tugaskan kepada")
    people = int(give.inner_text().split()[2].replace(".", ""))
    give.click()
    shown = f"{people:,}".replace(",", ".")
    office.get_by_role("heading", level=1, name=f"0 dari {shown} sudah selesai").wait_for()
    return people


def remind(office: Page, course: str) -> str:
    """Reminds whoever can read it, after a look at the text and the number; what the record says of it."""
    office.goto("/")
    press(office, "Penugasan")
    press(office, course)
    press(office, "Ingatkan yang belum selesai")
    assert course in office.inner_text("section[aria-labelledby=text-1]")
    office.get_by_role("button", name="Kirim ke").click()
    office.get_by_role("heading", name="Siapa yang diingatkan").wait_for()
    return office.inner_text("main")


@pytest.mark.parametrize(
    ("width", "script", "people"), [(360, False, 600), (1280, True, 8_000)], ids=["phone-no-script", "desk"]
)
def test_an_office_gets_from_a_list_to_officers_courses_and_reminders(
    empty_site: Site, chromium: Browser, tmp_path: Path, width: int, script: bool, people: int
) -> None:
    file = tmp_path / "pegawai-kota.xlsx"
    file.write_bytes(
        xlsx(*city_of(people, SITES, DEPARTMENTS, faults=people // 40), title="DAFTAR PEGAWAI KOTA CONTOH")
    )
    office = opened(chromium, empty_site, width=width, script=script)
    activate(office, "rina", code_of(empty_site.app, "rina"))

    bring_in(office, file)
    name_officers(office)
    office.goto("/units")
    press(office, "UPTD Contoh 000")
    with office.expect_download() as download:
        press(office, "Kartu kode (PDF)")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    name = office.locator("dt:has-text('Petugas unit') + dd").inner_text()

    office.goto(f"/people?q={name}")
    office.get_by_role("main").get_by_role("link", name=name).first.click()
    press(office, "Buat kode")
    username, code = (office.locator(f"dt:has-text('{what}') + dd").inner_text() for what in ("Nama pengguna", "Kode"))
    officer = opened(chromium, empty_site, width=width, script=script)
    activate(officer, username, code)
    press(officer, "Pegawai")
    officer.get_by_role("heading", level=1, name="Pegawai").wait_for()
    assert "UPTD Contoh 000" in officer.inner_text("main") and "UPTD Contoh 001" not in officer.inner_text("main")

    asked = {assign(office, course, days) for course, days in zip(MANDATORY, (10, 30, 60), strict=True)}
    assert len(asked) == 1 and people * 0.9 < asked.pop() <= people + 1
    sent = remind(office, MANDATORY[0])
    assert name in sent and "2 orang" in sent  # the officer, and the coordinator herself
    officer.goto("/inbox")
    assert MANDATORY[0] in officer.inner_text("main")
