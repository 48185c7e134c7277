"""The news that accounts publishes (pure)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NameConfirmed:
    """A person said that their name is right as certificates print it."""

    person_id: int
    confirmed_at: datetime


@dataclass(frozen=True)
class PostsChanged:
    """What these people are in the institution is another thing now: they came, moved, changed or left."""

    people: Collection[int]
    at: datetime
    by: str


@dataclass(frozen=True)
class AccountUsed:
    """Somebody set the first password of their account."""

    person_id: int


@dataclass(frozen=True)
class AccountsTakenBack:
    """Accounts that nobody has used are about to be removed, as if these people had never been added."""

    people: Collection[int]


@dataclass(frozen=True)
class PeopleMerging:
    """Two records of one person are about to become one: what would collide is settled by whoever owns it."""

    merge_id: int
    kept: int
    gone: int
    at: datetime
    by: str


@dataclass(frozen=True)
class PeopleMerged:
    """What the record that goes had is now of the one that stays."""

    merge_id: int
    kept: int
    gone: int
    at: datetime
    by: str


@dataclass(frozen=True)
class MergeUndoing:
    """A merge is about to be undone. Whoever sees that something would be torn raises Conflict, in words."""

    merge_id: int
    kept: int
    gone: int
    merged_at: datetime


@dataclass(frozen=True)
class MergeUndone:
    """All rows are again as they were before a merge; what was added up is added up anew."""

    merge_id: int
    kept: int
    gone: int
    at: datetime
    by: str
