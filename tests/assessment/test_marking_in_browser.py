"""An essay is marked on a phone by the keyboard alone, in a browser without script."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.assessment.essays import add_final, marker, marks, writer
from tests.assessment.quizzes import FINAL
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser


def press_until(page: Page, words: str) -> None:
    """Goes on by Tab until what has the focus is called so."""
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim().replace(/\\s+/g, ' ')"
        )
        if words in name:
            return
    raise AssertionError(f"the keyboard never came to {words!r}")


def test_a_marker_drafts_and_marks_by_keyboard_and_without_script(portal: tuple[str, Flask], chromium: Browser) -> None:
    site, app = portal
    add_final()
    ani, cookie = writer(app), marker(app).get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    context = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(site)
    press_until(page, "1 esai menunggu penilaian")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Esai untuk dinilai")).to_be_visible()
    press_until(page, "Uraikan.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Jawaban peserta")).to_be_visible()
    press_until(page, "Poin, 0 sampai 3")
    page.keyboard.type("2,5")
    page.keyboard.press("Enter")  # never gives a mark by accident
    expect(page.get_by_text("Konsep Anda tersimpan.")).to_be_visible()
    assert marks() == []
    press_until(page, "Catatan untuk peserta")
    page.keyboard.type("Tambahkan contoh.")
    press_until(page, "Beri nilai")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nilai sudah diberikan")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert marks() == [(1, "2.50", "")]
    assert "Tambahkan contoh." in ani.get(FINAL + "/result").text
    context.close()
