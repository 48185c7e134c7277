"""What pages of letters say after a redirect."""

from collections.abc import Mapping

NOTES: Mapping[str, tuple[str, str]] = {
    "choices-kept": ("g", "Kept. It holds for letters from now on."),
}
