"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "remarked": ("g", "The attempts are re-marked. Learners see the reason with their result."),
}
