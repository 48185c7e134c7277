"""What pages of letters say after a redirect."""

from collections.abc import Mapping

NOTES: Mapping[str, tuple[str, str]] = {
    "choices-kept": ("g", "Kept. It holds for letters from now on."),
    "phone-kept": ("g", "Kept. Messages go to this number from now on."),
    "phone-removed": ("g", "Your number is taken out. No message goes to it any more."),
}
