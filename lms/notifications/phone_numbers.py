"""Phone numbers as people type them, and what a message to a phone says (pure)."""

import re

from lms.notifications.letter import Letter

LONGEST_TEXT = 300
_LONGEST_TYPED = 40


def number_of(typed: str) -> str | None:
    """The number with its country, +62 unless another is typed; None for what is none."""
    if len(typed) > _LONGEST_TYPED:
        return None
    digits = re.sub(r"[\s().-]", "", typed)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+62{digits[1:]}"
    elif digits.startswith("62"):
        digits = f"+{digits}"
    return digits if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits, re.ASCII) else None


def message_of(letter: Letter, site_name: str, site_url: str) -> str:
    """The subject of a letter and its one link; what is too long is cut before the link."""
    link = f"{site_url}{letter.path}"
    said = " ".join(f"{site_name}: {letter.subject}".split())
    room = LONGEST_TEXT - len(link) - 1
    return f"{said if len(said) <= room else f'{said[: room - 1]}…'} {link}"
