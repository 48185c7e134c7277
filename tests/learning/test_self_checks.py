"""Self-checks answer at once, keep the key to themselves until it is due, and record nothing; on both databases."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.learning.models import ItemProgress
from tests.learning.courses import add_course, enrol
from tests.support import people
from tests.support.apps import count

LESSON = "/learn/ramah/-/sapa"
KEY_WORDS = ("Kesan pertama dimulai di sini.", "Salam pertama membuka percakapan.", "Jawaban tepat")


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A learner inside the course."""
    add_course()
    person_id = people.add_person()
    enrol(person_id)
    return people.signed_in(app, person_id)


def ask(browser: FlaskClient, **form: str) -> tuple[int, str]:
    """Sends the form of the self-check."""
    answer = browser.post(LESSON + "/check", data={"question": "kapan", **form})
    return answer.status_code, answer.text


def test_a_lesson_asks_without_giving_the_key_away(browser: FlaskClient) -> None:
    page = browser.get(LESSON).text
    assert "Kapan Anda menyapa?" in page and "Begitu warga datang" in page
    assert "Warga sudah menunggu." not in page and not any(words in page for words in KEY_WORDS)


def test_a_right_answer_is_told_with_its_explanation(browser: FlaskClient) -> None:
    status, page = ask(browser, answer="b")
    assert status == 200 and all(words in page for words in KEY_WORDS)
    assert 'id="check-kapan-verdict"' in page and "<p>Sapa &amp; senyum</p>" in page


def test_a_first_miss_gets_the_reason_but_not_the_key(browser: FlaskClient) -> None:
    status, page = ask(browser, answer="a")
    assert status == 200 and "Belum tepat" in page and "Warga sudah menunggu." in page
    assert not any(words in page for words in KEY_WORDS)
    assert "Tunjukkan jawabannya" in page and "Pikirkan kesan pertama." in page


def test_the_answer_is_shown_when_asked_for(browser: FlaskClient) -> None:
    status, page = ask(browser, answer="a", reveal="1")
    assert status == 200 and "Ini jawabannya" in page and "Salam pertama membuka percakapan." in page
    assert ask(browser, reveal="1")[0] == 200


def test_without_an_answer_nothing_is_judged(browser: FlaskClient) -> None:
    status, page = ask(browser)
    assert status == 422 and "<title>Perlu diperbaiki: " in page and "Isi jawaban dahulu" in page
    assert not any(words in page for words in KEY_WORDS)


def test_a_script_gets_only_the_question(browser: FlaskClient) -> None:
    status, part = ask(browser, answer="b", part="1")
    assert status == 200 and part.lstrip().startswith("<form") and "<p>Sapa &amp; senyum</p>" not in part
    assert 'action="/learn/ramah/-/sapa/check#check-kapan-verdict"' in part


def test_what_cannot_be_answered_is_refused(browser: FlaskClient) -> None:
    assert ask(browser, answer="z")[0] == 422
    assert ask(browser, question="lain", answer="a")[0] == 404
    assert browser.post(LESSON + "/check").status_code == 404
    assert browser.post("/learn/ramah/keluhan/ujian/check", data={"question": "kapan"}).status_code == 404


def test_only_whoever_takes_the_course_is_answered(app: Flask, browser: FlaskClient) -> None:
    stranger = people.signed_in(app, people.add_person("budi", "Budi Misal", nip="199001012015011999"))
    assert ask(stranger, answer="b")[0] == 404


def test_nothing_is_recorded(browser: FlaskClient) -> None:
    ask(browser, answer="b")
    assert count(ItemProgress) == 0
