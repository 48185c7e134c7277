"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "course-completed": ("g", "You have completed this course."),
    "course-left": ("", "You left this course. What you did is kept; begin again to go on."),
    "version-moved": ("g", "You go on with the new version. What was done stays done."),
}
