from decimal import Decimal

import pytest

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from tests.questions.published import choice, essay, gaps, matching, number, ordering, typed


def mark(question: PublishedQuestion, value: Value) -> Decimal:
    return KINDS[question.kind].mark(question, value).fraction


SINGLE = [("the right option", "b", 1), ("another option", "a", 0), ("no answer", None, 0), ("an unknown one", "z", 0)]


@pytest.mark.parametrize(("value", "fraction"), [row[1:] for row in SINGLE], ids=[row[0] for row in SINGLE])
def test_single_choice_is_all_or_nothing(value: Value, fraction: int) -> None:
    assert mark(choice("single_choice", "b"), value) == fraction


MULTIPLE = [
    ("all right", ["a", "b"], 1, 1),
    ("one of two right", ["a"], 0, Decimal("0.5")),
    ("one right and one wrong", ["a", "c"], 0, 0),
    ("both right and one wrong", ["a", "b", "c"], 0, Decimal("0.5")),
    ("more wrong than right is never below zero", ["c", "d"], 0, 0),
    ("no answer", None, 0, 0),
]


@pytest.mark.parametrize(("value", "whole", "part"), [row[1:] for row in MULTIPLE], ids=[row[0] for row in MULTIPLE])
def test_multiple_choice_gives_part_marks_only_where_the_author_says_partial(
    value: Value, whole: int, part: Decimal
) -> None:
    assert mark(choice("multiple_choice", "ab"), value) == whole
    assert mark(choice("multiple_choice", "ab", partial=True), value) == part


TYPED = [
    ("as written", "Kartu Keluarga", True),
    ("other case", "kartu KELUARGA", True),
    ("more spaces", "  kartu   keluarga ", True),
    ("decomposed letters", "Kartu Keluarga", True),
    ("without the space", "kartukeluarga", False),
    ("another word", "kartu", False),
]


@pytest.mark.parametrize(("value", "right"), [row[1:] for row in TYPED], ids=[row[0] for row in TYPED])
def test_typed_answer_does_not_mind_case_and_spaces(value: str, right: bool) -> None:
    assert mark(typed("Kartu Keluarga", "KK"), value) == right


def test_typed_answer_compares_letters_however_they_are_composed() -> None:
    assert mark(typed("café"), "cafe\u0301") == 1
    assert mark(typed("STRASSE"), "straße") == 1


NUMBERS = [
    ("exactly", "20", "20", True),
    ("decimal comma", "0,5", "0.5", True),
    ("decimal point", "0.5", "0,50", True),
    ("within the tolerance", "20 ± 0,5", "20,5", True),
    ("outside the tolerance", "20 ± 0,5", "20,51", False),
    ("tolerance typed on a keyboard", "20 +/- 1", "19", True),
    ("lower end of a range", "10 .. 12", "10", True),
    ("beyond a range", "10 .. 12", "12.1", False),
    ("unclear answer read as thousands", "1500", "1.500", True),
    ("unclear answer read as a decimal", "1,5", "1.500", True),
    ("unclear key", "1.500", "1500", True),
    ("a range is read in one way", "1.500 .. 2.500", "3", False),
    ("thousands with tolerance", "20.000 ± 500", "15", False),
    ("thousands with tolerance, met", "20.000 ± 500", "20.500", True),
    ("thousands and decimals", "1.234.567,8", "1,234,567.8", True),
    ("grouped by spaces", "12000", "12 000", True),
    ("negative with a real minus sign", "-3", "\u22123", True),
    ("with a plus", "3", "+3", True),
    ("no rounding of decimals", "0.1", "0.10000000000000000001", False),
]


@pytest.mark.parametrize(("key", "value", "right"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_number_is_right_if_one_reading_lies_in_an_accepted_range(key: str, value: str, right: bool) -> None:
    assert mark(number(key), value) == right


def test_several_accepted_numbers_are_all_right() -> None:
    question = number("20", "30")

    assert [mark(question, value) for value in ("20", "30", "25")] == [1, 1, 0]


@pytest.mark.parametrize(
    "question", [typed("a"), number("1"), choice("single_choice", "a"), choice("multiple_choice", "a")]
)
def test_no_answer_earns_nothing_and_no_feedback(question: PublishedQuestion) -> None:
    marking = KINDS[question.kind].mark(question, None)

    assert (marking.fraction, marking.correct, marking.feedback_html) == (0, False, "")


def test_feedback_is_that_of_the_picked_options_then_that_of_the_whole_answer() -> None:
    question = choice("multiple_choice", "ab", partial=True)

    assert KINDS[question.kind].mark(question, ["a", "c"]).feedback_html == "<p>a</p><p>c</p><p>wrong</p>"
    assert KINDS[question.kind].mark(question, ["a", "b"]).feedback_html == "<p>a</p><p>b</p><p>right</p>"


ORDER = [
    ("the right order", "abcd", False, "1"),
    ("one line moved", "bcda", False, "0"),
    ("one line moved, with partial", "bcda", True, Decimal(2) / 3),
    ("two lines exchanged, with partial", "bacd", True, Decimal(2) / 3),
    ("backwards, with partial", "dcba", True, "0"),
]


@pytest.mark.parametrize(("value", "partial", "fraction"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_order_is_all_or_nothing_or_the_longest_run_in_sequence(value: str, partial: bool, fraction: str) -> None:
    assert mark(ordering("abcd", partial=partial), list(value)) == Decimal(fraction)


BLANKS = [
    ("all rows", matching(), ["b", "a"], "1"),
    ("one row of two", matching(), ["b", "c"], "0"),
    ("one row of two, with partial", matching(partial=True), ["b", "c"], "0.5"),
    ("one row left open, with partial", matching(partial=True), ["", "a"], "0.5"),
    ("all gaps", gaps(), ["Loket", "a"], "1"),
    ("another accepted word", gaps(), [" konter ", "a"], "1"),
    ("one gap of two", gaps(), ["meja", "a"], "0"),
    ("one gap of two, with partial", gaps(partial=True), ["meja", "a"], "0.5"),
]


@pytest.mark.parametrize(("question", "value", "fraction"), [row[1:] for row in BLANKS], ids=[row[0] for row in BLANKS])
def test_blanks_are_all_or_nothing_or_counted(question: PublishedQuestion, value: Value, fraction: str) -> None:
    assert mark(question, value) == Decimal(fraction)


def test_an_essay_waits_for_a_person_unless_nothing_was_written() -> None:
    assert KINDS["essay"].mark(essay(), "Sebab warga menunggu.") is None
    assert mark(essay(), None) == 0
