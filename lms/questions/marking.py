"""How a fraction becomes a marking, with the feedback that goes with right and wrong answers (pure)."""

from decimal import Decimal

from lms.questions.question import Marking, PublishedQuestion

NOTHING = Decimal(0)
EVERYTHING = Decimal(1)
UNANSWERED = Marking(NOTHING, correct=False)


def right_or_wrong(question: PublishedQuestion, right: bool, feedback_html: str = "") -> Marking:
    """All or nothing."""
    return marked(question, EVERYTHING if right else NOTHING, feedback_html)


def marked(question: PublishedQuestion, fraction: Decimal, feedback_html: str = "") -> Marking:
    """A marking of `fraction` (0 to 1); the feedback for the whole answer follows that of its parts."""
    correct = fraction == EVERYTHING
    whole = question.correct_html if correct else question.incorrect_html
    return Marking(fraction, correct, feedback_html + whole)
