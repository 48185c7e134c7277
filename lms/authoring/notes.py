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
    "draft-begun": ("g", "The draft is ready. Open a page and write."),
    "draft-opened": ("g", "The published course is a draft now. Learners see your changes only after review."),
    "draft-discarded": ("g", "The draft is discarded."),
    "same-as-published": ("g", "The draft is what learners have."),
    "draft-restored": ("g", "The earlier state is back. What was there before is still in the history."),
    "settings-saved": ("g", "The settings are saved."),
    "part-added": ("g", "It is added. Open it and write."),
    "draft-undone": ("g", "It is as it was before."),
    "author-added": ("g", "They write with you now, and find the draft in their list."),
    "author-removed": ("g", "They no longer write in this draft."),
    "author-left": ("g", "You no longer write in that draft."),
}
