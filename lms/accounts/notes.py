"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "signed-out": ("g", "You are signed out."),
}
