"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "offer-accepted": ("g", "The offer is accepted. The person is a speaker now."),
    "offer-declined": ("g", "The offer is declined. Pass your words on to the person."),
    "hours-given": ("g", "The time is entered."),
    "hours-taken-back": ("g", "The entry is taken back."),
    "paper-issued": ("g", "The paper is issued. The speaker finds it on their page."),
    "named": ("g", "Your name stands on the page of thanks."),
    "not-named": ("g", "Your name is taken off the page of thanks."),
}
