"""Files that other programs exported come in whole, and come back from our own export as they came in."""

from dataclasses import replace
from pathlib import Path

import pytest

from lms.content.bank_files import moodle_file, quiz_file
from lms.content.course_folder import read_course
from lms.content.document_reader import read_document
from lms.content.meaning import question_meaning
from lms.kernel.problems import has_errors
from lms.questions.banks.bank import Bank
from lms.questions.banks.reading import read_bank
from lms.questions.question import Question

FILES = Path(__file__).parent / "foreign"
CAME_IN = {
    "moodle-tools.xml": (
        *("single_choice", "single_choice", "number", "typed_answer", "matching", "ordering", "gaps", "gaps", "essay"),
    ),
    "quizpy.xml": (*("multiple_choice", "multiple_choice", "number", "typed_answer", "gaps", "matching", "essay"),),
    "moodlexport.xml": ("single_choice", "multiple_choice", "essay"),
    "gift-wrapper.gift.txt": ("number", "single_choice"),
}
LOST = {
    "moodle-tools.xml": ["there is no kind “description”"],
    "quizpy.xml": [
        "units",
        "the part marks of second-best answers",
        "feedback to single typed answers",
        "feedback to gaps",
        "the text that an answer begins with",
        "a rubric, which it had none of: write one",
    ],
    "moodlexport.xml": ["that files are handed in"],
    "gift-wrapper.gift.txt": ["negative marks"],
}


def bank_of(name: str) -> Bank:
    return read_bank((FILES / name).read_bytes())


def questions_in(text: str) -> list[Question]:
    reading = read_document("quiz.md", text)
    assert not has_errors(reading.problems)
    return [block.question for block in reading.document.blocks if block.question is not None]


def meaning(question: Question) -> Question:
    plain = question_meaning(question)
    blanks = tuple(replace(b, line=0, options=tuple(replace(o, line=0) for o in b.options)) for b in plain.blanks)
    return replace(plain, blanks=blanks, pool="", level=2)


@pytest.mark.parametrize("name", CAME_IN)
def test_all_questions_come_in_and_every_loss_is_told(name: str) -> None:
    bank = bank_of(name)
    assert tuple(question.kind for question in bank.questions) == CAME_IN[name]
    assert [problem.params[0][1] for problem in bank.problems] == LOST[name]


@pytest.mark.parametrize("name", CAME_IN)
def test_the_quiz_is_one_that_a_course_may_hold(name: str) -> None:
    bank = bank_of(name)
    quiz = quiz_file(bank, "Uji")
    reading = read_course({"course.md": b"# Satu\n", "quiz.md": quiz.text.encode(), **bank.media}, "satu")
    assert not has_errors(reading.problems)
    assert quiz.count == len(bank.questions)


@pytest.mark.parametrize("name", CAME_IN)
def test_our_export_of_it_comes_back_in_without_loss(name: str) -> None:
    bank = bank_of(name)
    before = questions_in(quiz_file(bank, "Uji").text)
    again = read_bank(moodle_file(before, {question.pool: question.pool for question in before}, bank.media))
    assert again.problems == ()
    assert again.media == bank.media
    assert [meaning(question) for question in again.questions] == [meaning(question) for question in before]


def test_a_picture_table_list_formula_and_code_of_another_program_are_kept() -> None:
    flag, papers, room = bank_of("quizpy.xml").questions[:3]
    assert flag.title == "Bendera apa **ini?** Rumus $\\frac{a}{b} \\le 10$."
    assert flag.stem.startswith("![bendera](media/bendera-")
    assert [option.text for option in flag.options] == ["Indonesia", "R&D `x*y`", "```\nif a:\n    b\n```"]
    assert papers.stem == "- umum\n  - KTP\n- khusus"
    assert room.stem.split("\n")[0] == "| Sisi | m |"
