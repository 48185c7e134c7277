"""What is sent about one person or one unit, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lms.accounts.correction import OF_THE_PERSON
from lms.accounts.employment import EmploymentStatus
from lms.accounts.nip import is_nip, plain_nip
from lms.accounts.posts import Identity, Post
from lms.staff.people_queries import PersonPage

FURTHEST = timedelta(days=20_000)
_LONGEST = {
    **{"name": 200, "title_before": 60, "title_after": 60, "rank": 100, "position": 200, "email": 200},
    "superior": 60,
}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True)
class PersonForm:
    """The fields of a person and their post, as they are shown again when one is wrong."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def errors(self, today: date) -> dict[str, str]:
        """Field → what to mend, in the order of the page."""
        found = {"name": "" if self["name"] else "Write the name without titles."}
        for name, longest in _LONGEST.items():
            if len(self[name]) > longest or not self[name].isprintable():
                found[name] = "Shorten this text."
        found["nip"] = "" if not self["nip"] or is_nip(plain_nip(self["nip"])) else "A NIP has 18 digits."
        born = day_of(self["birth_date"])
        is_born = not self["birth_date"] or (born is not None and date(1900, 1, 1) <= born <= today)
        found["birth_date"] = "" if is_born else "Choose the day of birth."
        found["status"] = "" if self["status"] in set(EmploymentStatus) else "Choose one of these."
        found["unit"] = "" if re.fullmatch(r"[0-9]{1,9}", self["unit"]) else "Choose the unit."
        found["email"] = (
            "" if not self["email"] or _EMAIL.fullmatch(self["email"]) else "Write the e-mail like nama@contoh.id."
        )
        since = day_of(self["since"])
        is_near = since is not None and abs(since - today) <= FURTHEST
        found["since"] = "" if is_near else "Choose the day from which this holds."
        return {name: words for name, words in found.items() if words}

    @property
    def identity(self) -> Identity:
        """Who they are, of a form without errors."""
        names = {name: self[name] for name in ("name", "title_before", "title_after")}
        return Identity(**names, birth_date=day_of(self["birth_date"]), email=self["email"].lower() or None)

    def post(self, superior_id: int | None = None) -> Post:
        """What they are, of a form without errors."""
        return Post(
            nip=plain_nip(self["nip"]),
            status=EmploymentStatus(self["status"]),
            rank=self["rank"],
            position=self["position"],
            unit_id=int(self["unit"]) if self["unit"] else None,
            superior_id=superior_id,
        )

    @property
    def who(self) -> dict[str, str]:
        """The fields that say who somebody is."""
        return {name: self[name] for name in OF_THE_PERSON}

    @property
    def since(self) -> date:
        """From when, of a form without errors."""
        return date.fromisoformat(self["since"])


FIELDS = (
    *("name", "title_before", "title_after", "nip", "birth_date", "email"),
    *("status", "rank", "position", "unit", "superior", "since"),
)


def read_person(form: Mapping[str, str]) -> PersonForm:
    """The form of a person; spaces are single."""
    return PersonForm({name: " ".join(form.get(name, "").split()) for name in FIELDS})


def as_form(found: PersonPage, since: date) -> PersonForm:
    """What is held of a person, as the form shows it; of the post that they have or had last."""
    post = found.posts[0] if found.posts else None
    values = {
        "name": found.name,
        "title_before": found.title_before,
        "title_after": found.title_after,
        "birth_date": found.birth_date.isoformat() if found.birth_date else "",
        "email": found.email,
        "since": since.isoformat(),
        "nip": post.nip if post else "",
        "status": post.status if post else "other",
        "rank": post.rank if post else "",
        "position": post.position if post else "",
        "unit": str(post.unit_id or "") if post else "",
        "superior": post.superior_username if post else "",
    }
    return PersonForm(values)


def day_of(text: str) -> date | None:
    """A day as forms send it; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def key_of(form: Mapping[str, str], name: str) -> int | None:
    """A key that a form carries; None for what cannot be one."""
    text = form.get(name, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
