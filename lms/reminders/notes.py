"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {"reminded": ("g", "The reminder is sent.")}
