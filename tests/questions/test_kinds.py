import re

import pytest

from lms.questions.kind import AnswerBlock, AnswerItem, Mark
from lms.questions.kinds import KINDS, kind_of
from lms.questions.question import PublishedQuestion
from tests.questions.published import choice, gaps, matching


def block(mark: Mark, *texts: str) -> AnswerBlock:
    """An answer list; a text that begins with ! is checked."""
    items = tuple(
        AnswerItem(mark, text.startswith("!"), text.lstrip("!"), "", False, n) for n, text in enumerate(texts, 1)
    )
    return AnswerBlock(mark, (), 1, items)


def table(*lines: str) -> AnswerBlock:
    """An answer table."""
    return AnswerBlock(Mark.TABLE, lines, 1)


KIND_OF = [
    ("round marks", block(Mark.ROUND, "!a", "b"), "single_choice"),
    ("round marks with two right", block(Mark.ROUND, "!a", "!b"), "single_choice"),
    ("square marks", block(Mark.SQUARE, "!a", "b"), "multiple_choice"),
    ("square marks with one right", block(Mark.SQUARE, "a", "!b"), "multiple_choice"),
    ("one number", block(Mark.EQUALS, "20 ± 0,5"), "number"),
    ("two numbers", block(Mark.EQUALS, "20", "30 .. 40"), "number"),
    ("one word", block(Mark.EQUALS, "Senin"), "typed_answer"),
    ("a number in words too", block(Mark.EQUALS, "20", "dua puluh"), "typed_answer"),
    ("a code with leading zero", block(Mark.EQUALS, "021"), "typed_answer"),
    ("a section of a law", block(Mark.EQUALS, "14/2008"), "typed_answer"),
    ("a numbered list", block(Mark.NUMBERED, "a", "b"), "ordering"),
    ("a table", table("| a | b |", "|---|---|", "| 1 | 2 |"), "matching"),
    ("gaps in a text", block(Mark.GAPS, "loket"), "gaps"),
    ("nothing", block(Mark.NONE), "essay"),
]


@pytest.mark.parametrize(("answer", "name"), [row[1:] for row in KIND_OF], ids=[row[0] for row in KIND_OF])
def test_kind_comes_from_the_marks_of_the_answer(answer: AnswerBlock, name: str) -> None:
    assert kind_of(answer).name == name


def test_kinds_are_registered_under_their_own_names() -> None:
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}


PROBLEMS = [
    ("one option", block(Mark.ROUND, "!a"), ["too-few-options"]),
    ("none right", block(Mark.SQUARE, "a", "b"), ["no-right-answer"]),
    ("two right", block(Mark.ROUND, "!a", "!b"), ["several-right-answers"]),
    ("twice the same", block(Mark.SQUARE, "!a  b", "a b"), ["same-option-twice"]),
    ("an empty option", block(Mark.ROUND, "!a", ""), ["empty-option"]),
    ("other case is another option", block(Mark.ROUND, "!kB", "KB"), []),
    ("all of them right", block(Mark.SQUARE, "!a", "!b"), []),
    ("semua benar", block(Mark.ROUND, "!a", "Semua jawaban benar"), ["all-of-above-not-last"]),
    ("all of the above", block(Mark.ROUND, "!a", "All of the above."), ["all-of-above-not-last"]),
    ("a sentence with benar", block(Mark.ROUND, "!a", "Semua berkas diperiksa dengan benar"), []),
    ("empty answer", block(Mark.EQUALS, "", "a"), ["empty-answer"]),
    ("one line to order", block(Mark.NUMBERED, "a"), ["too-few-options"]),
    ("two lines alike", block(Mark.NUMBERED, "a", "a"), ["same-option-twice"]),
    ("three columns", table("| a | b |", "|---|---|", "| 1 | 2 | 3 |", "| 4 | 5 |", "| 6 | 7 |"), ["not-two-columns"]),
    ("one row", table("| a | b |", "|---|---|", "| 1 | 2 |"), ["too-few-options"]),
    ("rows that all match the same", table("| a | b |", "|--|--|", "| 1 | 2 |", "| 3 | 2 |"), ["too-few-options"]),
    ("a left cell twice", table("| a | b |", "|--|--|", "| 1 | 2 |", "| 1 | 3 |"), ["same-option-twice"]),
    ("a row without right cell", table("| a | b |", "|--|--|", "| 1 | |", "| 2 | 3 |", "| 4 | 5 |"), ["empty-option"]),
    ("a right cell of two rows", table("| a | b |", "|--|--|", "| 1 | 2 |", "| 3 | 2 |", "| 4 | 5 |"), []),
    ("a right cell that fits nowhere", table("| a | b |", "|--|--|", "| 1 | 2 |", "| 3 | 4 |", "| | 5 |"), []),
    ("an empty gap", block(Mark.GAPS, "", "a"), ["empty-answer"]),
    ("a gap with bars only", block(Mark.GAPS, "| |"), ["empty-answer"]),
    ("a gap to choose for", block(Mark.GAPS, "(x) a|( ) b"), []),
    ("a gap with none right", block(Mark.GAPS, "( ) a|( ) b"), ["gap-choice-unclear"]),
    ("a gap with two right", block(Mark.GAPS, "(x) a|(x) b"), ["gap-choice-unclear"]),
    ("a gap with one choice", block(Mark.GAPS, "(x) a"), ["gap-choice-unclear"]),
    ("a gap with one mark missing", block(Mark.GAPS, "(x) a|b"), ["gap-choice-unclear"]),
    ("range upside down", block(Mark.EQUALS, "12 .. 10"), ["range-upside-down"]),
]


@pytest.mark.parametrize(("answer", "codes"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_kind_tells_what_is_wrong_with_an_answer(answer: AnswerBlock, codes: list[str]) -> None:
    assert [problem.code for problem in kind_of(answer).read(answer).problems] == codes


def test_published_question_survives_its_row() -> None:
    question = choice("single_choice", "b", last="d", hints_html=("<p>h</p>",))

    assert PublishedQuestion.from_json(question.to_json()) == question


@pytest.mark.parametrize("question", [matching(), gaps()])
def test_blanks_survive_the_row_of_their_question(question: PublishedQuestion) -> None:
    assert PublishedQuestion.from_json(question.to_json()) == question


def test_questions_stored_before_there_were_blanks_are_still_read() -> None:
    row = choice("single_choice", "b").to_json()
    for name in ("blanks", "columns", "rubric_html"):
        row = re.sub(rf'"{name}":(\[\]|""),', "", row)

    assert "blanks" not in row
    assert PublishedQuestion.from_json(row) == choice("single_choice", "b")
