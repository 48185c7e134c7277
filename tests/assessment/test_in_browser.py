"""A final in a real browser: answers save themselves, wait for the network, are saved once, and are told why not."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.assessment.quizzes import FINAL, add_quizzes, given_values, hand_in, learner

pytestmark = pytest.mark.browser


def begin_the_final(page: Page, site: str, app: Flask) -> FlaskClient:
    """Opens the first question of the final; returns another browser of the same learner."""
    add_quizzes()
    browser = learner(app)
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    page.context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    page.goto(site + FINAL)
    page.get_by_text("Saya mengerjakan ujian ini sendiri.").click()
    page.get_by_text("Mulai ujian").click()
    return browser


def test_an_answer_given_without_network_is_saved_once_when_it_is_back_and_none_after_handing_in(
    portal: tuple[str, Flask], page: Page
) -> None:
    browser = begin_the_final(page, *portal)
    state = page.locator("[data-save-status]")
    page.get_by_text("pilihan a").click()
    expect(state).to_contain_text("Tersimpan ")
    page.context.set_offline(True)
    page.get_by_text("pilihan b").click()
    expect(state).to_contain_text("Menunggu sinyal")
    page.context.set_offline(False)
    expect(state).to_contain_text("Tersimpan ")
    assert given_values() == ['"a"', '"b"']
    page.get_by_text("Simpan, lanjut").click()
    expect(page.locator("h1")).to_contain_text("Mana saja?")
    assert given_values() == ['"a"', '"b"']

    page.go_back()
    hand_in(browser)
    page.get_by_text("pilihan c").click()
    expect(state).to_have_text("Jawaban ini sudah dikumpulkan dan tidak bisa diubah lagi.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert given_values() == ['"a"', '"b"']
