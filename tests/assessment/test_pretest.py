"""A pre-test from its offer to the line beside the result of the final, through the browser, on both databases."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.assessment.errors import PretestClosed, PretestMoved
from lms.assessment.models import Attempt, AttemptQuestion, Pretest, PretestAnswer
from lms.assessment.operations import give_pretest
from lms.content.models import CourseItem, QuestionRow
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.pretests import (
    COURSE,
    POOLS,
    PRETEST,
    QUESTIONS,
    RIGHT,
    SIZE,
    WRONG,
    add_pretest,
    asked,
    asked_keys,
    form,
    kept,
    next_version,
    send,
)
from tests.assessment.quizzes import FINAL, PRACTICE, SECRETS, add_quizzes, answer, begin, hand_in, learner
from tests.journeys.learners import wrong_answers
from tests.learning.courses import pass_quiz
from tests.learning.test_new_version import move
from tests.support import people
from tests.support.apps import count

LESSON = "/learn/ramah/-/sapa"


def final_keys() -> list[list[str]]:
    """The questions of each attempt at a final."""
    with door(writes=False):
        rows = select(AttemptQuestion.attempt_id, QuestionRow.key)
        rows = rows.join(QuestionRow, QuestionRow.id == AttemptQuestion.question_id)
        rows = rows.join(CourseItem, CourseItem.id == QuestionRow.item_id).where(CourseItem.role == "final")
        found: dict[int, list[str]] = {}
        for attempt_id, key in db.session.execute(rows.order_by(AttemptQuestion.id)):
            found.setdefault(attempt_id, []).append(key)
    return list(found.values())


def is_offered(browser: FlaskClient) -> set[bool]:
    """Whether the course page and home offer it; both say the same."""
    return {PRETEST in browser.get(page).text for page in (COURSE, "/")}


def test_the_way_through_a_pretest(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    for page in (COURSE, "/"):
        assert f'href="{PRETEST}">Tes awal: 5 soal, bukan nilai</a>' in browser.get(page).text
    page = browser.get(PRETEST).text
    assert "Tes awal: 5 soal, bukan nilai" in page and "Soal 5 dari 5" in page
    assert re.search(rf'<a class="btn alt" href="{LESSON}">Lewati</a>', page)
    assert count(Pretest) == 0
    assert send(browser).location == PRETEST
    assert {value[1] for value in kept().values()} == {1.0} and list(kept()) == asked_keys()
    thanks = browser.get(PRETEST)
    assert thanks.status_code == 200
    assert "Terima kasih, jawaban Anda tersimpan" in thanks.text and "bukan nilai" in thanks.text
    assert f'href="{LESSON}"' in thanks.text and "Lanjutkan: 1. sapa" in thanks.text
    assert is_offered(browser) == {False}


def test_neither_page_says_what_is_right(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    pages = [browser.get(PRETEST).text, browser.post(PRETEST, data=form({"satu": ["z"], "dua": ["z"]})).text]
    send(browser, WRONG)
    pages.append(browser.get(PRETEST).text)
    assert [secret for secret in SECRETS for page in pages if secret in page] == []


def test_looking_at_it_stores_nothing_and_shows_the_same_each_time_and_to_others_another(app: Flask) -> None:
    add_pretest(size=2)
    browsers = [learner(app, f"p{number}") for number in range(8)]
    shown = [browser.get(PRETEST).text.partition("<form")[2] for browser in browsers]
    assert [browser.get(PRETEST).text.partition("<form")[2] for browser in browsers] == shown
    assert len(set(shown)) > 3
    assert count(Pretest) == 0


def test_what_is_left_open_is_kept_as_no_answer(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    first, *others = asked_keys()
    assert send(browser, {first: RIGHT[first]}).status_code == 303
    assert kept()[first][1] == 1.0
    assert [kept()[key] for key in others] == [("null", 0.0)] * 4


def test_an_empty_form_is_told_how_to_skip_and_stores_nothing(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    for data in (form({}), {"version": 1}):
        page = browser.post(PRETEST, data=data)
        assert page.status_code == 422 and "<title>Perlu diperbaiki: " in page.text
        assert "Jawab sedikitnya satu soal, atau lewati tes awal ini." in page.text
    assert count(Pretest) == 0


def test_sending_twice_is_once_and_answered_alike(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    first = send(browser)
    before = kept()
    again = send(browser, WRONG)
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert browser.post(PRETEST).location == PRETEST
    assert kept() == before and (count(Pretest), count(PretestAnswer)) == (1, SIZE)


HOSTILE = {"satu": ["z"], "dua": ["a", "z"], "tiga": ["x" * 501], "lima": ["b.1", "c.1", "a.2"], "empat": ["sepuluh"],
           "enam": ["b"], "tujuh": ["loket", "z"]}  # fmt: skip


@pytest.mark.parametrize("wrong", range(SIZE))
def test_what_cannot_be_an_answer_is_said_beside_it_and_the_rest_is_kept_in_the_form(app: Flask, wrong: int) -> None:
    add_pretest()
    browser = learner(app)
    key = asked_keys()[wrong]
    page = send(browser, {**RIGHT, key: HOSTILE[key]})
    assert page.status_code == 422 and page.text.count('role="alert"') == 1
    assert re.search(rf'<li><a href="#q{wrong + 1}-{key}(-text)?">', page.text)
    assert page.text.count('class="stack bad"') == 1
    kept_in_form = {"satu": 'value="b" checked', "tiga": 'value="selasa"', "empat": 'value="47,5"', "tujuh": "loket"}
    assert all(words in page.text for one, words in kept_in_form.items() if one in asked_keys() and one != key)
    assert count(Pretest) == 0


def test_oversized_forms_are_refused(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    assert browser.post(PRETEST, data={"version": 1, "q1": "x" * 3_000_000}).status_code == 413
    assert count(Pretest) == 0


def test_it_is_nobody_elses_and_needs_a_course_that_has_one(app: Flask) -> None:
    add_pretest()
    data = {"version": 1, "q1": "a"}
    assert people.browser(app).post(PRETEST, data=data).status_code == 401
    stranger = people.signed_in(app, people.add_person("budi"))
    for path in (PRETEST, "/learn/tidak-ada/pretest"):
        assert stranger.get(path).status_code == stranger.post(path, data=data).status_code == 404
    assert PRETEST not in stranger.get(COURSE).text
    assert count(Pretest) == 0


def test_a_course_without_one_has_no_such_page(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    assert is_offered(browser) == {False}
    assert browser.get(PRETEST).status_code == browser.post(PRETEST, data={"version": 1}).status_code == 404


def test_after_the_first_lesson_it_is_too_late(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    data = form()
    browser.post(LESSON + "/finish")
    assert is_offered(browser) == {False}
    for page in (browser.get(PRETEST), browser.post(PRETEST, data=data)):
        assert page.status_code == 409
        assert "Tes awal hanya dapat dikerjakan sebelum pelajaran pertama selesai." in page.text
        assert "/learn/ramah/keluhan/dengar" in page.text
    assert count(Pretest) == 0


def test_practice_leaves_it_open_and_beginning_the_final_ends_it(app: Flask) -> None:
    items = add_pretest()
    browser = learner(app)
    begin(browser, PRACTICE)
    assert is_offered(browser) == {True}
    with door(writes=False):
        enrolment_id = db.session.scalars(select(Enrolment.id)).one()
    pass_quiz(enrolment_id, items["latihan"], None)
    assert browser.get(PRETEST).status_code == 200 and PRETEST in browser.get(COURSE).text
    begin(browser)
    assert browser.get(PRETEST).status_code == send(browser).status_code == 409
    assert is_offered(browser) == {False} and count(Pretest) == 0


def test_answers_on_their_way_while_the_course_is_left_or_moved_are_not_kept(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    for number, problem in ((1, PretestClosed), (2, PretestMoved)):
        with pytest.raises(problem), door(writes=True):
            db.session.execute(update(Enrolment).values(state="left", left_at=people.NOW))
            give_pretest(db.session.scalars(select(Enrolment.id)).one(), number, [], people.NOW)
    assert count(Pretest) == 0 and browser.get(PRETEST).status_code == 200


def test_a_course_that_was_left_has_none_until_it_is_taken_again(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    data = form()
    browser.post(COURSE + "/leave")
    assert browser.get(PRETEST).status_code == browser.post(PRETEST, data=data).status_code == 404
    browser.post(COURSE + "/enrol")
    assert browser.post(PRETEST, data=data).status_code == 303


def test_whoever_takes_the_course_once_more_may_answer_once_more(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    send(browser)
    with door(writes=True):
        done = {"state": "completed", "completed_at": people.NOW}
        db.session.execute(update(Enrolment).values(**done))
    assert is_offered(browser) == {False} and browser.get(PRETEST).status_code == 200
    browser.post(COURSE + "/enrol")
    assert is_offered(browser) == {True}
    assert send(browser, person=1).status_code == 303
    assert count(Pretest) == 2


def test_a_form_of_another_version_is_refused_in_words_and_shows_the_questions_of_this_one(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    data = form()
    next_version(size=2)
    assert move(browser)[0] == 303
    page = browser.post(PRETEST, data=data)
    assert page.status_code == 409
    assert "Anda sudah lanjut dengan versi lain" in page.text and "Tes awal: 2 soal" in page.text
    assert 'name="version" value="2"' in page.text and " checked" not in page.text.partition("<form")[2]
    for version in ("", "x", "-1", "9" * 30):
        assert browser.post(PRETEST, data={**data, "version": version}).status_code == 409
    assert count(Pretest) == 0
    assert browser.post(PRETEST, data=form(version=2)).status_code == 303
    assert len(kept()) == 2


@pytest.mark.parametrize("is_moved", [False, True])
def test_the_final_leaves_the_questions_out_that_were_asked_before(app: Flask, is_moved: bool) -> None:
    add_pretest(size=4)
    browsers = [learner(app, f"p{number}") for number in range(12)]
    before = []
    for number, browser in enumerate(browsers):
        before.append(set(asked_keys(number)))
        assert send(browser, WRONG, person=number).status_code == 303
    if is_moved:
        next_version()
    for browser in browsers:
        if is_moved:
            move(browser)
        assert begin(browser).status_code == 303
    drawn = final_keys()
    assert all(len(keys) == 2 and not seen & set(keys) for seen, keys in zip(before, drawn, strict=True))


def test_a_second_attempt_leaves_them_out_too(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    send(browser)
    before = set(asked_keys())
    for _ in range(2):
        begin(browser)
        hand_in(browser)
        with door(writes=True):
            db.session.execute(update(Attempt).values(submitted_at=people.NOW.replace(year=2020)))
    assert len(final_keys()) == 2 and not before & {key for keys in final_keys() for key in keys}


def test_a_final_that_needs_them_all_asks_as_few_again_as_it_must(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    send(browser)
    before = set(asked_keys())
    next_version(0, QUESTIONS, {"p": 2, "q": None})
    move(browser)
    assert begin(browser).status_code == 303
    (keys,) = final_keys()
    pool_p, pool_q = ({one.key for one in QUESTIONS if one.pool == pool} for pool in POOLS)
    assert len(keys) == 5 and len(before & pool_p & set(keys)) == 1 and pool_q < set(keys)
    assert "Terima kasih" in browser.get(PRETEST).text


def test_the_result_says_it_beside_the_final_once_that_is_passed(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    first, *_ = asked_keys()
    send(browser, {**WRONG, first: RIGHT[first]})
    for answers, is_told in ((WRONG, False), (RIGHT, True)):
        begin(browser)
        for number, key in enumerate(final_keys()[-1], 1):
            answer(browser, number, *answers[key])
        hand_in(browser)
        page = browser.get(FINAL + "/result").text
        assert ("Sebelum pelatihan: 1 dari 5 benar. Ujian akhir: 2 dari 2." in page) is is_told
        assert ("Sebelum pelatihan" in page) is is_told
        with door(writes=True):
            db.session.execute(update(Attempt).values(submitted_at=people.NOW.replace(year=2020)))


def test_a_result_without_a_pretest_says_nothing_of_it(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    begin(browser)
    for number, key in enumerate(final_keys()[-1], 1):
        answer(browser, number, *RIGHT[key])
    hand_in(browser)
    page = browser.get(FINAL + "/result").text
    assert "Lulus: nilai 100" in page and "Sebelum pelatihan" not in page


def test_values_are_kept_as_they_were_given(app: Flask) -> None:
    add_pretest()
    browser = learner(app)
    send(browser, {**RIGHT, "tiga": ["  Selasa\x00 "], "enam": ["b", ""]})
    values = {"satu": "b", "dua": ["a", "c"], "tiga": "Selasa\x00", "lima": ["b", "c", "a"], "empat": "47,5",
              "enam": ["b", ""], "tujuh": ["loket", "b"]}  # fmt: skip
    assert {key: json.loads(value) for key, (value, _) in kept().items()} == {key: values[key] for key in asked_keys()}


def test_the_shipped_course_that_has_one_keeps_to_it(app: Flask) -> None:
    folder = Path(__file__).resolve().parents[2] / "courses" / "keamanan-informasi-asn"
    assert app.test_cli_runner().invoke(args=["courses", "publish", str(folder)]).exit_code == 0
    browser = people.signed_in(app, people.add_person())
    assert browser.post(f"/courses/{folder.name}/enrol").status_code == 303
    path, before = f"/learn/{folder.name}/pretest", set(asked_keys())
    assert "Tes awal: 3 soal, bukan nilai" in browser.get(path).text and len(before) == 3
    assert browser.post(path, data={"version": 1, "q1": wrong_answers(asked()[0])}).location == path
    final = f"/learn/{folder.name}/saat-kejadian/ujian-akhir/quiz"
    assert begin(browser, final).status_code == 303
    (keys,) = final_keys()
    assert len(keys) == 10 and not before & set(keys)
