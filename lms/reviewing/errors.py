"""What keeps a review from going on, in words."""

from lms.kernel.errors import Conflict, Forbidden


class OwnWork(Forbidden):
    """Nobody approves what they wrote themselves."""

    def __init__(self) -> None:
        super().__init__("You wrote in this draft, so somebody else must approve it.")


class ReviewOver(Conflict):
    """The review has ended: published, sent back or taken back."""

    def __init__(self) -> None:
        super().__init__("This review is over.")


class ChangedMeanwhile(Conflict):
    """The draft is not what was looked at any more."""

    def __init__(self) -> None:
        super().__init__("The draft was changed meanwhile. Look at what changed, then decide.")


class ApprovedAlready(Conflict):
    """Somebody else approved the same aspect of the same revision."""

    def __init__(self, name: str) -> None:
        super().__init__("%(name)s approved this already.", name=name)


class NotApproved(Conflict):
    """Both approvals must hold for the draft as it is now."""

    def __init__(self) -> None:
        super().__init__("Substance and form must both be approved as the draft is now.")


class PublishedElsewhere(Conflict):
    """Learners have a version that did not come from the draft; publishing replaces it only where that is said."""

    def __init__(self) -> None:
        super().__init__(
            "A version was published from outside this draft. Look at what changed, then say that it is replaced."
        )


class CourseWithdrawn(Conflict):
    """Nothing new is published of a course that is closed."""

    def __init__(self) -> None:
        super().__init__("This course is withdrawn. A reviewer must open it again first.")


class NothingNew(Conflict):
    """Learners have exactly this already."""

    def __init__(self) -> None:
        super().__init__("Nothing was changed since the last publication.")
