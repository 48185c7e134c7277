"""Where progress, status, JP and certificate of a course come from: one number everywhere; on both databases."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.models import Person
from lms.certificates.queries import certificates_of
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import (
    FINAL,
    PRACTICE,
    QUESTIONS,
    RIGHT,
    SECRETS,
    SETTINGS,
    add_quizzes,
    answer_all,
    begin,
    fill_quizzes,
    hand_in,
    learner,
)
from tests.certificates.issuing import complete, recognise, set_up_institution, with_certificate
from tests.home.test_first_page import signed_in
from tests.hours.test_why_an_entry import take_back
from tests.learning.courses import ITEMS, add_course, enrol, finish, leave, pass_quiz
from tests.learning.test_new_version import move, publish
from tests.support import people
from tests.support.statements import selects, statements

WHY = "/courses/ramah/why"
SAME = "Angka yang tersimpan di portal sama: {}."
LESSONS = ("/learn/ramah/-/sapa", "/learn/ramah/keluhan/dengar")


def text_of(page: str) -> str:
    """A page as it is read: without marks, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def reader(app: Flask, *done: str) -> tuple[FlaskClient, int, dict[str, int]]:
    """Somebody who takes the course and has finished these lessons."""
    items, person_id = add_course(), people.add_person()
    enrolment = enrol(person_id)
    for lesson in done:
        finish(enrolment, items[lesson])
    return people.signed_in(app, person_id), enrolment, items


def test_what_is_done_adds_up_to_the_progress_and_what_is_missing_is_named(app: Flask) -> None:
    browser, enrolment, items = reader(app, "sapa")
    pass_quiz(enrolment, items["ujian"], 60, passed=False)
    page = browser.get(WHY).text
    words = text_of(page)
    assert "<h1>1 dari 4 selesai</h1>" in page and SAME.format("1 dari 4 selesai") in page
    assert "1. sapa Selesai, 24 November 2026" in words and "2. dengar Belum selesai" in words
    assert "4. ujian Belum selesai Nilai terbaik 60" in words and "Sedang belajar" in words
    missing = words[words.index("Masih kurang") :]
    assert missing.startswith("Masih kurang: dengar ujian : nilai minimal 75, nilai terbaik Anda 60")
    assert "Mulai mengikuti versi 1" in words and "JP dan sertifikat" not in words


def test_what_was_taken_over_says_from_which_version_and_what_is_gone_counts_no_more(app: Flask) -> None:
    browser, *_ = reader(app, "sapa", "dengar")
    publish()
    move(browser)
    words = text_of(browser.get(WHY).text)
    assert "1 dari 4 selesai" in words and "Yang dihitung, versi 2" in words
    assert "1. sapa Selesai, 24 November 2026 Dibawa dari versi 1. Sejak itu berubah." in words
    assert "Selesai di versi sebelumnya dan tidak dihitung lagi: dengar" in words
    assert words.index("Mulai mengikuti versi 1") < words.index("Lanjut dari versi 1 ke versi 2")


def test_a_completion_says_since_when_and_what_followed(app: Flask) -> None:
    holder, code = with_certificate(jp=4)
    page = people.signed_in(app, holder).get(WHY).text
    words = text_of(page)
    assert "Sejak 24 November 2026, 09.41 WIB, tidak ada yang kurang." in words and "Tidak ada yang kurang." in words
    assert "3. latihan Belum selesai Latihan, bukan syarat selesai." in words
    assert f"/certificates/{code}" in page and "dengan nomor urut 1 tahun itu" in words
    assert "JP 4 JP Keputusan Nomor 800/4/2026, 5 Januari 2026" in words
    assert "4 JP, sesuai catatan saat terbit. Nilai 90: nilai terbaik ujian akhir" in words
    order = ["Mulai mengikuti", "Tidak ada yang kurang lagi: pelatihan selesai", "4 JP dicatat", "terbit"]
    happened = words[words.index("Yang terjadi") :]
    places = [happened.index(one) for one in order]
    assert places == sorted(places)


def test_without_recognition_or_signer_it_says_why_nothing_followed(app: Flask) -> None:
    ani = people.add_person()
    complete(ani)
    words = text_of(people.signed_in(app, ani).get(WHY).text)
    assert "JP 0 JP Saat Anda selesai, belum ada keputusan yang mengakui pelatihan ini." in words
    assert "Sertifikat terbit setelah penandatangan diatur." in words


