"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {"finding-kept": ("g", "What you found is written down.")}
