"""Refusals of assessment, in words that a page can show."""

from lms.kernel.errors import Conflict


class AttemptClosed(Conflict):
    """The attempt was handed in, or its course is over: nothing in it changes any more."""

    def __init__(self) -> None:
        super().__init__("These answers were handed in already and cannot be changed.")


class TimeIsUp(AttemptClosed):
    """The time of the attempt is over; what was saved before is kept and can be handed in."""

    def __init__(self) -> None:
        Conflict.__init__(self, "The time is up. What was saved before is kept; hand it in now.")


class NoAttemptNow(Conflict):
    """No attempt may begin now: all are used, or the waiting time is not over."""

    def __init__(self) -> None:
        super().__init__("No attempt can begin now. The page of the quiz says when the next one opens.")


class WentOn(Conflict):
    """The learner went on with another version of the course while this was asked for under the one before."""

    def __init__(self) -> None:
        super().__init__("You have just gone on with another version of this course. Open the quiz from its page.")


class FinalOpen(Conflict):
    """A final is still open, and ends under the version of the course in which it was begun."""

    def __init__(self) -> None:
        super().__init__("Your final exam is still open. Hand it in first, then go on with the new version.")
