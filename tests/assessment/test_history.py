"""The history of an attempt shows every answer that was given, and never a key; on both databases."""

from flask import Flask

from tests.assessment.quizzes import FINAL, PRACTICE, SECRETS, add_quizzes, answer, begin, hand_in, learner


def test_every_answer_to_an_open_final_is_seen_with_how_it_was_given(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    assert browser.get(FINAL + "/history").status_code == 404
    begin(browser)
    answer(browser, 1, "a")
    answer(browser, 1, "b", unsure="1")
    answer(browser, 2, "a", "c")
    answer(browser, 3, "senin")
    page = browser.get(FINAL + "/history").text
    given = ["pilihan a", "pilihan b", "pilihan a", "pilihan c", "senin", "Tidak dijawab"]
    places = [page.index(words) for words in ("pilihan a", "pilihan b", "pilihan c", "senin", "Tidak dijawab")]
    assert places == sorted(places) and page.count("pilihan") == len(given) - 2
    assert page.count("Tersimpan") == 4 and page.count("Tersimpan, ragu") == 1
    assert [secret for secret in SECRETS if secret in page] == []


def test_an_earlier_attempt_stays_to_be_seen_and_others_see_nothing(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser)
    answer(browser, 3, "kamis")
    hand_in(browser)
    assert "kamis" in browser.get(FINAL + "/history?attempt=1").text
    assert "/history?attempt=1" in browser.get(FINAL + "/result").text
    assert browser.get(FINAL + "/history?attempt=2").status_code == 404
    assert learner(app, "budi").get(FINAL + "/history?attempt=1").status_code == 404


def test_checks_and_looks_at_the_key_of_practice_are_told_apart(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    begin(browser, PRACTICE)
    browser.post(f"{PRACTICE}/1/check", data={"answer": "a"})
    browser.post(f"{PRACTICE}/1/reveal")
    page = browser.get(PRACTICE + "/history").text
    assert page.index("Diperiksa") < page.index("Jawaban ditunjukkan")
