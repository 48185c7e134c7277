import pytest

from lms.questions.kind import AnswerBlock, AnswerItem, Mark
from lms.questions.kinds import KINDS, kind_of
from lms.questions.question import PublishedQuestion
from tests.questions.published import choice


def block(mark: Mark, *texts: str) -> AnswerBlock:
    """An answer list; a text that begins with ! is checked."""
    items = tuple(
        AnswerItem(mark, text.startswith("!"), text.lstrip("!"), "", False, n) for n, text in enumerate(texts, 1)
    )
    return AnswerBlock(mark, (), 1, items)


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
]


@pytest.mark.parametrize(("answer", "name"), [row[1:] for row in KIND_OF], ids=[row[0] for row in KIND_OF])
def test_kind_comes_from_the_marks_of_the_answer(answer: AnswerBlock, name: str) -> None:
    kind = kind_of(answer)

    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize("mark", [Mark.NUMBERED, Mark.TABLE, Mark.GAPS, Mark.NONE])
def test_marks_of_kinds_that_do_not_exist_yet_belong_to_none(mark: Mark) -> None:
    assert kind_of(block(mark)) is None


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
    ("range upside down", block(Mark.EQUALS, "12 .. 10"), ["range-upside-down"]),
]


@pytest.mark.parametrize(("answer", "codes"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_kind_tells_what_is_wrong_with_an_answer(answer: AnswerBlock, codes: list[str]) -> None:
    kind = kind_of(answer)

    assert kind is not None
    assert [problem.code for problem in kind.read(answer).problems] == codes


def test_published_question_survives_its_row() -> None:
    question = choice("single_choice", "b", last="d", hints_html=("<p>h</p>",))

    assert PublishedQuestion.from_json(question.to_json()) == question
