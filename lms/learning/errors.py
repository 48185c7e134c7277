"""Refusals of learning, in words that a page can show."""

from lms.kernel.errors import Conflict


class AnotherVersion(Conflict):
    """The version that was asked for is not the course's current one, or no longer."""

    def __init__(self) -> None:
        super().__init__("Meanwhile another version was published. Look at what changed, then go on with that one.")
