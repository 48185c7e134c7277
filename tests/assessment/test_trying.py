"""Practice that is not recorded: the same verdicts and keys as practice, and nothing of it is stored."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from lms.content.course import QuizRole, QuizSettings
from lms.content.models import CourseItem
from lms.content.version_facts import quiz_to_json
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion
from tests.assessment.quizzes import (
    ESSAY,
    FINAL,
    GAPS,
    MATCHING,
    NUMBER,
    ORDERING,
    PRACTICE,
    SINGLE,
    TYPED,
    add_quizzes,
    begin,
    learner,
)
from tests.assessment.quizzes import MULTIPLE as SEVERAL
from tests.support import people
from tests.support.statements import selects, statements

TRY = PRACTICE + "/try"
EVERY = (SINGLE, SEVERAL, TYPED, NUMBER, ORDERING, MATCHING, GAPS, ESSAY)
KEYS = ("penjelasan", "umpan balik", "Selasa", "45–50", "45 .. 50", "konter", "hitung lagi", "rubrik", "Jawaban tepat")
RIGHT: dict[str, Sequence[str]] = {
    "satu": ["b"], "dua": ["a", "c"], "tiga": ["selasa"], "empat": ["47,5"],
    "lima": ["a.3", "b.1", "c.2"], "enam": ["b", "a"], "tujuh": ["Loket", "b"],
}  # fmt: skip
WRONG: dict[str, Sequence[str]] = {
    "satu": ["a"], "dua": ["a", "b"], "tiga": ["rabu"], "empat": ["7"],
    "lima": ["a.2", "b.1", "c.3"], "enam": ["b", "c"], "tujuh": ["meja", "b"],
}  # fmt: skip


def trying(app: Flask, questions: Sequence[PublishedQuestion] = EVERY) -> FlaskClient:
    """A browser of somebody who takes the course."""
    add_quizzes(questions=questions)
    return learner(app)


def give(browser: FlaskClient, question: str, answer: Sequence[str], draw: object = 7, **more: object) -> TestResponse:
    """Sends the form of a question."""
    return browser.post(f"{TRY}?draw={draw}", data={"question": question, "answer": list(answer), **more})


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with door(writes=False):
        return {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in db.metadata.tables.items()
        }


def test_the_way_in_stands_on_the_page_of_the_practice_before_and_after_it(app: Flask) -> None:
    browser = trying(app, [SINGLE])
    assert f'href="{TRY}"' in browser.get(PRACTICE).text
    begin(browser, PRACTICE)
    browser.post(PRACTICE + "/1/check", data={"answer": "b"})
    page = browser.get(PRACTICE).text
    assert "Latihan selesai" in page
    assert "Coba tanpa dicatat" in page
    assert TRY not in browser.get(FINAL).text


def test_a_draw_has_its_own_address_and_asks_the_same_each_time_without_any_key(app: Flask) -> None:
    browser = trying(app)
    leads = {browser.get(TRY).location for _ in range(3)}
    assert all(re.fullmatch(re.escape(TRY) + r"\?draw=\d{1,6}", path) for path in leads)
    page = browser.get(TRY + "?draw=7")
    assert page.status_code == 200
    assert browser.get(TRY + "?draw=7").text.partition("<main")[2] == page.text.partition("<main")[2]
    assert page.text.count("<form id=") == len(EVERY)
    assert "tidak ada yang disimpan" in page.text
    assert "petunjuk rahasia" in page.text
    assert [word for word in KEYS if word in page.text] == []


def test_another_number_draws_other_questions_as_the_quiz_says(app: Flask) -> None:
    browser = trying(app)
    with door(writes=True):
        how = quiz_to_json(QuizSettings(QuizRole.PRACTICE, draw=2, shuffle_questions=True), [])
        db.session.execute(update(CourseItem).where(CourseItem.role == "practice").values(quiz=how))
    found = {
        tuple(re.findall(r'name="question" value="(\w+)"', browser.get(f"{TRY}?draw={draw}").text))
        for draw in range(12)
    }
    assert {len(keys) for keys in found} == {2}
    assert len(found) > 3


@pytest.mark.parametrize("key", RIGHT)
def test_a_right_answer_of_each_kind_is_told_with_its_explanation(app: Flask, key: str) -> None:
    page = give(trying(app), key, RIGHT[key])
    assert page.status_code == 200
    assert "<span>Tepat</span>" in page.text
    assert "penjelasan " + key in page.text
    assert page.text.count("penjelasan") == 1


@pytest.mark.parametrize("key", WRONG)
def test_the_first_miss_keeps_the_key_and_the_second_shows_it(app: Flask, key: str) -> None:
    browser = trying(app)
    first = give(browser, key, WRONG[key]).text
    assert "Belum tepat. Coba sekali lagi." in first
    assert [word for word in ("penjelasan", "Selasa", "45–50", "konter", "Jawaban tepat.") if word in first] == []
    before = re.findall(r'name="before" value="([^"]*)"', first)
    assert before == list(WRONG[key])
    second = give(browser, key, WRONG[key], before=before).text
    assert "Ini jawabannya" in second
    assert "penjelasan " + key in second
    assert "Tepat pada percobaan kedua" in give(browser, key, RIGHT[key], before=before).text


@pytest.mark.parametrize("key", WRONG)
def test_the_key_is_shown_on_demand_beside_what_was_given(app: Flask, key: str) -> None:
    browser = trying(app)
    page = give(browser, key, (), before=list(WRONG[key]), reveal="1").text
    assert "Ini jawabannya" in page
    assert "Jawaban Anda." in page
    assert "penjelasan " + key in page
    assert "penjelasan " + key in give(browser, key, (), reveal="1").text


def test_an_essay_is_compared_with_rubric_and_explanation(app: Flask) -> None:
    page = give(trying(app), "delapan", ["Sebab <b>warga</b>."]).text
    assert "Bandingkan jawaban Anda dengan ini" in page
    assert "Sebab &lt;b&gt;warga&lt;/b&gt;." in page
    assert "rubrik delapan" in page


def test_a_miss_names_the_lesson_to_read_again(app: Flask) -> None:
    assert "/learn/ramah/keluhan/dengar" in give(trying(app), "satu", ["a"]).text


def test_a_script_gets_only_the_question(app: Flask) -> None:
    part = give(trying(app), "satu", ["b"], part="1").text
    assert part.lstrip().startswith('<form id="soal-')
    assert part.count("<form") == 1
    assert "<html" not in part


def test_nothing_is_stored_and_nothing_is_locked(app: Flask) -> None:
    browser = trying(app)
    before = rows()
    with statements() as seen:
        browser.get(TRY)
        browser.get(TRY + "?draw=7")
        for key in RIGHT:
            give(browser, key, WRONG[key])
            give(browser, key, RIGHT[key], before=list(WRONG[key]))
        give(browser, "delapan", ["Sebab."])
        give(browser, "satu", [], reveal="1")
    assert rows() == before
    told = {one.sql.split(" ", 1)[0] for one in seen if not one.sql.startswith("PRAGMA")}
    assert told <= {"SELECT", "WITH", "BEGIN"}
    assert "BEGIN IMMEDIATE" not in {one.sql for one in seen}
    assert "0 dari 4 selesai" in browser.get("/courses/ramah").text


def test_it_costs_no_more_with_more_questions(app: Flask) -> None:
    browser = trying(app)
    browser.get(TRY + "?draw=7")  # now its version is known
    with statements() as seen:
        assert browser.get(TRY + "?draw=7").status_code == 200
    assert len(selects(seen)) <= 4, seen


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("satu", [], "Beri jawaban dahulu"),
        ("satu", ["z"], "Soal ini tidak punya pilihan itu"),
        ("satu", ["a", "b"], "Hanya satu pilihan"),
        ("dua", ["a", "z"], "Soal ini tidak punya pilihan itu"),
        ("tiga", ["x" * 10_000], "Jawaban ini terlalu panjang"),
        ("empat", ["sepuluh"], "Perlu diperbaiki"),
        ("lima", ["a.1", "b.1", "c.1"], "Beri tiap baris nomornya sendiri"),
        ("enam", ["b"], "Muat ulang halaman"),
        ("tujuh", ["x" * 201, "b"], "Jawaban ini terlalu panjang"),
        ("delapan", ["x" * 10_001], "Jawaban ini terlalu panjang"),
    ],
)
def test_what_is_no_answer_is_said_beside_it_and_kept_in_the_form(
    app: Flask, key: str, given: list[str], words: str
) -> None:
    page = give(trying(app), key, given, before=list(WRONG.get(key, ())))
    assert page.status_code == 422
    assert "<title>Perlu diperbaiki: " in page.text
    assert words in page.text
    assert [word for word in KEYS if word in page.text] == []
    assert re.findall(r'name="before" value="([^"]*)"', page.text) == list(WRONG.get(key, ()))


def test_a_key_asked_for_with_an_impossible_answer_is_refused(app: Flask) -> None:
    page = give(trying(app), "satu", (), before=["z"], reveal="1")
    assert page.status_code == 422
    assert "penjelasan satu" not in page.text


@pytest.mark.parametrize("draw", ["", "-1", "1000000", "1e3", "9" * 5000, "abc"])
def test_a_number_out_of_range_draws_anew_and_answers_nothing(app: Flask, draw: str) -> None:
    browser = trying(app)
    assert browser.get(f"{TRY}?draw={draw}").status_code == 303
    assert give(browser, "satu", ["b"], draw=draw).status_code == 404


def test_an_unknown_question_and_a_final_are_not_found(app: Flask) -> None:
    browser = trying(app)
    assert give(browser, "lain", ["b"]).status_code == 404
    assert browser.post(TRY + "?draw=7").status_code == 404
    assert browser.get(FINAL + "/try").status_code == 404
    assert browser.get(FINAL + "/try?draw=7").status_code == 404
    assert browser.post(FINAL + "/try?draw=7", data={"question": "satu", "answer": "b"}).status_code == 404
    assert browser.get("/learn/ramah/keluhan/dengar/quiz/try?draw=7").status_code == 404


@pytest.mark.parametrize(("state", "status"), [("active", 200), ("completed", 200), ("left", 404)])
def test_it_is_open_to_whoever_takes_or_has_completed_the_course(app: Flask, state: str, status: int) -> None:
    browser = trying(app)
    ended = {"left": {"left_at": people.NOW}, "completed": {"completed_at": people.NOW}}.get(state, {})
    with door(writes=True):
        db.session.execute(update(Enrolment).values(state=state, **ended))
    assert browser.get(TRY + "?draw=7").status_code == status
    assert give(browser, "satu", ["b"]).status_code == status


def test_it_is_not_there_for_others(app: Flask) -> None:
    trying(app)
    stranger = people.signed_in(app, people.add_person("budi"))
    assert (stranger.get(TRY).status_code, stranger.get(TRY + "?draw=7").status_code) == (404, 404)
    assert give(stranger, "satu", ["b"]).status_code == 404
    assert give(people.browser(app), "satu", ["b"]).status_code == 401


def test_an_attempt_that_is_open_is_left_alone(app: Flask) -> None:
    browser = trying(app, [replace(SINGLE, key="satu"), TYPED])
    begin(browser, PRACTICE)
    browser.post(PRACTICE + "/1/check", data={"answer": "a"})
    before = rows()
    give(browser, "satu", ["b"])
    assert rows() == before
    assert "Belum tepat" in browser.get(PRACTICE + "/1").text
