"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "assigned": ("g", "It is assigned."),
    "dues-spread": ("g", "The last days are kept. Whoever has one of their own keeps it."),
    "assignment-ended": ("g", "The assignment has ended. It asks nothing of anybody any more."),
    "duty-waived": ("g", "It is no longer asked of this person."),
    "duty-extended": ("g", "The last day is put off."),
    "duty-again": ("g", "It is asked of this person again."),
}
