"""A speaker begins a course, arranges it, settles its settings and takes the folder home, in a real browser."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.journeys.cast import Cast
from tests.journeys.site import Site
from tests.support.chromium import PATIENCE


def tab_of(chromium: Browser, site: Site, cast: Cast, *, script: bool, width: int = 360) -> Page:
    context = chromium.new_context(
        base_url=site.url, viewport={"width": width, "height": 800}, java_script_enabled=script, locale="id-ID"
    )
    context.add_cookies([{"name": SIGNIN_COOKIE, "value": cast["beginner"].cookie, "url": site.url}])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    return tab


def begin(tab: Page, title: str) -> None:
    tab.goto("/drafts")
    tab.get_by_role("link", name="Mulai pelatihan baru").click()
    tab.get_by_label("Apa judul pelatihannya?").fill(title)
    tab.get_by_label("Untuk siapa?").fill("Petugas loket.")
    tab.get_by_label("Apa yang bisa dilakukan peserta").fill("Menyapa warga\nMencatat keluhan")
    tab.get_by_label("Apa saja modulnya?").fill("Menyapa\nMencatat")
    tab.get_by_role("button", name="Buat konsep").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(title)


def names(tab: Page) -> list[str]:
    return tab.locator(".rows h3").all_inner_texts()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_course_is_begun_arranged_and_taken_home(
    chromium: Browser, site: Site, cast: Cast, script: bool, tmp_path: Path
) -> None:
    tab = tab_of(chromium, site, cast, script=script)
    begin(tab, f"Loket Ramah {script}")
    tab.locator("summary", has_text="Tambah pelajaran atau kuis").first.click()
    tab.get_by_label("Apa judulnya?").first.fill("Tiga sapaan")
    tab.get_by_role("button", name="Tambah", exact=True).first.click()
    assert names(tab) == ["Pembuka", "Tiga sapaan", "Pembuka", "Ujian akhir"]
    tab.locator(".row summary").nth(1).click()
    tab.get_by_role("button", name="Naik Tiga sapaan").click()
    assert names(tab)[:2] == ["Tiga sapaan", "Pembuka"]
    tab.locator(".row summary").nth(1).click()
    tab.get_by_role("button", name="Hapus Pembuka").first.click()
    assert names(tab) == ["Tiga sapaan", "Pembuka", "Ujian akhir"]
    tab.get_by_role("button", name="Urungkan").click()
    assert names(tab) == ["Tiga sapaan", "Pembuka", "Pembuka", "Ujian akhir"]
    tab.get_by_role("link", name="Pengaturan pelatihan").click()
    tab.get_by_role("button", name="Tambah kemampuan").click()
    tab.get_by_role("textbox", name="Kemampuan 3").fill("Menutup loket")
    tab.get_by_label("Usulan JP").fill("2")
    tab.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(tab.get_by_text("0 dari 3 kemampuan diuji oleh soal")).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Unduh folder (zip)").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        paths = [name.partition("/")[2] for name in archive.namelist()]
    assert "course.md" in paths and any(re.fullmatch(r"01-menyapa/\d\d-tiga-sapaan\.md", path) for path in paths)
    tab.context.close()


def test_a_page_is_dragged_to_another_module(chromium: Browser, site: Site, cast: Cast) -> None:
    tab = tab_of(chromium, site, cast, script=True, width=1280)
    begin(tab, "Loket yang Digeser")
    expect(tab.locator("[draggable=true]").first).to_be_visible()
    tab.set_viewport_size({"width": 1280, "height": 2000})  # what is dragged and where it is dropped are both seen
    row, target = tab.locator("[data-path]", has_text="Ujian akhir"), tab.locator("[data-path]").first
    row.drag_to(target, source_position={"x": 600, "y": 20}, target_position={"x": 600, "y": 8})
    expect(tab.get_by_role("button", name="Urungkan")).to_be_visible()
    assert tab.locator("section[data-folder]").first.locator("h3").all_inner_texts() == ["Ujian akhir", "Pembuka"]
    tab.context.close()
