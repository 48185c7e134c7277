"""Typed answer: list items `= text`, each an accepted answer, compared without regard to case and spacing (pure)."""

from collections.abc import Sequence

from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.marking import UNANSWERED, right_or_wrong
from lms.questions.question import Marking, PublishedQuestion, Value
from lms.questions.typed_values import comparable, draw_nothing, item_problems, one_text, write_accepted

LONGEST_ANSWER = 500  # characters


def read(answer: AnswerBlock) -> Answer:
    """The accepted answers as the author wrote them."""
    accepted = tuple(" ".join(item.text.split()) for item in answer.items)
    return Answer(accepted=accepted, problems=item_problems(answer))


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The typed text, None if there is none. Raises `Unprocessable` if it is too long."""
    return one_text(form_values, LONGEST_ANSWER) or None


def mark(question: PublishedQuestion, value: Value) -> Marking:
    """Right if the text is one of the accepted answers."""
    if not isinstance(value, str):
        return UNANSWERED
    typed = comparable(value)
    return right_or_wrong(question, any(typed == comparable(accepted) for accepted in question.accepted))


KIND = Kind(
    name="typed_answer",
    input=Input.TEXT,
    answer_mark=Mark.EQUALS,
    claims=lambda answer: True,
    read=read,
    write=write_accepted,
    draw=draw_nothing,
    read_value=read_value,
    mark=mark,
)
