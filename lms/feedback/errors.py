"""Refusals of feedback, in words that a page can show."""

from lms.feedback.fault import MOST_OPEN
from lms.kernel.errors import Conflict


class TooManyOpen(Conflict):
    """So many reports of this learner wait in the course that no more are taken."""

    def __init__(self) -> None:
        super().__init__(
            "%(most)s of your reports in this course wait for an answer. You can report more once one is answered.",
            most=MOST_OPEN,
        )


class AnsweredMeanwhile(Conflict):
    """Another answer or report came since the page was opened."""

    def __init__(self) -> None:
        super().__init__("Meanwhile another answer or report came in. Look at it, then answer.")
