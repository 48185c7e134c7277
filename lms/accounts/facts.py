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
class AccountsTakenBack:
    """Accounts that nobody has used are about to be removed, as if these people had never been added."""

    people: Collection[int]
