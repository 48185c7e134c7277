"""A training office begins with an empty portal and a staff list: units, people, officers of thirty sites, cards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.journeys.site import PASSWORD, Site, make_portal, run, serving
from tests.journeys.test_becoming_a_speaker import opened, press
from tests.staff.cities import city_of
from tests.staff.sheets import xlsx
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser

SITES, DEPARTMENTS = 30, 1


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[Site]:
    """A portal in which only its first coordinator is, before they have signed in."""
    app = make_portal(tmp_path)
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


@pytest.mark.parametrize(
    ("width", "script", "people"), [(360, False, 600), (1280, True, 8_000)], ids=["phone-no-script", "desk"]
)
def test_an_office_gets_from_a_list_to_officers_and_cards(
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
