"""Single choice: list items `( )` of which exactly one, `(x)`, is right (pure)."""

from collections.abc import Sequence

from lms.kernel.errors import Unprocessable
from lms.kernel.problems import error
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
from lms.questions.marking import UNANSWERED, right_or_wrong
from lms.questions.question import Marking, PublishedQuestion, Question, Value


def read(answer: AnswerBlock) -> Answer:
    """Options and their problems; a second `(x)` is an error, for the marks say that one is right."""
    options = read_options(answer)
    problems = (*option_problems(options, answer.line), *order_problems(options))
    right = [option for option in options if option.correct]
    if len(right) > 1:
        problems += (
            error(
                "several-right-answers",
                "More than one option is marked (x).",
                "Mark one option, or write [ ] and [x] if several are right.",
                line=right[1].line,
            ),
        )
    return Answer(options=options, problems=problems)


def write(question: Question) -> tuple[str, ...]:
    """Canonical `- (x) text` lines."""
    return write_options(question, "(", ")")


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The id of the picked option, None if none. Raises `Unprocessable` for several or unknown ones."""
    picked = picked_options(question, form_values)
    if len(picked) > 1:
        raise Unprocessable("Only one option can be chosen here.")
    return picked[0] if picked else None


def mark(question: PublishedQuestion, value: Value) -> Marking:
    """All or nothing, with the feedback of the picked option."""
    if not isinstance(value, str):
        return UNANSWERED
    right = any(option.id == value and option.correct for option in question.options)
    return right_or_wrong(question, right, option_feedback(question, (value,)))


KIND = Kind(
    name="single_choice",
    input=Input.RADIO,
    answer_mark=Mark.ROUND,
    claims=lambda answer: True,
    read=read,
    write=write,
    draw=draw_options,
    read_value=read_value,
    mark=mark,
)
