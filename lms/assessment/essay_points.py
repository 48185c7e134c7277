"""Points for an essay: typed in quarters of a point, stored as a fraction of the question's points (pure)."""

from decimal import Decimal

from lms.assessment.grading import STORED
from lms.questions.numbers import readings

STEP = Decimal("0.25")


def read_points(text: str, most: int) -> Decimal | None:
    """The points that `text` says, with decimal comma or point; None unless they are quarters from 0 to `most`."""
    fitting = [value for value in readings(text) if 0 <= value <= most and value % STEP == 0]
    return fitting[0] if len(fitting) == 1 else None


def fraction_of(points: Decimal, most: int) -> Decimal:
    """The share of the points of a question, as it is stored."""
    return (points / most).quantize(STORED)


def points_of(fraction: Decimal, most: int) -> Decimal:
    """The points that were given, from the stored share: the nearest quarter."""
    return (fraction * most / STEP).to_integral_value() * STEP


def in_digits(points: Decimal) -> str:
    """The points as a field shows them: 2,5."""
    return f"{points.normalize():f}".replace(".", ",")
