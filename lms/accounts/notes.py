"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "name-confirmed": ("g", "Your name is confirmed for certificates."),
    "titles-saved": ("g", "Your titles are saved. Look at the name once more."),
    "signed-out": ("g", "You are signed out."),
}
