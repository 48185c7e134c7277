"""Practice that is not recorded: drawn by a number, and answered by what the form itself holds (pure)."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from lms.assessment.drawing import rules_of
from lms.assessment.practising import CHECK, REVEAL, Practised, practised
from lms.assessment.queries import Asked, Drawable, Given
from lms.content.version_facts import QuizFacts
from lms.kernel.errors import Unprocessable
from lms.questions.kinds import KINDS
from lms.questions.quiz_draw import draw_quiz

DRAWS = 1_000_000
"""How many numbers there are to draw by; the same number draws the same questions."""
_NOTHING = Given(None, False, None, 0, Practised.OPEN)


def drawn(facts: QuizFacts, questions: Sequence[Drawable], draw: int) -> tuple[Asked, ...]:
    """The questions that the number `draw` asks, none of them answered."""
    by_key = {one.question.key: one.question for one in questions}
    found = draw_quiz(list(by_key.values()), rules_of(facts), Random(draw))
    return tuple(Asked(0, number, by_key[one.key], one.options, _NOTHING, None) for number, one in enumerate(found, 1))


def checked(asked: Asked, form_values: Sequence[str], is_second: bool) -> Asked:
    """The question with an answer, marked as practice marks it. Raises Unprocessable without one that can be read."""
    kind = KINDS[asked.question.kind]
    value = kind.read_value(asked.question, form_values)
    if value is None:
        raise Unprocessable("Give an answer first, then check it.")
    marking, tries = kind.mark(asked.question, value), 2 if is_second else 1
    state = practised(tries, CHECK, marking.fraction) if marking else Practised.SHOWN
    return replace(asked, given=Given(value, False, None, tries, state))


def revealed(asked: Asked, form_values: Sequence[str]) -> Asked:
    """The question with its key, and with what was given before. Raises Unprocessable if that cannot be read."""
    value = KINDS[asked.question.kind].read_value(asked.question, form_values)
    return replace(asked, given=Given(value, False, None, 1, practised(1, REVEAL, None)))
