"""The list view of a final: all questions on one page, each saved by itself, nothing said of right or wrong."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.assessment.models import Answer
from tests.assessment.quizzes import (
    ESSAY,
    FINAL,
    GAPS,
    MATCHING,
    ORDERING,
    PRACTICE,
    QUESTIONS,
    SECRETS,
    add_quizzes,
    answer,
    begin,
    given_values,
    hand_in,
    learner,
)
from tests.assessment.test_time_limit import GRACE, TIMED, let_time_pass
from tests.support import people
from tests.support.apps import count
from tests.support.statements import selects, statements

LIST = FINAL + "/list"
KEYS = (*SECRETS, "konter", "penjelasan", "Yang tepat", "rubrik")


def examined(app: Flask) -> FlaskClient:
    """A browser in which the final has begun."""
    add_quizzes()
    browser = learner(app)
    begin(browser)
    return browser


def mapped(text: str) -> list[str]:
    """What the question map says of each question."""
    return re.findall(r'<a data-state="\w+" href="(#soal-\d+)"><b class="num">\d+</b> <span>(\w+)</span>', text)


def test_all_questions_stand_on_one_page_with_their_map_and_the_way_to_handing_in(app: Flask) -> None:
    browser = examined(app)
    answer(browser, 1, "b")
    answer(browser, 2, "a", unsure="1")
    answer(browser, 3, unsure="1")
    text = browser.get(LIST).text
    assert [f"Soal {number} dari 4" in text for number in range(1, 5)] == [True] * 4
    words = ["terjawab", "ragu", "belum", "belum"]
    assert mapped(text) == [(f"#soal-{number}", word) for number, word in enumerate(words, 1)]
    assert [f'id="soal-{number}"' in text for number in range(1, 5)] == [True] * 4
    assert len(re.findall(r">Tersimpan \d\d\.\d\d<", text)) == 3
    assert FINAL + "/review" in text


def test_an_answer_from_the_list_leads_back_to_its_question_there(app: Flask) -> None:
    browser = examined(app)
    assert answer(browser, 3, "selasa", back="list").location == LIST + "#soal-3"
    assert answer(browser, 4, "47,5", back="list").location == LIST + "#soal-4"
    assert 'value="selasa"' in browser.get(LIST).text
    assert given_values() == ['"selasa"', '"47,5"']


@pytest.mark.parametrize("back", ["", "https://contoh.test/", "//contoh.test", "result", "list/../.."])
def test_a_form_leads_back_nowhere_else(app: Flask, back: str) -> None:
    assert answer(examined(app), 1, "b", back=back).location == FINAL + "/2"


@pytest.mark.parametrize(("number", "given"), [(1, ["z"]), (3, ["x" * 10_000]), (4, ["sepuluh"])])
def test_what_cannot_be_saved_is_said_beside_its_question_and_kept_in_its_form(
    app: Flask, number: int, given: list[str]
) -> None:
    page = answer(examined(app), number, *given, back="list")
    assert page.status_code == 422
    assert "<title>Perlu diperbaiki: " in page.text
    assert page.text.count('role="alert"') == page.text.count('class="err ic"') == 1
    assert number == 1 or f'value="{given[0]}"' in page.text
    assert 'id="soal-1"' in page.text and 'id="soal-4"' in page.text
    assert count(Answer) == 0


def test_the_script_is_told_what_the_map_is_to_say(app: Flask) -> None:
    browser = examined(app)
    told = []
    for fields in ({"answer": "b"}, {"answer": "b", "unsure": "1"}, {"unsure": "1"}):
        reply = browser.post(f"{FINAL}/1", data={"back": "list", **fields}, headers={"Accept": "application/json"})
        told.append(reply.get_json()["state"])
    assert told == ["answered", "unsure", "open"]


def test_nothing_of_any_key_is_on_the_page(app: Flask) -> None:
    add_quizzes(questions=(*QUESTIONS, ORDERING, MATCHING, GAPS, ESSAY))
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "a")
    answer(browser, 3, "rabu")
    answer(browser, 6, "b", "c")
    text = browser.get(LIST).text
    assert text.count("<form id=") == 8
    assert [word for word in KEYS if word in text] == []


def test_it_costs_no_more_with_more_questions(app: Flask) -> None:
    browser = examined(app)
    with statements() as seen:
        assert browser.get(LIST).status_code == 200
    assert len(selects(seen)) <= 4, seen


def test_without_an_open_attempt_it_leads_to_where_one_is(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    assert browser.get(LIST).location == FINAL
    assert browser.get(PRACTICE + "/list").location == PRACTICE
    begin(browser)
    hand_in(browser)
    assert browser.get(LIST).location == FINAL + "/result"
    late = answer(browser, 1, "b", back="list")
    assert late.status_code == 409
    assert FINAL + "/result" in late.text
    assert count(Answer) == 0


def test_a_time_limit_is_said_and_ends_it(app: Flask) -> None:
    add_quizzes(TIMED)
    browser = learner(app)
    begin(browser)
    assert "Sampai pukul" in browser.get(LIST).text
    let_time_pass(GRACE + timedelta(seconds=1))
    assert browser.get(LIST).location == FINAL + "/review"
    late = answer(browser, 2, "a", "c", back="list")
    assert late.status_code == 409
    assert "Waktu habis" in late.text
    assert count(Answer) == 0


def test_the_list_of_another_person_is_not_there(app: Flask) -> None:
    examined(app)
    assert people.signed_in(app, people.add_person("budi")).get(LIST).status_code == 404
    assert learner(app, "citra").get(LIST).location == FINAL
    assert people.browser(app).get(LIST).location.startswith("/sign-in")


def test_one_question_leads_to_its_place_in_the_list_and_back(app: Flask) -> None:
    browser = examined(app)
    assert f'<p class="only-l"><a class="more" href="{LIST}#soal-3"' in browser.get(FINAL + "/3").text
    answer(browser, 1, "b")
    assert f'href="{FINAL}/2"' in browser.get(LIST).text