def test_a_revoked_and_a_replaced_certificate_say_why(app: Flask) -> None:
    holder, code = with_certificate(jp=4)
    runner, browser = app.test_cli_runner(), people.signed_in(app, holder)
    assert runner.invoke(args=["certificates", "reissue", code, "--reason", "Gelar kurang"]).exit_code == 0
    with door(writes=False):
        newest = certificates_of(holder)[0].code
    assert runner.invoke(args=["certificates", "revoke", newest, "--reason", "Salah orang"]).exit_code == 0
    words = text_of(browser.get(WHY).text)
    assert "diganti. Alasan: Gelar kurang" in words and "dicabut. Alasan: Salah orang" in words
    assert words.count("4 JP, sesuai catatan saat terbit.") == 2 and "nomor urut 2 tahun itu" in words


def test_jp_taken_back_leave_the_certificate_as_it_was_issued(app: Flask) -> None:
    holder, _ = with_certificate(jp=4)
    with door(writes=False):
        entry = db.session.scalar(db.text("SELECT id FROM jp_entry"))
    take_back(app, entry)
    words = text_of(people.signed_in(app, holder).get(WHY).text)
    assert "JP 4 JP − 4 JP = 0 JP" in words and "4 JP, sesuai catatan saat terbit." in words
    assert "tidak sesuai dengan angka yang tersimpan" not in words


def test_whoever_left_still_sees_what_was_done_and_the_course_leads_there(app: Flask) -> None:
    browser, enrolment, _ = reader(app, "sapa")
    leave(enrolment)
    assert WHY in browser.get("/courses/ramah").text
    words = text_of(browser.get(WHY).text)
    assert "Keluar" in words and "1 dari 4 selesai" in words and "Anda keluar dari pelatihan ini pada" in words
    assert "/learn/ramah" not in browser.get(WHY).text  # its lessons cannot be opened now


def test_each_time_a_course_was_taken_has_its_own_facts(app: Flask) -> None:
    holder, code = with_certificate(jp=4)
    browser = people.signed_in(app, holder)
    again = enrol(holder)
    now, before = browser.get(WHY).text, browser.get(WHY + "?enrolment=1").text
    assert "<h1>0 dari 4 selesai</h1>" in now and "ke-2" in now and WHY + "?enrolment=1" in now and code not in now
    assert "<h1>3 dari 4 selesai</h1>" in before and code in before and WHY + "?enrolment=2" in before
    assert f"{WHY}?enrolment=1#certificate" in browser.get(f"/certificates/{code}").text
    leave(again)
    assert "<h1>3 dari 4 selesai</h1>" in browser.get(WHY).text  # as the page of the course says again


def test_a_name_that_is_not_confirmed_is_said_to_be_all_that_is_missing(app: Flask) -> None:
    browser, _, items = reader(app, "sapa")
    with door(writes=True):
        db.session.execute(db.update(Person).values(name_confirmed_at=None))
        db.session.execute(db.text(f"UPDATE course_item SET role = 'practice' WHERE id = {items['ujian']}"))
        db.session.execute(db.text(f"DELETE FROM rendered_item WHERE item_id = {items['dengar']}"))
        db.session.execute(
            db.text(f"UPDATE course_item SET kind = 'quiz', role = 'practice' WHERE id = {items['dengar']}")
        )
    words = text_of(browser.get(WHY).text)
    assert "Hanya nama Anda untuk sertifikat yang belum dipastikan." in words and "Tidak ada yang kurang." in words


def test_a_stored_progress_that_is_not_what_the_facts_come_to_is_told(app: Flask) -> None:
    browser, *_ = reader(app, "sapa")
    with door(writes=True):
        db.session.execute(db.text("UPDATE enrolment SET done_count = 3"))
    words = text_of(browser.get(WHY).text)
    assert "Catatan ini menghasilkan 1 dari 4 selesai, tetapi yang tersimpan 3 dari 4 selesai." in words


@pytest.mark.parametrize("query", ["?enrolment=0", "?enrolment=2", "?enrolment=-1", f"?enrolment={10**30}"])
def test_a_time_that_never_was_is_not_there(app: Flask, query: str) -> None:
    browser, *_ = reader(app)
    assert browser.get(WHY + query).status_code == 404
    assert browser.get(WHY + "?enrolment=x").status_code == 200


def test_whoever_never_took_the_course_finds_nothing_of_others(app: Flask) -> None:
    reader(app, "sapa")
    budi = people.signed_in(app, people.add_person("budi"))
    assert budi.get(WHY).status_code == budi.get("/courses/tidak-ada/why").status_code == 404
    assert WHY not in budi.get("/courses/ramah").text
    enrol_page = people.signed_in(app, people.add_person("citra"))
    enrol_page.post("/courses/ramah/enrol")
    assert "<h1>0 dari 4 selesai</h1>" in enrol_page.get(WHY).text


