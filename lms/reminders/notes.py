"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "reminded": ("g", "The reminder is sent."),
    "reminded-fewer": ("g", "The reminder is sent, to fewer than were shown: some were done or reminded meanwhile."),
    "person-reminded": ("g", "It is on record that you reminded this person."),
    "reminder-recorded": ("g", "It is on record that you reminded them."),
}
