"""Ordering, matching, gaps and essays: answered by plain forms in practice and in a final, and by the script."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from lms.accounts.queries import SIGNIN_COOKIE
from lms.assessment.models import Answer, Attempt
from lms.learning.models import ItemProgress
from lms.questions.question import PublishedBlank
from tests.assessment.quizzes import (
    ESSAY,
    FINAL,
    GAPS,
    MATCHING,
    ORDERING,
    PRACTICE,
    SETTINGS,
    SINGLE,
    add_quizzes,
    answer,
    begin,
    given_values,
    hand_in,
    learner,
)
from tests.assessment.test_practice import check, reveal
from tests.support.apps import count

MACHINE = (ORDERING, MATCHING, GAPS)
RIGHT = (("a.3", "b.1", "c.2"), ("b", "a"), ("Loket", "b"))
HALF = (("a.2", "b.1", "c.3"), ("b", "c"), ("meja", "b"))


def practising(app: Flask) -> FlaskClient:
    """A browser in which practice of the four kinds has begun."""
    add_quizzes(questions=(*MACHINE, ESSAY))
    browser = learner(app)
    begin(browser, PRACTICE)
    return browser


@pytest.mark.parametrize("number", [1, 2, 3])
def test_each_kind_is_right_at_once(app: Flask, number: int) -> None:
    text = check(practising(app), number, *RIGHT[number - 1]).text
    assert "Jawaban tepat, pilihan Anda." in text
    assert "penjelasan" in text


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_first_miss_keeps_what_was_given_and_counts_what_is_right_without_the_key(app: Flask, number: int) -> None:
    text = check(practising(app), number, *HALF[number - 1]).text
    assert "1 dari" in text
    assert "sudah tepat" in text
    assert [word for word in ("penjelasan", "Urutan yang tepat", "Yang tepat:", "konter") if word in text] == []
    assert {1: '<option value="b.1" selected>', 2: '<option value="c" selected>', 3: 'value="meja"'}[number] in text


@pytest.mark.parametrize(("number", "key"), [(1, "Urutan yang tepat"), (2, "kantor a"), (3, "loket")])
def test_the_second_miss_shows_what_was_given_beside_the_key(app: Flask, number: int, key: str) -> None:
    browser = practising(app)
    check(browser, number, *HALF[number - 1])
    text = check(browser, number, *reversed(HALF[number - 1])).text if number == 2 else reveal(browser, number).text
    assert "Jawaban Anda." in text
    assert key in text
    assert "penjelasan" in text


@pytest.mark.parametrize(
    ("number", "given", "words"),
    [
        (1, ("a.1", "b.1", "c.2"), "Beri tiap baris nomornya sendiri, dari 1 sampai 3."),
        (2, ("b", "z"), "Soal ini tidak punya pilihan itu"),
        (3, ("a" * 201, "b"), "Jawaban ini terlalu panjang"),
        (4, ("a" * 10_001,), "Jawaban ini terlalu panjang"),
    ],
)
def test_what_cannot_be_an_answer_is_said_beside_it_and_kept_in_the_form(
    app: Flask, number: int, given: tuple[str, ...], words: str
) -> None:
    browser = practising(app)
    page = browser.post(f"{PRACTICE}/{number}/check", data={"answer": list(given)})
    assert page.status_code == 422
    assert words in page.text
    assert {1: '<option value="b.1" selected>', 2: '<option value="b" selected>'}.get(number, given[0]) in page.text
    assert count(Answer) == 0


def test_an_essay_is_kept_and_compared_with_rubric_and_explanation(app: Flask) -> None:
    browser = practising(app)
    assert "rubrik delapan" not in browser.get(f"{PRACTICE}/4").text
    text = check(browser, 4, "Sebab <b>warga</b>\r\nmenunggu.").text
    assert "Bandingkan jawaban Anda dengan ini" in text
    assert "Sebab &lt;b&gt;warga&lt;/b&gt;\nmenunggu." in text
    assert "rubrik delapan" in text
    assert "penjelasan delapan" in text
    assert given_values() == [json.dumps("Sebab <b>warga</b>\nmenunggu.")]


def test_practice_with_every_kind_is_done_once_each_is_settled(app: Flask) -> None:
    browser = practising(app)
    for number, given in enumerate(RIGHT, 1):
        check(browser, number, *given)
    check(browser, 4, "Sebab.")
    assert "3 dari 4 soal tepat tanpa melihat jawabannya." in browser.get(PRACTICE).text
    assert count(ItemProgress) == 1


def test_a_final_saves_them_says_nothing_and_gives_part_marks(app: Flask) -> None:
    add_quizzes(questions=MACHINE)
    browser = learner(app)
    begin(browser)
    for number, given in enumerate(HALF, 1):
        answer(browser, number, *given)
        text = browser.get(f"{FINAL}/{number}").text
        assert [word for word in ("penjelasan", "konter", "correct", "Yang tepat") if word in text] == []
    assert json.loads(given_values()[0]) == ["b", "a", "c"]
    assert "Belum lulus: nilai 33" in hand_in(browser).text or "nilai 33" in browser.get(FINAL + "/result").text


def test_lines_to_order_and_options_to_match_are_drawn_in_another_order(app: Flask) -> None:
    add_quizzes(questions=MACHINE)
    browser = learner(app)
    begin(browser)
    text = browser.get(FINAL + "/1").text
    shown = sorted("abc", key=lambda one: text.index(f'value="{one}."'))
    assert shown != ["b", "c", "a"]
    assert count(Attempt) == 1


@pytest.mark.browser
def test_lines_are_ordered_by_buttons_with_the_keyboard_and_found_again_on_another_device(
    portal: tuple[str, Flask],
    page: Page,
) -> None:
    site, app = portal
    add_quizzes(questions=MACHINE)
    browser = learner(app)
    begin(browser)
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    page.context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    page.goto(site + FINAL + "/1")
    for line in ("langkah b", "langkah c", "langkah a"):  # each to the end, in turn
        for _ in range(2):
            button = page.get_by_role("button", name=f"Turun: {line}")
            button.focus()
            page.keyboard.press("Enter")
            expect(button).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan")
    page.wait_for_load_state("networkidle")
    assert json.loads(given_values()[-1]) == ["b", "c", "a"]
    selected = [
        f'value="{line}.{place}" selected' in browser.get(FINAL + "/1").text for place, line in enumerate("bca", 1)
    ]
    assert selected == [True, True, True]


@pytest.mark.browser
def test_every_kind_waits_on_the_phone_until_the_network_is_back(
    portal: tuple[str, Flask],
    page: Page,
) -> None:
    site, app = portal
    add_quizzes(questions=MACHINE)
    browser = learner(app)
    begin(browser)
    cookie = browser.get_cookie(SIGNIN_COOKIE)
    assert cookie is not None
    page.context.add_cookies([{"name": SIGNIN_COOKIE, "value": cookie.value, "url": site}])
    page.route("**/quiz/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.goto(site + FINAL + "/1")
    page.get_by_role("button", name="Naik: langkah a").click()
    page.goto(site + FINAL + "/2")
    page.get_by_label("KTP", exact=True).select_option("b")
    page.get_by_label("SIM", exact=True).select_option("c")
    page.goto(site + FINAL + "/3")
    page.get_by_label("Isian 1").fill("meja")
    page.get_by_label("Isian 2").select_option("b")
    expect(page.get_by_role("status")).to_contain_text("Menunggu sinyal")
    assert given_values() == []
    page.reload()
    expect(page.get_by_label("Isian 1")).to_have_value("meja")
    page.unroute("**/quiz/*")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Tersimpan")
    page.wait_for_load_state("networkidle")
    values = [json.loads(value) for value in given_values()]
    assert ["b", "c"] in values
    assert ["meja", "b"] in values
    assert len([value for value in values if len(value) == 3]) == 1


def test_a_mark_of_stored_thirds_is_that_of_whole_ones(app: Flask) -> None:
    thirds = tuple(PublishedBlank(line, right=line) for line in ("a", "b", "c"))
    matching = [replace(MATCHING, key=f"jodoh-{number}", blanks=thirds) for number in range(3)]
    add_quizzes(replace(SETTINGS, pass_mark=60), [*matching, SINGLE, replace(SINGLE, key="satu-lagi")])
    browser = learner(app)
    begin(browser)
    for number, given in enumerate([*[("a", "a", "a")] * 3, ("b",), ("b",)], 1):
        answer(browser, number, *given)
    hand_in(browser)
    assert "Lulus: nilai 60" in browser.get(FINAL + "/result").text
    assert app.test_cli_runner().invoke(args=["doctor"]).exit_code == 0
