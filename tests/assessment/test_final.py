"""A final from its rules to its result, through the browser, on both databases."""

from dataclasses import replace

import pytest
from flask import Flask

from lms.assessment.models import Attempt
from lms.content.course import FeedbackRule
from tests.assessment.quizzes import (
    FINAL,
    SECRETS,
    SETTINGS,
    add_quizzes,
    answer,
    answer_all,
    begin,
    given_values,
    hand_in,
    learner,
)
from tests.support.apps import count


def test_the_way_through_a_final(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    rules = browser.get(FINAL).text
    assert "Ujian: 4 soal" in rules or "ujian: 4 soal" in rules
    assert "Nilai minimal 75" in rules
    assert "2 kali, jeda 1 jam." in rules
    assert begin(browser).location == FINAL + "/1"
    page = browser.get(FINAL + "/1").text
    assert "Soal 1 dari 4, 0 terjawab" in page
    assert answer(browser, 1, "b").location == FINAL + "/2"
    assert "Tersimpan " in browser.get(FINAL + "/1").text
    assert answer(browser, 2, "a", "c").location == FINAL + "/3"
    assert answer(browser, 3, "selasa", unsure="1").location == FINAL + "/4"
    review = browser.get(FINAL + "/review").text
    assert "1 soal belum dijawab, 1 ragu" in review
    assert "Kumpulkan 3 jawaban" in review
    assert answer(browser, 4, "47,5").location == FINAL + "/review"
    assert hand_in(browser).location == FINAL + "/result"
    result = browser.get(FINAL + "/result").text
    assert "Lulus: nilai 100" in result
    assert "Sudah Anda kuasai" in result


def test_a_result_says_first_what_is_to_be_read_again(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer_all(browser, [3])
    hand_in(browser)
    result = browser.get(FINAL + "/result").text
    assert result.index("1 dari 2 tepat") < result.index("2 dari 2 tepat")


def test_nothing_of_key_or_feedback_is_in_a_page_before_handing_in(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "a")
    answer(browser, 3, "rabu")
    paths = ["", "/review", "/result", *(f"/{number}" for number in range(1, 5))]
    for path in paths:
        text = browser.get(FINAL + path, follow_redirects=True).text
        assert [secret for secret in SECRETS if secret in text] == [], path


@pytest.mark.parametrize(("rule", "wrong", "is_seen"), [
    (FeedbackRule.SUBMISSION, [1, 2], True),
    (FeedbackRule.PASSED, [1, 2], False),
    (FeedbackRule.PASSED, [1], True),
])  # fmt: skip
def test_keys_are_seen_after_handing_in_as_the_rule_says(
    app: Flask, rule: FeedbackRule, wrong: list[int], is_seen: bool
) -> None:
    add_quizzes(replace(SETTINGS, feedback=rule))
    browser = learner(app)
    begin(browser)
    answer_all(browser, wrong)
    hand_in(browser)
    page = browser.get(FINAL + "/2", follow_redirects=True).text
    assert ("penjelasan dua" in page) is is_seen
    assert ("Soal dan penjelasan" in browser.get(FINAL + "/result").text) is is_seen


def test_what_is_not_passed_says_what_to_read_and_when_to_try_again(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer_all(browser, wrong=[1, 4])
    hand_in(browser)
    result = browser.get(FINAL + "/result").text
    assert "Belum lulus: nilai 50, perlu 75" in result
    assert "2 dari 4 soal tepat" in result
    assert "/learn/ramah/keluhan/dengar" in result
    assert "Kesempatan berikutnya terbuka" in result
    assert begin(browser).status_code == 409
    assert count(Attempt) == 1


def test_handing_in_twice_shows_the_result_and_changes_nothing(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer_all(browser)
    hand_in(browser)
    before = browser.get(FINAL + "/result").text.partition("<main")[2]
    assert hand_in(browser).location == FINAL + "/result"
    assert browser.get(FINAL + "/result").text.partition("<main")[2] == before
    assert count(Attempt) == 1


def test_an_answer_after_handing_in_is_refused_in_words_with_the_way_to_the_result(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "a")
    hand_in(browser)
    late = answer(browser, 1, "b")
    assert late.status_code == 409
    assert FINAL + "/result" in late.text
    assert given_values() == ['"a"']


def test_the_newest_answer_of_a_question_counts_and_all_are_kept(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    for option in ("b", "a", "b", "b"):
        answer(browser, 1, option)
    assert given_values() == ['"b"', '"a"', '"b"']
    hand_in(browser)
    assert "nilai 25" in browser.get(FINAL + "/result").text
