"""What keeps a course from being published, in words."""

from datetime import date

from lms.kernel.errors import Conflict


class CourseWithdrawn(Conflict):
    """The course is closed: nothing new is published of it until a reviewer opens it again."""

    def __init__(self, day: date, by: str, reason: str) -> None:
        super().__init__(
            "This course was withdrawn on %(day)s by %(by)s: “%(reason)s”. "
            "A reviewer must open it again first, on the page of its versions.",
            day=day,
            by=by,
            reason=reason,
        )
