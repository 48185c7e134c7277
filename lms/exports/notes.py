"""What pages of exports say after a redirect."""

from collections.abc import Mapping

NOTES: Mapping[str, tuple[str, str]] = {
    "export-begun": ("g", "Your file is being made. You may close this page; a letter tells you when it is ready."),
}
