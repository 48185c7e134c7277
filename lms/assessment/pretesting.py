"""A pre-test on its page: its questions, and the answers in its form, each under a name of its own (pure)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lms.kernel.errors import Refusal, Unprocessable
from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Value
from lms.questions.showing import ShownQuestion, as_given, show


@dataclass(frozen=True)
class PretestQuestion:
    """A question of a pre-test with its options in the order shown; `id` is that of its row."""

    id: int
    question: PublishedQuestion
    order: tuple[str, ...]


@dataclass(frozen=True)
class FilledQuestion:
    """A question of the page: the `name` of its fields, what is in them, and why that cannot be an answer."""

    name: str
    asked: PretestQuestion
    value: Value = None
    refused: Refusal | None = None

    @property
    def shown(self) -> ShownQuestion:
        """The question as the page shows it, with what is filled in and nothing of its key."""
        return show(self.asked.question, self.asked.order, self.value)

    @property
    def first_field(self) -> str:
        """The id of what is typed into, else that of the question, as `components/question.html` gives them."""
        is_typed = KINDS[self.asked.question.kind].input in {Input.TEXT, Input.NUMBER}
        return f"{self.name}-{self.asked.question.key}" + ("-text" if is_typed else "")


@dataclass(frozen=True)
class Problem:
    """What has to be corrected, at which question."""

    question: FilledQuestion
    why: Refusal


def blank(questions: Sequence[PretestQuestion]) -> tuple[FilledQuestion, ...]:
    """The questions before anything is filled in."""
    return filled(questions, lambda _name: ())


def filled(
    questions: Sequence[PretestQuestion], values_of: Callable[[str], Sequence[str]]
) -> tuple[FilledQuestion, ...]:
    """The questions with what the form holds under their names."""
    return tuple(_filled(f"q{number}", asked, values_of(f"q{number}")) for number, asked in enumerate(questions, 1))


def problems_of(questions: Sequence[FilledQuestion]) -> list[Problem]:
    """What keeps the form from being taken. Questions may stay open, but not all: that would be skipping it."""
    found = [Problem(one, one.refused) for one in questions if one.refused is not None]
    if not found and all(one.value is None for one in questions):
        return [Problem(questions[0], Unprocessable("Answer at least one question, or skip the pre-test."))]
    return found


def _filled(name: str, asked: PretestQuestion, values: Sequence[str]) -> FilledQuestion:
    try:
        return FilledQuestion(name, asked, KINDS[asked.question.kind].read_value(asked.question, values))
    except Unprocessable as problem:
        return FilledQuestion(name, asked, as_given(asked.question, values), problem)
