"""Ordering: a numbered list in the right order, shown in another one (pure)."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from lms.kernel.errors import Unprocessable
from lms.kernel.problems import error
from lms.questions.answer_lines import numbered_lines
from lms.questions.choices import no_feedback, no_such_option, read_options, text_problems
from lms.questions.kind import Answer, AnswerBlock, Input, Kind, Mark
from lms.questions.marking import UNANSWERED, marked, right_or_wrong
from lms.questions.question import Marking, PublishedQuestion, Question, Value


def read(answer: AnswerBlock) -> Answer:
    """The lines to put in order, as options in the right order."""
    options = read_options(answer)
    problems = [*text_problems(options), *no_feedback(answer.items)]
    if len(options) < 2:
        problems.append(
            error(
                "too-few-options",
                "There is nothing to put in order.",
                "Write at least two numbered lines.",
                line=answer.line,
            )
        )
    return Answer(options=options, problems=tuple(problems))


def write(question: Question) -> tuple[str, ...]:
    """Canonical `1. text` lines."""
    return tuple(line for number, o in enumerate(question.options, 1) for line in numbered_lines(number, o.text))


def draw(question: PublishedQuestion, shuffle: bool, rng: Random) -> tuple[str, ...]:
    """The ids in an order that is not the right one, whatever the quiz says of shuffling."""
    right = [option.id for option in question.options]
    shown = rng.sample(right, len(right))
    return tuple(shown if shown != right else [*right[1:], *right[:1]])


def read_value(question: PublishedQuestion, form_values: Sequence[str]) -> Value:
    """The ids in the order given by values such as `b.2` (option b comes second), None if no line has a number.

    Raises `Unprocessable` for lines without a number of their own and for options that the question does not have.
    """
    places = dict(value.rpartition(".")[::2] for value in form_values)
    if not any(places.values()):
        return None
    ids = {option.id for option in question.options}
    if not ids.issuperset(places):
        raise no_such_option()
    if sorted(places.values()) != sorted(str(number) for number in range(1, len(ids) + 1)):
        raise Unprocessable("Give each line its own number, from 1 to %(count)s.", count=len(ids))
    return sorted(places, key=lambda option_id: int(places[option_id]))


def mark(question: PublishedQuestion, value: Value) -> Marking:
    """All or nothing; with `partial`, how much of the longest run of lines in the right sequence is there.

    One line in a wrong place among n costs one step of n - 1, wherever it stands: the others keep their sequence.
    """
    if not isinstance(value, list):
        return UNANSWERED
    right = {option.id: place for place, option in enumerate(question.options)}
    places = [right[option_id] for option_id in value]
    if not question.partial:
        return right_or_wrong(question, places == sorted(places))
    return marked(question, Decimal(_longest_rise(places) - 1) / (len(places) - 1))


def _longest_rise(places: Sequence[int]) -> int:
    """The length of the longest increasing subsequence (patience sorting)."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


KIND = Kind(
    name="ordering",
    input=Input.ORDER,
    answer_mark=Mark.NUMBERED,
    claims=lambda answer: True,
    read=read,
    write=write,
    draw=draw,
    read_value=read_value,
    mark=mark,
    hides_order=True,
)
