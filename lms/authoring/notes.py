"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "block-saved": ("g", "Saved. Only this part was changed."),
    "block-added": ("g", "The new part is saved."),
    "block-restored": ("g", "It is back where it stood."),
    "text-saved": ("g", "Saved, letter for letter."),
    "picture-described": ("g", "The description is saved."),
}
