import pytest

from lms.kernel.errors import Unprocessable
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from tests.questions.published import choice, essay, gaps, matching, number, ordering, typed

SINGLE, MULTIPLE = choice("single_choice", "a"), choice("multiple_choice", "ab")

READ = [
    ("one option", SINGLE, ["b"], "b"),
    ("no option", SINGLE, [], None),
    ("an empty field", SINGLE, [""], None),
    ("several options in the author's order", MULTIPLE, ["c", "a"], ["a", "c"]),
    ("an option sent twice", MULTIPLE, ["a", "a"], ["a"]),
    ("nothing ticked", MULTIPLE, [], None),
    ("typed text is trimmed", typed("x"), ["  jawab saya "], "jawab saya"),
    ("only spaces", typed("x"), ["   "], None),
    ("a number stays as it was typed", number("1"), [" 1.500 "], "1.500"),
    ("no number", number("1"), [""], None),
    ("lines in their order", ordering("abc"), ["a.3", "b.1", "c.2"], ["b", "c", "a"]),
    ("lines without numbers", ordering("abc"), ["a.", "b.", "c."], None),
    ("no lines", ordering("abc"), [], None),
    ("rows matched", matching(), ["b", "c"], ["b", "c"]),
    ("a row left open", matching(), ["", "a"], ["", "a"]),
    ("all rows left open", matching(), ["", ""], None),
    ("no rows", matching(), [], None),
    ("gaps filled", gaps(), [" loket ", "b"], ["loket", "b"]),
    ("an essay of two paragraphs", essay(), [" satu\r\n\r\ndua "], "satu\n\ndua"),
    ("an empty essay", essay(), ["  "], None),
]

REFUSED = [
    ("two options where one is asked", SINGLE, ["a", "b"]),
    ("an unknown option", SINGLE, ["z"]),
    ("an unknown option among known ones", MULTIPLE, ["a", "z"]),
    ("two texts", typed("x"), ["a", "b"]),
    ("a long text", typed("x"), ["a" * 501]),
    ("a word for a number", number("1"), ["dua"]),
    ("not a number", number("1"), ["NaN"]),
    ("infinity", number("1"), ["inf"]),
    ("an exponent", number("1"), ["1e400"]),
    ("a huge number", number("1"), ["9" * 41]),
    ("digits of another script", number("1"), ["\u0661"]),
    ("two numbers in one", number("1"), ["1 .. 2"]),
    ("a line without its number", ordering("abc"), ["a.1", "b.2", "c."]),
    ("two lines with one number", ordering("abc"), ["a.1", "b.1", "c.2"]),
    ("a line left out", ordering("abc"), ["a.1", "b.2"]),
    ("a line twice", ordering("ab"), ["a.1", "a.2"]),
    ("an unknown line", ordering("ab"), ["a.1", "z.2"]),
    ("a number too high", ordering("ab"), ["a.1", "b.3"]),
    ("a number in words", ordering("ab"), ["a.satu", "b.2"]),
    ("digits of another script as place", ordering("ab"), ["a.\u0661", "b.2"]),
    ("a row too many", matching(), ["a", "b", "c"]),
    ("a row too few", matching(), ["a"]),
    ("an option that is not there", matching(), ["a", "z"]),
    ("an option of another gap", gaps(), ["loket", "c"]),
    ("a long filling", gaps(), ["a" * 201, "a"]),
    ("a long essay", essay(), ["a" * 10_001]),
]


@pytest.mark.parametrize(("question", "values", "value"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_form_values_become_an_answer(question: PublishedQuestion, values: list[str], value: Value) -> None:
    assert KINDS[question.kind].read_value(question, values) == value


@pytest.mark.parametrize(("question", "values"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_values_that_the_question_cannot_have_are_refused(question: PublishedQuestion, values: list[str]) -> None:
    with pytest.raises(Unprocessable):
        KINDS[question.kind].read_value(question, values)
