"""Essay: a question without answers, which a person marks by its rubric (pure)."""

from collections.abc import Sequence

from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.marking import UNANSWERED
from lms.questions.question import Marking, PublishedQuestion, Value
from lms.questions.typed_values import draw_nothing, one_text

LONGEST_ESSAY = 10_000  # characters


def read(answer: AnswerBlock) -> Answer:
    """Nothing: that there are no answers makes it an essay."""
    return Answer()


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The text with its line breaks, None if there is none. Raises `Unprocessable` if it is too long."""
    return one_text(form_values, LONGEST_ESSAY).replace("\r\n", "\n") or None


def mark(question: PublishedQuestion, value: Value) -> Marking | None:
    """None: a person has to, unless nothing was written."""
    return None if value else UNANSWERED


KIND = Kind(
    name="essay",
    input=Input.ESSAY,
    answer_mark=Mark.NONE,
    claims=lambda answer: True,
    read=read,
    write=lambda question: (),
    draw=draw_nothing,
    read_value=read_value,
    mark=mark,
)
