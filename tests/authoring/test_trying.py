"""An author tries a draft as its learners will take it; nothing of it is recorded."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring import operations
from lms.authoring.draft import DraftState
from lms.authoring.previewing import previews
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, writer
from tests.support.people import NOW, add_person, signed_in
from tests.support.statements import statements

LESSON, QUIZ = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md"
WITH_CHECK = FILES[LESSON] + (
    b"\n## Soal: Mana yang paling mudah dicari? {#mudah}\n\n"
    b"- ( ) surat.pdf\n  > Tidak ada tanggalnya.\n- (x) 2026-11-24-dinas.pdf\n"
)


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def draft(nara: int) -> int:
    return add_draft(writer(nara), {**FILES, LESSON: WITH_CHECK})


@pytest.fixture
def author(app: Flask, nara: int) -> FlaskClient:
    return signed_in(app, nara)


def test_trying_begins_with_the_first_page_and_leads_to_the_next(author: FlaskClient, draft: int) -> None:
    first = author.get(f"/drafts/{draft}/try", follow_redirects=True)
    assert "<strong>bernama jelas</strong>" in first.text and "1. Nama berkas" in first.text
    assert f"/drafts/{draft}/try/{QUIZ}" in first.text


def test_a_wrong_answer_is_told_its_feedback_and_not_the_key(author: FlaskClient, draft: int) -> None:
    path = f"/drafts/{draft}/try/{LESSON}"
    wrong = author.post(path, data={"question": "mudah", "answer": "a"})
    assert wrong.status_code == 200
    assert "Tidak ada tanggalnya." in wrong.text and "Tunjukkan jawabannya" in wrong.text
    part = author.post(path, data={"question": "mudah", "answer": "a", "part": "1"}).text
    assert "Tidak ada tanggalnya." in part and "<html" not in part


def test_the_questions_of_a_final_can_be_answered_too(author: FlaskClient, draft: int) -> None:
    answered = author.post(f"/drafts/{draft}/try/{QUIZ}", data={"question": "lebih-dulu", "answer": "a"})
    assert "Urutan berkas mengikuti tanggal." in answered.text
    missing = author.post(f"/drafts/{draft}/try/{QUIZ}", data={"question": "lebih-dulu"})
    assert missing.status_code == 422 and "<title>Perlu diperbaiki: " in missing.text


def test_trying_writes_nothing(author: FlaskClient, draft: int) -> None:
    path = f"/drafts/{draft}/try/{QUIZ}"
    author.get(path)
    with statements() as seen:
        author.get(path)
        author.post(path, data={"question": "lebih-dulu", "answer": "a"})
    assert not [one.sql for one in seen if not one.sql.startswith(("SELECT", "BEGIN"))]


@pytest.mark.parametrize("data", [{"question": "bukan", "answer": "a"}, {}, {"answer": "x" * 100_000}])
def test_a_question_that_is_not_there_is_not_found(author: FlaskClient, draft: int, data: dict[str, str]) -> None:
    assert author.post(f"/drafts/{draft}/try/{QUIZ}", data=data).status_code == 404


def test_pages_that_are_not_there_are_not_found(author: FlaskClient, draft: int) -> None:
    for path in ("tidak-ada.md", "course.md", "../../etc/passwd"):
        assert author.get(f"/drafts/{draft}/try/{path}").status_code == 404


def test_only_authors_try_what_is_not_handed_in(app: Flask, draft: int) -> None:
    other = signed_in(app, add_person("lain", "Lain Contoh", role=Role.SPEAKER))
    reviewer = signed_in(app, add_person("penelaah", "Telaah Contoh", role=Role.REVIEWER))
    assert [who.get(f"/drafts/{draft}/try").status_code for who in (other, reviewer)] == [404, 404]
    with door(writes=True):
        operations.set_state(draft, DraftState.IN_REVIEW, NOW, by=writer(0))
    assert [who.get(f"/drafts/{draft}/try").status_code for who in (other, reviewer)] == [404, 303]


def test_an_empty_draft_says_so(author: FlaskClient, nara: int) -> None:
    empty = add_draft(writer(nara), {"course.md": FILES["course.md"]}, "kosong")
    assert "Belum ada yang bisa dicoba" in author.get(f"/drafts/{empty}/try").text


def test_a_text_that_cannot_be_shown_says_why(author: FlaskClient, nara: int) -> None:
    deep = b"---\ntitle: Dalam\n---\n\n" + b">" * 60 + b" x\n"
    draft = add_draft(writer(nara), {**FILES, LESSON: deep}, "dalam")
    page = author.get(f"/drafts/{draft}/try/{LESSON}")
    previews().rest()
    assert page.status_code == 200 and "terlalu dalam" in page.text


def test_only_questions_within_a_lesson_are_called_checks(author: FlaskClient, draft: int) -> None:
    lesson, quiz = f"/drafts/{draft}/try/{LESSON}", f"/drafts/{draft}/try/{QUIZ}"
    answer = {"question": "lebih-dulu", "answer": "a"}
    assert "Cek pemahaman" in author.get(lesson).text
    for page in (author.get(quiz), author.post(quiz, data=answer), author.post(quiz, data={**answer, "part": "1"})):
        assert "Apa yang ditulis lebih dulu?" in page.text and "Cek pemahaman" not in page.text


@pytest.mark.parametrize("typed", ["", "Menurut tanggal dan pengirim."])
def test_an_essay_whose_answer_is_asked_for_shows_its_rubric(author: FlaskClient, nara: int, typed: str) -> None:
    essay = b"---\ntitle: Latihan\nkind: quiz\n---\n\n## Soal: Mengapa? {#mengapa}\n\n> Rubrik: Menyebut tanggal.\n"
    draft = add_draft(writer(nara), {**FILES, QUIZ: essay}, "esai")
    asked = {"question": "mengapa", "answer": typed, "reveal": "1"}
    assert "Menyebut tanggal." not in author.get(f"/drafts/{draft}/try/{QUIZ}").text
    assert "Menyebut tanggal." in author.post(f"/drafts/{draft}/try/{QUIZ}", data=asked).text
