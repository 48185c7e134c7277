"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "reminded": ("g", "The reminder is sent."),
    "reminder-recorded": ("g", "It is on record that you reminded them."),
}
