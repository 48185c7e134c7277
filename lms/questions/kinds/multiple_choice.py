"""Multiple choice: list items `[ ]` and `[x]`, of which one, some or all are right (pure)."""

from collections.abc import Sequence
from decimal import Decimal

from lms.questions.choices import (
    draw_options,
    option_feedback,
    option_problems,
    order_problems,
    picked_options,
    read_options,
    write_options,
)
from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.marking import NOTHING, UNANSWERED, marked, right_or_wrong
from lms.questions.question import Marking, PublishedQuestion, Question, Value


def read(answer: AnswerBlock) -> Answer:
    """Options and their problems."""
    options = read_options(answer)
    return Answer(options=options, problems=(*option_problems(options, answer.line), *order_problems(options)))


def write(question: Question) -> tuple[str, ...]:
    """Canonical `- [x] text` lines."""
    return write_options(question, "[", "]")


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The ids of the picked options in the author's order, None if none. Raises `Unprocessable` for unknown ones."""
    return picked_options(question, form_values) or None


def mark(question: PublishedQuestion, value: Value) -> Marking:
    """All or nothing; with `partial`, right minus wrong over the number of right options, never below 0."""
    picked = frozenset(value) if isinstance(value, list) else frozenset()
    if not picked:
        return UNANSWERED
    right = frozenset(option.id for option in question.options if option.correct)
    feedback = option_feedback(question, picked)
    if not question.partial or not right:
        return right_or_wrong(question, picked == right, feedback)
    surplus = len(picked & right) - len(picked - right)
    return marked(question, max(NOTHING, Decimal(surplus) / len(right)), feedback)


KIND = Kind(
    name="multiple_choice",
    input=Input.CHECKBOX,
    answer_mark=Mark.SQUARE,
    claims=lambda answer: True,
    read=read,
    write=write,
    draw=draw_options,
    read_value=read_value,
    mark=mark,
)
