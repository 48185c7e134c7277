"""Number: a list item `= 20`, `= 20 ± 0,5` or `= 10 .. 12`; decimal comma and point both read (pure)."""

from collections.abc import Sequence
from decimal import Decimal

from lms.kernel.errors import Unprocessable
from lms.kernel.problems import error
from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.marking import UNANSWERED, right_or_wrong
from lms.questions.numbers import LONGEST_NUMBER, is_between, key_ranges, readings
from lms.questions.question import Marking, PublishedQuestion, Value
from lms.questions.typed_values import draw_nothing, item_problems, one_text, write_accepted


def claims(answer: AnswerBlock) -> bool:
    """Whether every accepted answer is a number; one word among them makes all of them typed answers."""
    return all(key_ranges(item.text) for item in answer.items)


def read(answer: AnswerBlock) -> Answer:
    """The accepted ranges; `accepted` keeps how the author wrote them."""
    accepted = tuple(" ".join(item.text.split()) for item in answer.items)
    ranges = tuple(span for item in answer.items for span in key_ranges(item.text))
    upside_down = tuple(
        error(
            "range-upside-down",
            "The range {range} ends below its beginning.",
            "Write the smaller number first.",
            line=item.line,
            range=item.text,
        )
        for item in answer.items
        if all(Decimal(span.low) > Decimal(span.high) for span in key_ranges(item.text))
    )
    return Answer(accepted=accepted, ranges=ranges, problems=(*item_problems(answer), *upside_down))


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The typed number as text, None if there is none. Raises `Unprocessable` for what is not a number."""
    text = one_text(form_values, LONGEST_NUMBER)
    if text and not readings(text):
        raise Unprocessable("Write a number, such as 20 or 0,5.")
    return text or None


def mark(question: PublishedQuestion, value: Value) -> Marking:
    """Right if any reading of the number lies in any accepted range."""
    if not isinstance(value, str):
        return UNANSWERED
    right = any(is_between(number, span) for number in readings(value) for span in question.ranges)
    return right_or_wrong(question, right)


KIND = Kind(
    name="number",
    input=Input.NUMBER,
    answer_mark=Mark.EQUALS,
    claims=claims,
    read=read,
    write=write_accepted,
    draw=draw_nothing,
    read_value=read_value,
    mark=mark,
)
