"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "block-saved": ("g", "Saved. Only this part was changed."),
    "block-added": ("g", "The new part is saved."),
    "block-restored": ("g", "It is back where it stood."),
    "text-saved": ("g", "Saved, letter for letter."),
    "picture-described": ("g", "The description is saved."),
    "remark-sent": ("g", "Your remark is sent. Nothing of the draft was changed."),
    "reply-sent": ("g", "Your reply is sent."),
    "proposal-accepted": ("g", "The proposed words stand in the draft now."),
    "remark-closed": ("g", "The remark is closed."),
}
