"""What the next page says after something was done."""

NOTES: dict[str, tuple[str, str]] = {
    "activated": ("g", "Your account is active. Next time you sign in with your own password."),
    "name-confirmed": ("g", "Your name is confirmed for certificates."),
    "titles-saved": ("g", "Your titles are saved. Look at the name once more."),
    "password-changed": ("g", "Your password is changed, and all other browsers are signed out."),
    "profile-saved": ("g", "Your profile is saved."),
    "session-ended": ("g", "That browser is signed out."),
    "signed-out-everywhere": ("g", "You are signed out everywhere."),
    "signed-out": ("g", "You are signed out."),
}
