"""The list view in a real browser: each question saves itself, the map stays true, nothing moves away."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assessment.hands import RIGHTLY, Keys, Plain, Touch, opened
from tests.assessment.quizzes import FINAL, PRACTICE, given_values
from tests.assessment.test_hands import STATUS, Portal, a_learner, patience

__all__ = ["patience"]
pytestmark = pytest.mark.browser
LIST = FINAL + "/list"


def status(page: Page, number: int) -> str:
    """What the form of a question says of its answer."""
    return page.locator(f"#soal-{number} {STATUS}").inner_text()


def mapped(page: Page) -> list[str]:
    """What the map says, by number."""
    return page.locator(".map a span").all_inner_texts()


@pytest.fixture
def desk(portal: Portal, chromium: Browser) -> Page:
    """A desk with the list of a final that has begun."""
    site, app = portal
    page = opened(chromium, Keys, site, a_learner(app, len(RIGHTLY), FINAL))
    page.goto(LIST)
    page.wait_for_load_state("networkidle")
    return page


def test_each_kind_saves_itself_without_network_too_and_the_map_follows(desk: Page) -> None:
    desk.context.set_offline(True)
    for number, (_, act, _) in enumerate(RIGHTLY, 1):
        act(Keys(desk, f"#soal-{number}"))
    for number in range(1, len(RIGHTLY) + 1):
        expect(desk.locator(f"#soal-{number} {STATUS}")).to_contain_text("Menunggu sinyal")
    assert mapped(desk) == ["belum"] * 8
    desk.context.set_offline(False)
    for number in range(1, len(RIGHTLY) + 1):
        expect(desk.locator(f"#soal-{number} {STATUS}")).to_contain_text("Tersimpan ")
    assert mapped(desk) == ["terjawab"] * 8
    assert len(set(given_values())) == 8
    desk.locator("#soal-2").get_by_text("Saya ragu").click()
    expect(desk.locator(".map a span").nth(1)).to_have_text("ragu")
    desk.wait_for_function("Object.keys(localStorage).length === 0")
    desk.context.close()


def test_what_is_refused_is_said_at_its_question_and_the_others_go_on(desk: Page) -> None:
    desk.locator("#soal-4").get_by_label("Jawaban Anda").fill("sepuluh")
    desk.locator("#soal-4").get_by_role("button", name="Simpan").click()
    expect(desk.locator(f"#soal-4 {STATUS}")).to_contain_text("angka")
    desk.locator("#soal-1").get_by_text("pilihan b").click()
    expect(desk.locator(f"#soal-1 {STATUS}")).to_contain_text("Tersimpan ")
    assert mapped(desk)[:4] == ["terjawab", "belum", "belum", "belum"]
    assert given_values() == ['"b"']
    desk.context.close()


def test_its_button_saves_where_it_stands_and_the_map_leads_to_a_question(desk: Page) -> None:
    desk.locator(".map a").nth(4).click()
    top = desk.locator("#soal-5").evaluate("form => form.getBoundingClientRect().top")
    assert 0 <= top < 400
    assert desk.locator(".map").evaluate("map => map.getBoundingClientRect().top") >= 0  # it stays in sight
    hand = Keys(desk, "#soal-3")
    hand.write("Jawaban Anda", "selasa")
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#soal-3 {STATUS}")).to_contain_text("Tersimpan ")
    assert desk.url.endswith(LIST + "#soal-5")
    assert given_values() == ['"selasa"']
    desk.context.close()


def test_without_script_each_button_saves_its_question_and_comes_back_to_it(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    page = opened(chromium, Plain, site, a_learner(app, len(RIGHTLY), FINAL))
    page.goto(LIST)
    for number, (_, act, _) in enumerate(RIGHTLY, 1):
        hand = Plain(page, f"#soal-{number}")
        act(hand)
        hand.press("Simpan")
        expect(page).to_have_url(f"{site}{LIST}#soal-{number}")
        assert status(page, number).startswith("Tersimpan ")
    assert mapped(page) == ["terjawab"] * 8
    page.context.close()


def test_the_way_into_the_list_is_for_wide_screens(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    cookie = a_learner(app, 2, FINAL)
    for kind, is_seen in ((Touch, False), (Keys, True)):
        page = opened(chromium, kind, site, cookie)
        page.goto(FINAL + "/2")
        link = page.get_by_role("link", name="Semua soal dalam satu halaman")
        assert link.is_visible() is is_seen
        page.context.close()


def test_the_map_of_one_question_follows_too(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    page = opened(chromium, Touch, site, a_learner(app, 2, FINAL))
    page.goto(FINAL + "/1")
    page.get_by_text("Peta soal").tap()
    here = page.locator(".map [aria-current=page]")
    assert here.inner_text().split() == ["1", "belum", "sekarang"]
    RIGHTLY[0][1](Touch(page))
    expect(here).to_contain_text("terjawab")
    assert here.inner_text().split() == ["1", "terjawab", "sekarang"]
    page.context.close()


def test_a_final_begins_by_keyboard_and_only_with_the_promise(portal: Portal, chromium: Browser) -> None:
    site, app = portal
    page = opened(chromium, Keys, site, a_learner(app, 1))
    page.goto(FINAL)
    hand = Keys(page)
    hand.press("Mulai ujian")
    assert page.url == site + FINAL  # the browser says at the box that it is wanted
    page.locator("[name=alone]").evaluate("box => box.required = false")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Perlu diperbaiki: ujian - Rambutan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    hand.choose("Saya mengerjakan ujian ini sendiri.")
    hand.press("Mulai ujian")
    expect(page.get_by_text("Soal 1 dari 1")).to_be_visible()
    page.context.close()


def test_lines_can_still_be_moved_by_buttons_after_their_question_was_swapped(
    portal: Portal, chromium: Browser
) -> None:
    site, app = portal
    page = opened(chromium, Touch, site, a_learner(app, len(RIGHTLY)))
    page.goto(f"{PRACTICE}/try?draw=1")
    hand = Touch(page, "#soal-5")
    hand.press("Periksa jawaban")
    expect(page.locator("#soal-5 .err")).to_be_visible()
    RIGHTLY[4][1](hand)
    hand.press("Periksa jawaban")
    expect(page.locator("#soal-5 .note")).to_contain_text("Tepat")
    page.context.close()
