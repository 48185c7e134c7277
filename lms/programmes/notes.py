"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "programme-made": ("g", "The programme is made. Learners see it from now on."),
    "programme-ended": ("g", "The programme has ended. Whoever completed it keeps that."),
    "programme-completed": ("g", "You have completed this programme."),
}
