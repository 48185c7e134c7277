"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "decided": ("b", "Your decisions are kept. Look at the numbers again, then save."),
    "list-saved": ("g", "The list is saved."),
    "list-undone": ("g", "The list is undone."),
    "list-dropped": ("g", "The list is given up. Nothing has changed."),
}
