"""A kind is one module: a ninth one, registered and nothing else, goes from its Markdown to the learner's page."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest
from flask import Flask

from lms.assessment.models import Answer
from lms.content.document_reader import read_document
from lms.content.question_writer import question_lines
from lms.kernel.errors import Unprocessable
from lms.questions import kind as kind_module
from lms.questions.kind import AnswerBlock, Input, Kind, Mark
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED, right_or_wrong
from lms.questions.question import Marking, PublishedQuestion, Question, Value
from lms.questions.showing import show, show_marked
from lms.questions.typed_values import draw_nothing, one_text
from tests.support import people
from tests.support.apps import count

# The module of the kind: a year, written `= tahun 2009`.
_YEAR = re.compile(r"tahun (\d{4})$")


def claims(answer: AnswerBlock) -> bool:
    return all(_YEAR.match(item.text) for item in answer.items)


def read(answer: AnswerBlock) -> kind_module.Answer:
    return kind_module.Answer(accepted=tuple(item.text.removeprefix("tahun ") for item in answer.items))


def write(question: Question) -> tuple[str, ...]:
    return tuple(f"- = tahun {year}" for year in question.accepted)


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    text = one_text(form_values, 4)
    if text and not text.isdecimal():
        raise Unprocessable("Write a number, such as 20 or 0,5.")
    return text or None


def mark(question: PublishedQuestion, value: Value) -> Marking:
    return right_or_wrong(question, value in question.accepted) if value else UNANSWERED


YEAR = Kind("year", Input.TEXT, Mark.EQUALS, claims, read, write, draw_nothing, read_value, mark)
# The end of the module.

SOURCE = (
    "## Soal: Sejak tahun berapa? {#sejak}\n\nUU Pelayanan Publik.\n\n- = tahun 2009\n\n"
    "> Petunjuk: Sebelum 2010.\n\n> Penjelasan: UU 25/2009.\n"
)
COURSE = {
    "course.md": "---\ntitle: Tahun\nsummary: Satu soal.\n---\n",
    "01-baca.md": f"# Baca\n\nTeks.\n\n{SOURCE.replace('#sejak', '#sendiri')}",
    "02-latihan.md": f"---\ntitle: Latihan\nkind: quiz\n---\n\n{SOURCE}",
    "03-ujian.md": f"---\ntitle: Ujian\nkind: quiz\nrole: final\n---\n\n{SOURCE.replace('#sejak', '#akhir')}",
}


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if `KINDS` named the kind, before the wider one with its mark."""
    grown: Mapping[str, Kind] = MappingProxyType({YEAR.name: YEAR, **KINDS})
    for name, module in list(sys.modules.items()):
        if name.startswith("lms.") and getattr(module, "KINDS", None) is KINDS:
            monkeypatch.setattr(module, "KINDS", grown)


def question() -> Question:
    """The question as it is read."""
    (found,) = [block.question for block in read_document("a.md", SOURCE).document.blocks if block.question]
    return found


def test_it_is_read_and_written_back() -> None:
    found = question()
    assert (found.kind, found.accepted) == ("year", ("2009",))
    assert "\n".join(question_lines(found, "Soal", english=False)) + "\n" == SOURCE


def test_it_is_drawn_shown_and_marked() -> None:
    published = PublishedQuestion("k", "year", "<p>?</p>", "f", accepted=("2009",), explanation_html="<p>UU</p>")
    assert YEAR.draw(published, True, Random(1)) == ()
    assert show(published, (), "2008").value == "2008"
    marked = show_marked(published, (), "2008", YEAR.mark(published, "2008"), with_key=True)
    assert [(option.html, option.verdict) for option in marked.options] == [("2008", "no"), ("2009", "ok")]


def test_a_course_with_it_is_published_and_answered_everywhere(app: Flask, tmp_path: Path) -> None:
    for path, text in COURSE.items():
        (tmp_path / path).write_text(text, "utf-8")
    done = app.test_cli_runner().invoke(args=["courses", "publish", str(tmp_path), "--slug", "tahun"])
    assert done.exit_code == 0, done.output
    browser = people.signed_in(app, people.add_person())
    browser.post("/courses/tahun/enrol")

    checked = browser.post("/learn/tahun/-/baca/check", data={"question": "sendiri", "answer": "2009"})
    assert "UU 25/2009." in checked.text
    practice, final = "/learn/tahun/-/latihan/quiz", "/learn/tahun/-/ujian/quiz"
    browser.post(practice + "/start")
    assert 'name="answer"' in browser.get(practice + "/1").text
    assert browser.post(practice + "/1/check", data={"answer": "dulu"}).status_code == 422
    missed = browser.post(practice + "/1/check", data={"answer": "2008"}, follow_redirects=True).text
    assert "Belum tepat" in missed and "UU 25/2009." not in missed
    tried = browser.post(practice + "/try?draw=1", data={"question": "sejak", "answer": "2009"}).text
    assert "<span>Tepat</span>" in tried

    browser.post(final + "/start", data={"alone": "1"})
    assert browser.post(final + "/1", data={"answer": "2009", "back": "list"}).status_code == 303
    assert 'value="2009"' in browser.get(final + "/list").text
    browser.post(final + "/submit")
    assert "Lulus: nilai 100" in browser.get(final + "/result").text
    assert "2009" in browser.get(final + "/history").text
    assert count(Answer) == 2
    assert app.test_cli_runner().invoke(args=["doctor"]).exit_code == 0
    assert json.loads(app.test_cli_runner().invoke(args=["quizzes", "analyse", "tahun", "--json"]).output)


def test_an_export_leaves_it_out_and_says_so(app: Flask, tmp_path: Path) -> None:
    quiz, out = tmp_path / "quiz.md", tmp_path / "out.xml"
    quiz.write_text(COURSE["02-latihan.md"], "utf-8")
    done = app.test_cli_runner().invoke(args=["courses", "export-questions", str(quiz), "--to", str(out)])
    assert "Moodle has no question of the kind year" in done.output
    assert "0 questions are in" in done.output
