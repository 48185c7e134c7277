"""What kinds answered by typing share: their list items, and one text out of a form (pure)."""

import unicodedata
from collections.abc import Sequence
from random import Random

from lms.kernel.errors import Unprocessable
from lms.kernel.problems import Problem, error
from lms.questions.answer_lines import item_lines
from lms.questions.choices import no_feedback
from lms.questions.kind import AnswerBlock
from lms.questions.question import PublishedQuestion, Question


def one_text(form_values: Sequence[str], longest: int) -> str:
    """The typed text without surrounding spaces, "" if none. Raises `Unprocessable` beyond `longest` characters."""
    typed = [value.strip() for value in form_values if value.strip()]
    if len(typed) > 1:
        raise Unprocessable("Only one answer can be given here.")
    text = typed[0] if typed else ""
    if len(text) > longest:
        raise Unprocessable("This answer is too long: at most %(longest)s characters.", longest=longest)
    return text


def comparable(text: str) -> str:
    """`text` in NFC, folded to one case, its spaces trimmed and collapsed."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def item_problems(answer: AnswerBlock) -> tuple[Problem, ...]:
    """What is wrong with `= text` items of either kind: an empty one, or feedback, which has no place here."""
    empty = [
        error("empty-answer", "Nothing stands after the =.", "Write the accepted answer after it.", line=item.line)
        for item in answer.items
        if not item.text
    ]
    return (*empty, *no_feedback(answer.items))


def write_accepted(question: Question) -> tuple[str, ...]:
    """Canonical `- = text` lines, as the author put the answers."""
    return tuple(line for text in question.accepted for line in item_lines("=", text))


def draw_nothing(question: PublishedQuestion, shuffle: bool, rng: Random) -> tuple[str, ...]:
    """Typed answers have no options to order."""
    return ()
