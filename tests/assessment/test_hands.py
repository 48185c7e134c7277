"""A learner answers every kind by touch, by keyboard alone and without script, and goes on at another device."""

from collections.abc import Iterator, Mapping

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from tests.assessment.hands import HANDS, RIGHTLY, Keys, Touch, held, opened
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, begin, given_values, learner
from tests.support.chromium import PATIENCE

pytestmark = pytest.mark.browser
Portal = tuple[str, Flask]
STATUS = "[data-save-status]"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Waits as long as a busy machine needs."""
    expect.set_options(timeout=PATIENCE)
    yield


def a_learner(app: Flask, count: int, quiz: str = "") -> Mapping[str, str]:
    """The cookie of somebody who takes a course whose quizzes ask the first `count` kinds, and has begun `quiz`."""
    add_quizzes(questions=[question for question, _, _ in RIGHTLY[:count]])
    browser = learner(app)
    if quiz:
        begin(browser, quiz)
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    return {"name": SIGNIN_COOKIE, "value": cookie.value}


def wide(page: Page) -> bool:
    """Whether something runs out of the screen sideways."""
    found: bool = page.locator("html").evaluate("page => page.scrollWidth > page.clientWidth")
    return found


def assert_everything_is_there(page: Page) -> None:
    """The list view shows what was given rightly to each kind."""
    page.goto(FINAL + "/list")
    found = [sorted(held(page, f"#soal-{number}")) for number in range(1, len(RIGHTLY) + 1)]
    assert found == [sorted(values) for _, _, values in RIGHTLY]


@pytest.mark.parametrize("kind", HANDS)
def test_every_kind_of_practice(portal: Portal, chromium: Browser, kind: type[Touch]) -> None:
    site, app = portal
    page = opened(chromium, kind, site, a_learner(app, len(RIGHTLY)))
    hand = kind(page)
    page.goto(PRACTICE)
    hand.press("Mulai latihan")
    for number, (question, act, _) in enumerate(RIGHTLY, 1):
        expect(page.get_by_text(f"Soal {number} dari {len(RIGHTLY)}", exact=True)).to_be_visible()
        act(hand)
        hand.press("Periksa jawaban")
        words = "Bandingkan jawaban Anda dengan ini" if question.kind == "essay" else "Tepat"
        expect(page.locator("#umpan")).to_contain_text(words)
        assert not wide(page)
        hand.press("Selesaikan latihan" if number == len(RIGHTLY) else "Soal berikutnya")
    expect(page.get_by_text("7 dari 8 soal tepat")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("kind", HANDS)
def test_every_kind_of_practice_without_a_record(portal: Portal, chromium: Browser, kind: type[Touch]) -> None:
    site, app = portal
    page = opened(chromium, kind, site, a_learner(app, len(RIGHTLY)))
    page.goto(PRACTICE)
    page.get_by_role("link", name="Coba tanpa dicatat").click()
    for number, (question, act, _) in enumerate(RIGHTLY, 1):
        form = page.locator(f"#soal-{number}")
        hand = kind(page, f"#soal-{number}")
        act(hand)
        hand.press("Periksa jawaban")
        words = "Bandingkan jawaban Anda dengan ini" if question.kind == "essay" else "Tepat"
        expect(form.locator(".note")).to_contain_text(words)
    assert given_values() == []
    page.context.close()


@pytest.mark.parametrize("kind", HANDS)
def test_every_kind_of_a_final_and_everything_is_there_on_another_device(
    portal: Portal, chromium: Browser, kind: type[Touch]
) -> None:
    site, app = portal
    cookie = a_learner(app, len(RIGHTLY))
    page = opened(chromium, kind, site, cookie)
    hand = kind(page)
    page.goto(FINAL)
    hand.choose("Saya mengerjakan ujian ini sendiri.")
    hand.press("Mulai ujian")
    for number, (_, act, _) in enumerate(RIGHTLY, 1):
        expect(page.get_by_text(f"Soal {number} dari {len(RIGHTLY)}")).to_be_visible()
        act(hand)
        assert not wide(page)
        hand.press("Simpan, lanjut")
    expect(page.get_by_role("heading", level=1)).to_have_text("Semua soal sudah dijawab")
    other = opened(chromium, Keys if kind is Touch else Touch, site, cookie)
    other.goto(FINAL)
    other.get_by_role("link", name="Lanjutkan ujian").click()
    expect(other.locator(STATUS)).to_contain_text("Tersimpan")
    assert held(other) == ["b"]
    assert_everything_is_there(other)
    hand.press("Kumpulkan 8 jawaban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Menunggu penilaian")
    page.context.close()
    other.context.close()


@pytest.mark.parametrize("kind", [Touch, Keys])
def test_every_kind_waits_for_the_network_and_is_then_found_on_another_device(
    portal: Portal, chromium: Browser, kind: type[Touch]
) -> None:
    site, app = portal
    cookie = a_learner(app, len(RIGHTLY), FINAL)
    page = opened(chromium, kind, site, cookie)
    hand = kind(page)
    for number, (_, act, _) in enumerate(RIGHTLY, 1):
        page.goto(f"{FINAL}/{number}")
        page.wait_for_load_state("networkidle")
        before = len(given_values())
        page.context.set_offline(True)
        act(hand)
        expect(page.locator(STATUS)).to_contain_text("Menunggu sinyal")
        assert len(given_values()) == before
        page.context.set_offline(False)
        expect(page.locator(STATUS)).to_contain_text("Tersimpan ")
    other = opened(chromium, Touch, site, cookie)
    assert_everything_is_there(other)
    other.goto(FINAL + "/review")
    expect(other.get_by_role("heading", level=1)).to_have_text("Semua soal sudah dijawab")
    page.context.close()
    other.context.close()


def test_what_was_given_without_network_is_sent_before_handing_in(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    page = opened(chromium, Touch, site, a_learner(app, 2, FINAL))
    hand = Touch(page)
    page.goto(FINAL + "/1")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    hand.choose("pilihan b")
    expect(page.locator(STATUS)).to_contain_text("Menunggu sinyal")
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(FINAL + "/review")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 soal belum dijawab")
    assert given_values() == ['"b"']
    context.close()


def test_practice_goes_on_at_another_device_where_the_network_was_lost(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    cookie = a_learner(app, len(RIGHTLY), PRACTICE)
    page = opened(chromium, Touch, site, cookie)
    hand = Touch(page)
    page.goto(PRACTICE)
    for _, act, _ in RIGHTLY[:4]:
        act(hand)
        hand.press("Periksa jawaban")
        hand.press("Soal berikutnya")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    RIGHTLY[4][1](hand)
    hand.press("Periksa jawaban")
    page.context.close()
    other = opened(chromium, Keys, site, cookie)
    other.goto(PRACTICE)
    expect(other.get_by_text("Soal 5 dari 8", exact=True)).to_be_visible()
    assert len(given_values()) == 4
    for number in range(1, 5):
        other.goto(f"{PRACTICE}/{number}")
        expect(other.locator("#umpan")).to_contain_text("Tepat")
    other.context.close()
