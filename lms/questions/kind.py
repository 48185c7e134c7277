"""What every kind of question knows how to do, and the form in which it is given an answer to read (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from lms.kernel.problems import Problem
from lms.questions.question import Blank, Marking, NumberRange, Option, PublishedQuestion, Question, Value


class Mark(StrEnum):
    """What an answer begins with; it alone decides the kind, never the number of right answers."""

    ROUND = "( )"
    SQUARE = "[ ]"
    EQUALS = "="
    NUMBERED = "1."
    TABLE = "|"
    GAPS = "[[ ]]"
    NONE = ""


class Input(StrEnum):
    """The ways in which a page takes an answer."""

    RADIO = "radio"
    CHECKBOX = "checkbox"
    TEXT = "text"
    NUMBER = "number"
    ORDER = "order"
    BLANKS = "blanks"
    ESSAY = "essay"


@dataclass(frozen=True)
class AnswerItem:
    """One list item or gap of an answer, its mark taken off, its further lines dedented, its quotes as feedback."""

    mark: Mark
    checked: bool
    text: str
    feedback: str
    last: bool
    line: int


@dataclass(frozen=True)
class AnswerBlock:
    """The lines of a question that hold its answer; `items` only where it is a list, or gaps in a text."""

    mark: Mark
    lines: tuple[str, ...]
    line: int
    items: tuple[AnswerItem, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a kind read: only its own fields are filled; the problems have lines but no path yet."""

    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    ranges: tuple[NumberRange, ...] = ()
    blanks: tuple[Blank, ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of question as one value; `name` is stored with answers and never changes.

    input: how it is answered in `components/question.html`.

    claims: whether an answer with this kind's mark is really of this kind.
    read: the answer block → its values and what is wrong with them.
    write: the question → its answer as canonical Markdown lines, which `read` reads back unchanged.
    draw: the ids of the options in the order shown, `()` for kinds without options.
    read_value: the form's values → what the learner answered, None if nothing.
        Raises `Unprocessable` for what this question cannot be answered with.
    mark: an answer → its marking; None if a person has to mark it.
    hides_order: whether the author's order of options is part of the key, so that ids must not follow it.
    """

    name: str
    input: Input
    answer_mark: Mark
    claims: Callable[[AnswerBlock], bool]
    read: Callable[[AnswerBlock], Answer]
    write: Callable[[Question], tuple[str, ...]]
    draw: Callable[[PublishedQuestion, bool, Random], tuple[str, ...]]
    read_value: Callable[[PublishedQuestion, Sequence[str]], Value]
    mark: Callable[[PublishedQuestion, Value], Marking | None]
    hides_order: bool = False
