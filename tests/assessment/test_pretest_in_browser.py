"""A pre-test on a phone of 360 px: without script, and by the keyboard alone."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.assessment.pretests import PRETEST, RIGHT, SIZE, add_pretest, asked_keys, kept
from tests.assessment.quizzes import learner
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser


@pytest.fixture
def without_script(chromium: Browser) -> Iterator[Page]:
    """A phone that runs no script."""
    opened = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield opened
    opened.context.close()


def open_course(page: Page, site: str, app: Flask) -> None:
    """Opens the course at its offer."""
    add_pretest()
    cookie = learner(app).get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    page.context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    page.goto(site + "/courses/ramah")


def test_every_kind_is_answered_without_script(portal: tuple[str, Flask], without_script: Page) -> None:
    page = without_script
    open_course(page, *portal)
    page.get_by_text("Tes awal: 5 soal, bukan nilai").click()
    for number, key in enumerate(asked_keys(), 1):
        fields = page.locator(f"[name=q{number}]")
        for place, value in enumerate(RIGHT[key]):
            match key:
                case "satu" | "dua":
                    page.locator(f"[name=q{number}][value={value}] + label").click()
                case "tiga" | "empat":
                    fields.fill(value)
                case "lima":
                    page.locator(f"select:has(option[value='{value}'])").select_option(value)
                case _ if fields.nth(place).evaluate("field => field.tagName") == "SELECT":
                    fields.nth(place).select_option(value)
                case _:
                    fields.nth(place).fill(value)
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("h1")).to_have_text("Terima kasih, jawaban Anda tersimpan")
    assert [worth for _, worth in kept().values()] == [1.0] * SIZE
    page.get_by_text(re.compile("Lanjutkan: 1. sapa")).click()
    expect(page).to_have_url(re.compile("/learn/ramah/-/sapa$"))


def test_by_keyboard_an_answer_is_chosen_and_sent_and_a_mistake_is_read_first(
    portal: tuple[str, Flask], page: Page
) -> None:
    open_course(page, *portal)
    page.get_by_text("Tes awal: 5 soal, bukan nilai").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{PRETEST}$"))
    send = page.get_by_role("button", name="Kirim")
    expect(send).to_be_visible()
    for _ in range(60):
        if send.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Jawab sedikitnya satu soal")
    expect(alert).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    choice = page.locator("input[type=radio], input[type=checkbox]").first
    if choice.count():
        choice.focus()
        page.keyboard.press("Space")
    else:
        page.locator("input[type=text]").first.focus()
        page.keyboard.type("45")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Terima kasih, jawaban Anda tersimpan")
