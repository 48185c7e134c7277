"""Refusals of assessment, in words that a page can show."""

from lms.kernel.errors import Conflict, Forbidden, NotFound


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


class AttemptWaits(NoAttemptNow):
    """The next attempt begins only after the one handed in has its mark."""

    def __init__(self) -> None:
        Conflict.__init__(self, "Your last attempt waits to be marked. The next one can begin afterwards.")


class NoEssay(NotFound):
    """There is no such answer, or none that a person marks."""

    def __init__(self) -> None:
        super().__init__("Only essays of final exams are marked here.")


class OwnEssay(Forbidden):
    """Whoever marks may be a learner too."""

    def __init__(self) -> None:
        super().__init__("These are your own answers. Somebody else marks them.")


class NothingToMark(Conflict):
    """Nothing was written, so the portal has given no points."""

    def __init__(self) -> None:
        super().__init__("Nothing was written here, so it has no points.")


class NotHandedIn(Conflict):
    """The learner may still change the answer."""

    def __init__(self) -> None:
        super().__init__("These answers are not handed in yet.")


class MarkedMeanwhile(Conflict):
    """Somebody gave the essay a mark that this marker has not seen."""

    def __init__(self) -> None:
        super().__init__("This essay was marked meanwhile. Nothing of yours was counted.")


class WentOn(Conflict):
    """The learner went on with another version of the course while this was asked for under the one before."""

    def __init__(self) -> None:
        super().__init__("You have just gone on with another version of this course. Open the quiz from its page.")


class FinalOpen(Conflict):
    """A final is still open, and ends under the version of the course in which it was begun."""

    def __init__(self) -> None:
        super().__init__("Your final exam is still open. Hand it in first, then go on with the new version.")


class PreviewOutdated(Conflict):
    """What a re-marking affects is no longer what its preview listed."""

    def __init__(self) -> None:
        super().__init__("What this affects has changed since you opened the page. Look at it again, then decide.")


class PretestClosed(Conflict):
    """The pre-test is over: a lesson is done, a final was begun, or the course is not taken now."""

    def __init__(self) -> None:
        super().__init__("The pre-test can only be taken before the first lesson is done.")


class PretestMoved(Conflict):
    """The learner went on with another version, whose pre-test asks other questions."""

    def __init__(self) -> None:
        super().__init__("You went on with another version of the course. These are its questions.")
