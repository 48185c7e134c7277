"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "handed-in": ("g", "Handed in. It stands in the queue of the reviewers."),
    "taken-back": ("g", "Taken back. You can write on."),
    "substance-approved": ("g", "The substance is approved."),
    "form-approved": ("g", "The form is approved."),
    "sent-back": ("g", "Sent back. The authors read your words."),
    "published": ("g", "Published. Learners see it now."),
    "planned": ("g", "The publication is planned."),
    "plan-cancelled": ("g", "The planned publication is off."),
    "absence-said": ("g", "Noted. Reviews go to others until then."),
    "absence-ended": ("g", "Noted. You are asked again."),
    "rolled-back": ("g", "The earlier version is published once more, as the newest one."),
    "withdrawn": ("g", "Withdrawn. Nobody new can begin; whoever has begun may finish."),
    "reopened": ("g", "Open again. Learners find it in the catalogue."),
    "still-right": ("g", "Noted. The course comes back when its next day has come."),
    "author-asked": ("g", "The authors are asked to look at it."),
}
