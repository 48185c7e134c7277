"""What kinds with places to fill share: what was filled in, read and marked (pure)."""

from collections.abc import Sequence
from decimal import Decimal

from lms.kernel.errors import Unprocessable
from lms.questions.choices import no_such_option
from lms.questions.marking import UNANSWERED, marked, right_or_wrong
from lms.questions.question import Marking, PublishedBlank, PublishedOption, PublishedQuestion, Value
from lms.questions.typed_values import comparable, one_text

LONGEST_FILLING = 200  # characters


def read_blanks(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """What each blank was filled with, in their order, "" where with nothing; None if all are empty.

    Raises `Unprocessable` for another number of values, an option that is not there, or a text that is too long.
    """
    if form_values and len(form_values) != len(question.blanks):
        raise Unprocessable("This answer could not be read. Load the page again and repeat.")
    filled = [_filling(question, *pair) for pair in zip(question.blanks, form_values, strict=False)]
    return filled if any(filled) else None


def mark_blanks(question: PublishedQuestion, value: Value) -> Marking:
    """All or nothing; with `partial`, the share of blanks that are right."""
    if not isinstance(value, list):
        return UNANSWERED
    right = sum(is_right(*pair) for pair in zip(question.blanks, value, strict=True))
    if not question.partial:
        return right_or_wrong(question, right == len(question.blanks))
    return marked(question, Decimal(right) / len(question.blanks))


def is_right(blank: PublishedBlank, filling: str) -> bool:
    """Whether a blank is filled as it should be; typed texts without regard to case and spacing."""
    if blank.right:
        return filling == blank.right
    return comparable(filling) in [comparable(text) for text in blank.accepted]


def options_of(question: PublishedQuestion, blank: PublishedBlank) -> tuple[PublishedOption, ...]:
    """What is chosen from to fill a blank; nothing where it is typed."""
    return (blank.options or question.options) if blank.right else ()


def _filling(question: PublishedQuestion, blank: PublishedBlank, value: str) -> str:
    if not blank.right:
        return one_text([value], LONGEST_FILLING)
    if value and value not in [option.id for option in options_of(question, blank)]:
        raise no_such_option()
    return value