def test_a_longer_course_and_more_attempts_cost_no_more_queries(app: Flask) -> None:
    add_quizzes()
    browser = learner(app)
    counts = []
    for number in (2, 3):
        with statements() as seen:
            assert browser.get(WHY).status_code == 200
        counts.append(len(selects(seen)))
        browser.post(LESSONS[0] + "/finish")
        begin(browser)
        hand_in(browser)
        publish(number, (*ITEMS, *((f"lagi-{place}", "", "lesson", "") for place in range(20))))
        move(browser, number)
    assert counts[0] == counts[1] <= 9


def clean(app: Flask) -> bool:
    """Whether the doctor finds no number that differs."""
    return app.test_cli_runner().invoke(args=["doctor"]).exit_code == 0


def take(browser: FlaskClient) -> Iterator[str]:
    """Takes the course, in two versions and with two attempts at its final; the progress after each part."""
    yield "0 dari 4 selesai"
    begin(browser, PRACTICE)
    for number, given in enumerate(RIGHT, 1):
        browser.post(f"{PRACTICE}/{number}/check", data={"answer": list(given)})
    yield "1 dari 4 selesai"
    begin(browser)
    answer_all(browser, wrong=[1, 2])
    hand_in(browser)
    assert "nilai 50" in browser.get(FINAL + "/result").text and "<h1>Nilai 50</h1>" in browser.get(FINAL + "/why").text
    yield "1 dari 4 selesai"
    browser.post(LESSONS[0] + "/finish")
    fill_quizzes(publish(2, ITEMS), replace(SETTINGS, pass_mark=90, wait_minutes=0), QUESTIONS)
    assert move(browser)[0] == 303
    yield "2 dari 4 selesai"
    begin(browser)
    answer_all(browser)
    hand_in(browser)
    yield "3 dari 4 selesai"
    assert browser.post(LESSONS[1] + "/finish").location.endswith("note=course-completed")


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """Of somebody who takes a course that is worth 4 JP."""
    set_up_institution()
    add_quizzes(replace(SETTINGS, wait_minutes=0))
    recognise(jp=4)
    return learner(app)


def test_every_page_says_the_progress_and_the_mark_that_their_facts_come_to(app: Flask, browser: FlaskClient) -> None:
    for words in take(browser):
        for page in ("/", "/courses/ramah"):
            assert words in browser.get(page).text and f'href="{WHY}"' in browser.get(page).text
        assert f"<h1>{words}</h1>" in browser.get(WHY).text and SAME.format(words) in browser.get(WHY).text
        assert clean(app)
    assert "nilai 100" in browser.get(FINAL + "/result").text
    why_mark = browser.get(FINAL + "/why").text
    assert "<h1>Nilai 100</h1>" in why_mark and SAME.format(100) in why_mark
    assert "Nilai untuk lulus</dt><dd>90<" in why_mark
    assert "<h1>4 dari 4 selesai</h1>" in browser.get(WHY).text
    assert "4 dari 4 selesai" in browser.get("/courses/ramah").text and clean(app)


def test_every_page_says_the_jp_and_the_certificate_that_their_facts_come_to(app: Flask, browser: FlaskClient) -> None:
    assert len(list(take(browser))) == 5
    with door(writes=False):
        entry, person_id = db.session.execute(db.text("SELECT id, person_id FROM jp_entry")).one()
        line = certificates_of(person_id)[0]
    why = browser.get(WHY).text
    assert "4 dari minimal 20 JP tahun ini, kurang 16." in browser.get("/").text
    assert 'href="/hours#counting"' in browser.get("/").text
    assert "20 − 4 = 16 JP" in browser.get("/hours").text and SAME.format(4) in browser.get(f"/hours/{entry}").text
    certificate = text_of(browser.get(f"/certificates/{line.code}").text)
    assert "4 JP" in certificate and "dengan nilai 100" in certificate and line.number in certificate
    assert line.number in why and "4 JP, sesuai catatan saat terbit. Nilai 100: " in text_of(why)
    assert "tidak sesuai" not in why and clean(app)

    take_back(app, entry)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["certificates", "revoke", line.code, "--reason", "Salah orang"]).exit_code == 0
    assert "0 dari minimal 20 JP tahun ini, kurang 20." in browser.get("/").text
    assert "20 − 0 = 20 JP" in browser.get("/hours").text
    why = text_of(browser.get(WHY).text)
    assert "JP 4 JP − 4 JP = 0 JP" in why and "dicabut. Alasan: Salah orang" in why and "tidak sesuai" not in why
    assert clean(app)
    pages = (WHY, FINAL + "/why", f"/hours/{entry}")
    assert [(page, secret) for page in pages for secret in SECRETS if secret in browser.get(page).text] == []
    assert signed_in(app, people.add_person("budi")).get(WHY).status_code == 404
