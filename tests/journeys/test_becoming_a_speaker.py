"""From the first page to an account of one's own: a stranger offers, a coordinator accepts, the code lets them in."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lms.accounts.queries import SIGNIN_COOKIE
from tests.journeys.cast import Cast
from tests.journeys.site import PASSWORD, Site
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser


def press(tab: Page, name: str) -> None:
    """Presses the button or follows the link with these words."""
    found = tab.get_by_role("button", name=name, exact=True).or_(tab.get_by_role("link", name=name, exact=True))
    found.first.click()


def opened(chromium: Browser, site: Site, *, width: int, script: bool, cookie: str = "") -> Page:
    """A tab of somebody's own browser."""
    context = chromium.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 800},
        has_touch=width < 500,
        java_script_enabled=script,
        locale="id-ID",
    )
    if cookie:
        context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie, "url": site.url}])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    return tab


def become_a_speaker(
    chromium: Browser, site: Site, cast: Cast, who: str, width: int, script: bool
) -> tuple[Page, Page]:
    """The tabs of somebody who was a stranger and is a speaker now, and of the office that accepted the offer."""
    name = f"Umi Misal {who}"
    stranger = opened(chromium, site, width=width, script=script)
    stranger.goto("/")
    press(stranger, "Menjadi narasumber")
    press(stranger, "Tawarkan diri sebagai narasumber")
    for label, text in {
        "Nama lengkap dengan gelar": f"Dr. {name}, M.Kes.",
        "Instansi": "Politeknik Contoh",
        "Jabatan": "Lektor",
        "Bidang": "Gizi",
        "E-mail": f"umi-{who}@contoh.id",
        "Apa yang ingin Anda ajarkan?": "Gizi balita untuk kader.",
    }.items():
        stranger.get_by_label(label, exact=True).fill(text)
    stranger.get_by_label("Saya menjadi narasumber dengan sukarela dan tanpa imbalan.").check()
    press(stranger, "Kirim tawaran")
    stranger.get_by_role("heading", level=1, name="Tawaran Anda sudah kami terima").wait_for()

    office = opened(chromium, site, width=width, script=script, cookie=cast["office"].cookie)
    office.goto("/speakers/offers")
    press(office, f"Dr. {name}, M.Kes.")
    press(office, "Terima sebagai narasumber")
    username, code = (office.locator(f"dt:has-text('{what}') + dd").inner_text() for what in ("Nama pengguna", "Kode"))

    stranger.goto("/activate")
    stranger.fill("[name=identifier]", username)
    stranger.fill("[name=code]", code)
    stranger.fill("[name=password]", PASSWORD)
    stranger.click("main form button")
    stranger.goto("/speakers/me")
    stranger.get_by_text("sejak").wait_for()
    return stranger, office


@pytest.mark.parametrize(("width", "script"), [(360, False), (1280, True)], ids=["phone-no-script", "desk"])
def test_a_stranger_offers_is_accepted_and_signs_in(
    site: Site, cast: Cast, chromium: Browser, tmp_path: Path, width: int, script: bool
) -> None:
    stranger, office = become_a_speaker(chromium, site, cast, "Satu" if script else "Dua", width, script)
    press(office, "Surat dan waktu")
    office.get_by_label("Surat ditujukan kepada").fill("Direktur Politeknik Contoh")
    press(office, "Terbitkan dengan nomor berikutnya")
    office.get_by_role("status").get_by_text("Surat sudah diterbitkan").wait_for()
    stranger.reload()
    with stranger.expect_download() as download:
        press(stranger, "Surat permohonan")
    download.value.save_as(tmp_path / "surat.pdf")
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")
    stranger.context.close()
    office.context.close()
