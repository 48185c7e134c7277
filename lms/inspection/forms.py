"""What an inspector sends, read and checked; sentences are English message ids."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lms.platform.web.typed_text import plain

MOST = 100
"""Completions on one page; a larger sample is drawn as several, each with a seed of its own."""
LONGEST_NOTE = 500


@dataclass(frozen=True)
class SampleForm:
    """Which completions, how many, by which seed ("": one is made)."""

    first: str
    last: str
    unit: str
    size: str
    seed: str

    def errors(self, units: Collection[str]) -> dict[str, str]:
        """Field → what to mend, in the order of the page."""
        first, last = day_of(self.first), day_of(self.last)
        found = {}
        if first is None or last is None or last < first or last == date.max:
            found["last"] = "Choose a first day, and a last one not before it."
        if self.unit and self.unit not in units:
            found["unit"] = "Choose the unit."
        if not (re.fullmatch(r"[0-9]{1,3}", self.size) and 1 <= int(self.size) <= MOST):
            found["size"] = "Write a number from 1 to 100."
        if not re.fullmatch(r"[A-Za-z0-9-]{0,40}", self.seed):
            found["seed"] = "Write at most 40 letters and digits."
        return found


def read_sample(sent: Mapping[str, str]) -> SampleForm:
    """The form as it was sent."""
    return SampleForm(*(sent.get(name, "").strip() for name in ("first", "last", "unit", "size", "seed")))


def read_note(sent: Mapping[str, str]) -> str:
    """What was found, in words."""
    return " ".join(plain(sent.get("note", "")).split())[:LONGEST_NOTE]


def day_of(text: str) -> date | None:
    """A day as forms send it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
