"""What the portal holds of people, as a staff list is compared with it (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.accounts.employment import EmploymentStatus
from lms.accounts.names import person_key

FIELDS = (
    *("name", "title_before", "title_after", "birth_date", "email"),
    *("nip", "status", "rank", "position", "unit", "superior_nip"),
)
"""What a list may say of a person, in the order in which differences are shown."""
OF_THE_PERSON = frozenset({"name", "title_before", "title_after", "birth_date", "email"})
"""The others are of the employment, which has dates."""


@dataclass(frozen=True)
class HeldPerson:
    """Somebody with an account; without an open employment they have left, and `unit_id` is that of the last one."""

    id: int
    name: str
    title_before: str
    title_after: str
    birth_date: date | None
    email: str
    nip: str
    status: EmploymentStatus
    rank: str
    position: str
    unit_id: int | None
    superior_nip: str
    valid_from: date | None
    is_here: bool
    is_active: bool
    nips: frozenset[str] = frozenset()  # every one there has been
    superior_id: int | None = None

    def value(self, field: str) -> str:
        """A field as it is compared and shown; the unit by its key."""
        if field == "unit":
            return str(self.unit_id or "")
        value = getattr(self, field)
        return value.isoformat() if isinstance(value, date) else str(value or "")


class HeldPeople:
    """People who are held, found by NIP or by name."""

    def __init__(self, people: Iterable[HeldPerson]) -> None:
        self.people = tuple(people)
        self.emails: Mapping[str, int] = {one.email: one.id for one in self.people if one.email}
        self._by_nip: dict[str, list[HeldPerson]] = {}
        self._by_name: dict[str, list[HeldPerson]] = {}
        for one in self.people:
            self._by_name.setdefault(person_key(one.name), []).append(one)
            for nip in one.nips:
                self._by_nip.setdefault(nip, []).append(one)

    def with_nip(self, nip: str) -> list[HeldPerson]:
        """Whose NIP this is or was; whoever has it now comes alone."""
        found = self._by_nip.get(nip, [])
        now = [one for one in found if one.nip == nip and one.is_here]
        return now or found

    def named(self, name: str) -> list[HeldPerson]:
        """Everybody of this name."""
        return self._by_name.get(person_key(name), [])
