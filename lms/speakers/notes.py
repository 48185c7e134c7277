"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "offer-accepted": ("g", "The offer is accepted. The person is a speaker now."),
    "offer-declined": ("g", "The offer is declined. Pass your words on to the person."),
    "named": ("g", "Your name stands on the page of thanks."),
    "not-named": ("g", "Your name is taken off the page of thanks."),
}
