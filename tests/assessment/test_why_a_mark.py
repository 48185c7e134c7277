"""Where a mark comes from: the facts add up to it, and nothing is seen before the rule of the quiz allows it."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given as drawn
from hypothesis import strategies

from lms.assessment.grading import Graded, earned_points, percent
from lms.assessment.models import Attempt
from lms.content.course import FeedbackRule
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import PublishedBlank
from tests.assessment import essays, remarkings
from tests.assessment.quizzes import (
    FINAL,
    MATCHING,
    PRACTICE,
    RIGHT,
    SECRETS,
    SETTINGS,
    SINGLE,
    add_quizzes,
    answer,
    answer_all,
    begin,
    hand_in,
    learner,
    with_points,
)
from tests.assessment.test_practice import check, reveal
from tests.learning.test_new_version import move, republish
from tests.support import people
from tests.support.statements import selects, statements

WHY = FINAL + "/why"
AT_ONCE = replace(SETTINGS, wait_minutes=0)
SAME = "Angka yang tersimpan di portal sama: {}."


def tried(app: Flask, *wrong: list[int], rule: FeedbackRule = FeedbackRule.SUBMISSION) -> FlaskClient:
    """A learner who handed in one attempt after the other, with these questions wrong; questions 1 and 4 weigh more."""
    add_quizzes(replace(AT_ONCE, feedback=rule, attempts=None), with_points(3, 1, 1, 2))
    browser = learner(app)
    for numbers in wrong:
        begin(browser)
        answer_all(browser, numbers)
        hand_in(browser)
    return browser


def points(page: str) -> list[tuple[str, str]]:
    """What each question is worth and what it earned, as the page says."""
    return re.findall(r'data-l="Bernilai poin:">(\d+)</td><td[^>]*data-l="Poin Anda:"><strong>([^<]+)<', page)


def test_the_points_of_the_questions_add_up_to_the_mark_and_it_is_the_stored_one(app: Flask) -> None:
    page = tried(app, [2, 4]).get(WHY).text
    assert "<h1>Nilai 57</h1>" in page
    assert points(page) == [("3", "3"), ("1", "0"), ("1", "1"), ("2", "0")]
    assert "4 dari 7 poin adalah 57,14 persen. Nilai dibulatkan ke bawah." in page
    assert "Nilai untuk lulus</dt><dd>75<" in page and SAME.format(57) in page
    assert "2 dari 4 soal tepat." in page and "/quiz/history?attempt=1" in page


def test_parts_of_a_point_are_added_exactly(app: Flask) -> None:
    thirds = tuple(PublishedBlank(line, right=line) for line in ("a", "b", "c"))
    add_quizzes(SETTINGS, [replace(MATCHING, blanks=thirds, points=2), SINGLE])
    browser = learner(app)
    begin(browser)
    answer(browser, 1, "a", "a", "a")
    answer(browser, 2, "b")
    hand_in(browser)
    page = browser.get(WHY).text
    assert points(page) == [("2", "2/3"), ("1", "1")]
    assert "1 2/3 dari 3 poin adalah 55,56 persen. Nilai dibulatkan ke bawah." in page and SAME.format(55) in page


def test_the_best_of_all_attempts_counts_and_each_leads_to_its_facts(app: Flask) -> None:
    browser = tried(app, [1], [2], [3, 4])
    page = browser.get(WHY).text
    assert "<h1>Nilai 57</h1>" in page and "Itu nilai kesempatan ke-2: 85." in page and SAME.format(85) in page
    assert page.count("Ini yang dipakai") == 1 and page.count(">Lulus<") == 1 and page.count(">Belum lulus<") == 2
    for number, mark in ((1, 57), (2, 85), (3, 57)):
        assert f"{WHY}?attempt={number}" in page
        one = browser.get(f"{WHY}?attempt={number}").text
        assert f"<h1>Nilai {mark}</h1>" in one and "Itu nilai kesempatan ke-2: 85." in one


def test_attempts_of_an_earlier_version_are_listed_too(app: Flask) -> None:
    browser = tried(app, [1])
    republish(browser)
    assert move(browser)[0] == 303
    page = browser.get(WHY).text
    assert "<h1>Nilai 57</h1>" in page and "Nilai untuk lulus</dt><dd>75<" in page


@pytest.mark.parametrize(("rule", "wrong", "is_seen"), [
    (FeedbackRule.SUBMISSION, [1, 2], True),
    (FeedbackRule.PASSED, [1, 2], False),
    (FeedbackRule.PASSED, [2], True),
])  # fmt: skip
def test_what_each_question_earned_is_seen_only_as_the_rule_says(
    app: Flask, rule: FeedbackRule, wrong: list[int], is_seen: bool
) -> None:
    page = tried(app, wrong, rule=rule).get(WHY).text
    assert bool(points(page)) is is_seen
    assert ("Poin tiap soal belum ditampilkan" in page) is not is_seen
    assert "poin adalah" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_nothing_of_an_earlier_attempt_is_seen_question_by_question_while_another_is_open(app: Flask) -> None:
    browser = tried(app, [1])
    assert points(browser.get(WHY).text)
    begin(browser)
    answer(browser, 1, "a")
    for address in (WHY, WHY + "?attempt=1"):
        page = browser.get(address).text
        assert points(page) == [] and "Poin tiap soal belum ditampilkan" in page
        assert [secret for secret in SECRETS if secret in page] == []


@pytest.mark.parametrize("query", ["?attempt=2", "?attempt=0", "?attempt=-1", "?attempt=99999999999999999999"])
def test_an_attempt_that_is_not_handed_in_or_not_there_leads_back_to_the_quiz(app: Flask, query: str) -> None:
    browser = tried(app, [1])
    begin(browser)
    answer_away = browser.get(WHY + query)
    assert (answer_away.status_code, answer_away.location) == (303, FINAL)


def test_before_anything_is_handed_in_there_is_no_number_to_explain(app: Flask) -> None:
    browser = tried(app)
    assert browser.get(WHY).location == FINAL
    begin(browser)
    assert browser.get(WHY).location == FINAL
    assert browser.get(WHY + "?attempt=x").location == FINAL


def test_a_mark_that_waits_for_a_person_is_said_to_wait(app: Flask) -> None:
    browser = tried(app, [1])
    with door(writes=True):
        attempt = db.session.scalars(db.select(Attempt)).one()
        attempt.mark = attempt.passed = attempt.marked_at = None
        db.session.execute(db.text("UPDATE attempt_question SET fraction = NULL WHERE position = 1"))
    page = browser.get(WHY).text
    assert "<h1>Belum ada nilai</h1>" in page and "Menunggu 1 soal dinilai" in page
    assert points(page)[0] == ("3", "belum dinilai") and "Kesempatan 1, belum ada nilai" in page


def test_a_stored_mark_that_is_not_what_the_facts_come_to_is_told(app: Flask) -> None:
    browser = tried(app, [1])
    with door(writes=True):
        db.session.execute(db.text("UPDATE attempt SET mark = 90"))
    page = browser.get(WHY).text
    assert "Catatan ini menghasilkan 57, tetapi yang tersimpan 90." in page


def test_practice_says_what_its_figure_means(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser, PRACTICE)
    assert browser.get(PRACTICE + "/why").location == PRACTICE
    check(browser, 1, *RIGHT[0])
    check(browser, 2, "b")
    check(browser, 2, *RIGHT[1])
    for number in (3, 4):
        reveal(browser, number)
    page = browser.get(PRACTICE + "/why").text
    assert "<h1>2 dari 4 tepat</h1>" in page and "2 dari 4 soal tepat tanpa melihat jawabannya." in page
    states = re.findall(r'data-l="Hasilnya:">([^<]+)<', page)
    assert states == ["Tepat", "Tepat pada percobaan kedua", "Jawaban ditunjukkan", "Jawaban ditunjukkan"]
    assert "Nilai" not in page and PRACTICE + "/why" in browser.get(PRACTICE).text


def test_the_number_stands_beside_the_way_to_its_facts(app: Flask) -> None:
    browser = tried(app, [1], [2])
    assert f"{WHY}?attempt=1" in browser.get(FINAL + "/result?attempt=1").text
    assert f'href="{WHY}"' in browser.get(FINAL).text


def test_the_marks_of_others_are_not_there(app: Flask) -> None:
    tried(app, [1])
    assert learner(app, "budi").get(WHY + "?attempt=1").location == FINAL
    assert people.signed_in(app, people.add_person("citra")).get(WHY).status_code == 404
    assert learner(app, "dewi").get("/learn/ramah/keluhan/dengar/quiz/why").status_code == 404


def test_more_attempts_cost_no_more_queries(app: Flask) -> None:
    browser = tried(app, [1])
    counts = []
    for _ in range(2):
        with statements() as seen:
            browser.get(WHY)
        counts.append(len(selects(seen)))
        for _ in range(4):
            begin(browser)
            hand_in(browser)
    assert counts[0] == counts[1] <= 8


@drawn(
    strategies.lists(strategies.tuples(strategies.integers(1, 9), strategies.integers(1, 12)), min_size=1, max_size=12)
)
def test_points_that_are_shown_come_to_the_mark_that_is_stored(parts: list[tuple[int, int]]) -> None:
    graded = [
        Graded((Decimal(min(right, of)) / of).quantize(Decimal("0.00001")), points, "")
        for points, (right, of) in enumerate(parts, 1)
    ]
    earned = sum(earned_points(one.fraction, one.points) for one in graded)
    assert abs(float(earned * 100 / sum(one.points for one in graded)) - percent(graded)) < 1


def test_what_a_person_gave_stands_among_the_facts_with_its_correction(app: Flask) -> None:
    essays.add_final()
    browser, siti = essays.writer(app, lessons=False), essays.marker(app)
    essays.give(siti, "1,5")
    essays.give(siti, "3", seen="1", reason="Bagian akhir terlewat.")
    page = browser.get(WHY).text
    facts = [
        "Jawaban dikumpulkan",
        "1,5 dari 3 poin",
        "3 dari 3 poin. Dikoreksi: Bagian akhir terlewat.",
        "Nilai ditetapkan: 100",
    ]
    assert [page.find(words) for words in facts] == sorted(page.find(words) for words in facts)
    assert all(words in page for words in facts)
    assert SAME.format(100) in page


def test_a_re_marking_stands_among_the_facts_with_its_reason(app: Flask) -> None:
    remarkings.wrong_key()
    browser = remarkings.sit(app, "ani", "a")
    remarkings.decide(remarkings.reviewer(app), remarkings.correct())
    page = browser.get(WHY).text
    assert f"Dinilai ulang: 74 menjadi 100. {remarkings.REASON}" in page
    assert SAME.format(100) in page
