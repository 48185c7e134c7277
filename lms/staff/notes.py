"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "decided": ("b", "Your decisions are kept. Look at the numbers again, then save."),
    "list-saved": ("g", "The list is saved."),
    "list-undone": ("g", "The list is undone."),
    "list-dropped": ("g", "The list is given up. Nothing has changed."),
    "person-added": ("g", "The person is added. Make their code and pass it on."),
    "person-saved": ("g", "The person is saved."),
    "person-corrected": ("g", "The correction is kept, with what stood there before."),
    "nothing-changed": ("b", "Nothing was changed. What you sent stands there already."),
    "person-left": ("g", "The person is marked as gone. Their records stay."),
    "people-merged": ("g", "The two records are one."),
    "merge-undone": ("g", "The merge is undone. The two records are as they were."),
    "was-merged": ("b", "The record that you looked for was merged into this one."),
    "role-given": ("g", "The role is given."),
    "role-ended": ("g", "The role is taken back."),
    "deputy-named": ("g", "The deputy is named and gets a letter."),
    "deputy-ended": ("g", "The deputy no longer stands for this person."),
    "unit-added": ("g", "The unit is added."),
    "unit-saved": ("g", "The unit is saved."),
    "unit-closed": ("g", "The unit is closed."),
    "officers-named": ("g", "The officers are named."),
}
