"""What a draft is: its states, who writes in it, what its files hold (pure)."""

from dataclasses import dataclass
from enum import StrEnum


class DraftState(StrEnum):
    """Where a draft stands between its first word and publication; the words on screen say the same."""

    WRITING = "writing"
    IN_REVIEW = "in-review"
    NEEDS_WORK = "needs-work"
    APPROVED = "approved"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Act(StrEnum):
    """What a revision did, as its history says it."""

    CREATED = "created"
    EDITED = "edited"
    ADDED = "added"
    MOVED = "moved"
    REMOVED = "removed"
    SETTINGS = "settings"
    IMPORTED = "imported"
    RESTORED = "restored"
    ACCEPTED = "accepted"  # a proposed wording


AFTER_AN_EDIT = {DraftState.PUBLISHED: DraftState.WRITING, DraftState.APPROVED: DraftState.IN_REVIEW}
"""The state of a draft once somebody has changed it; where it is not named it stays."""


@dataclass(frozen=True)
class Writer:
    """Who acts on a draft; `username` stands in the audit."""

    person_id: int
    username: str


@dataclass(frozen=True)
class Content:
    """What one file of a draft holds: its text, or the hash of a blob that is on disk already; `size` in bytes."""

    text: str | None
    blob: str | None
    size: int


@dataclass(frozen=True)
class FileLine:
    """A file of a draft. `since` is the revision that wrote it: whoever changes the file says which one they saw."""

    path: str
    since: int
    content: Content
