"""Corrections: what is held of a person and may be wrong, why it is overwritten, and both values (pure)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from lms.accounts.posts import Identity, Post

REASONS: Mapping[str, str] = {
    "typing": "Typing error",
    "renamed": "The name is another one now",
    "documents": "Documents were renewed",
    "entry": "Recorded for the wrong unit or day",
    "other": "Another reason, in words below",
}
"""Code → English message id."""

OTHER, OWN = "other", "own"
"""The reason that needs words; and the one of people who write their own titles, who are asked for none."""

LONGEST_WORDS = 500
OF_THE_PERSON = ("name", "title_before", "title_after", "birth_date", "email")


@dataclass(frozen=True)
class Why:
    """Why something is overwritten: a code, and words of one's own."""

    reason: str
    words: str = ""

    @property
    def is_given(self) -> bool:
        """Whether it is a reason that somebody may give."""
        return (
            self.reason in REASONS and len(self.words) <= LONGEST_WORDS and (self.reason != OTHER or self.words != "")
        )


@dataclass(frozen=True)
class Record:
    """Who somebody is, and the newest post with its days, if there is one."""

    identity: Identity
    post: Post | None = None
    first_day: date | None = None
    last_day: date | None = None  # None: it lasts

    @property
    def values(self) -> dict[str, str]:
        """Field → value as text: keys as digits, days as 2026-11-27, "" for none."""
        found = asdict(self.identity)
        if self.post is not None:
            found |= {**asdict(self.post), "first_day": self.first_day, "last_day": self.last_day}
        return {name: "" if value is None else str(value) for name, value in found.items()}

    def is_too_early(self, day: date) -> bool:
        """Whether no next post can begin on a day, for the newest one begins then or later, or ends no earlier."""
        return self.first_day is not None and day <= (self.last_day or self.first_day)

    @property
    def mark(self) -> str:
        """What a form carries, so that whoever sends it is known to have seen this."""
        return hashlib.sha256(json.dumps(self.values, sort_keys=True).encode()).hexdigest()[:32]


def overwritten(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Field → both values, where they differ."""
    return {name: (before[name], value) for name, value in after.items() if before[name] != value}
