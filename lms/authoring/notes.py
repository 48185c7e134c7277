"""What the next page says after something was done to a draft."""

NOTES: dict[str, tuple[str, str]] = {
    "draft-begun": ("g", "The draft is ready. Open a page and write."),
    "draft-opened": ("g", "The published course is a draft now. Learners see your changes only after review."),
    "draft-discarded": ("g", "The draft is discarded."),
}
