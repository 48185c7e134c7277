"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "essay-draft-saved": ("g", "Your draft is saved. Only you see it."),
    "essay-marked": ("g", "The mark is given, and the learner sees it."),
    "essay-mark-corrected": ("g", "The mark is corrected, and the learner sees it with your reason."),
    "remarked": ("g", "The attempts are re-marked. Learners see the reason with their result."),
}
