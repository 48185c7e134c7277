"""What the office writes down of a person and of their post; a post is an employment without its dates (pure)."""

from dataclasses import dataclass
from datetime import date

from lms.accounts.employment import EmploymentStatus


@dataclass(frozen=True)
class Post:
    """What somebody is, in which unit; everything but the status may be unknown."""

    nip: str = ""
    status: EmploymentStatus = EmploymentStatus.OTHER
    rank: str = ""
    position: str = ""
    unit_id: int | None = None
    superior_id: int | None = None


@dataclass(frozen=True)
class Identity:
    """Who somebody is, whatever their post."""

    name: str
    title_before: str = ""
    title_after: str = ""
    birth_date: date | None = None
    email: str | None = None


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is to be added, with their post."""

    identity: Identity
    post: Post
