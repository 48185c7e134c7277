"""A correction of a person as it is sent, read and checked; sentences are English message ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lms.accounts.correction import LONGEST_WORDS, OF_THE_PERSON, OTHER, REASONS, Record, Why
from lms.platform.web.typed_text import plain
from lms.staff.person_forms import PersonForm, day_of, read_person

SENT = ("last_day", "reason", "seen")
_FIELDS = {"unit_id": "unit", "first_day": "since"}
"""Fields of a record that a form calls otherwise."""


@dataclass(frozen=True)
class CorrectionForm:
    """Everything that is held of a person as it should stand there, and why."""

    person: PersonForm
    last_day: str
    words: str
    reason: str
    seen: str  # the mark of what the form showed

    def errors(self, today: date, held: Record, earliest: date | None) -> dict[str, str]:
        """Field → what to mend, of the values. What the form does not ask of this person is not looked at."""
        found = self.person.errors(today)
        if self.person["unit"] == held.values.get("unit_id"):  # also none, or one that is closed by now
            found.pop("unit", None)
        since = day_of(self.person["since"])
        if since and since > today:
            found.setdefault("since", "Choose a day that is not to come.")
        elif since and earliest and since < earliest:
            found.setdefault("since", "Another post holds on that day. Choose a later day.")
        last_day = day_of(self.last_day)
        if held.last_day and self.last_day and (last_day is None or (since is not None and last_day < since)):
            found["last_day"] = "Choose a last day that is not before the first one."
        if held.post is None:
            return {name: words for name, words in found.items() if name in OF_THE_PERSON}
        return found

    @property
    def why(self) -> Why:
        """The reason."""
        return Why(self.reason, self.words)

    def reason_errors(self) -> dict[str, str]:
        """What to mend of the reason."""
        if self.reason not in REASONS:
            return {"reason": "Choose a reason from the list."}
        if len(self.words) > LONGEST_WORDS:
            return {"words": "Shorten this text."}
        return {"words": "Write the reason in words."} if self.reason == OTHER and not self.words else {}

    def wanted(self, held: Record, superior_id: int | None) -> Record:
        """The record as it should be, of a form without errors."""
        if held.post is None:
            return Record(self.person.identity)
        last_day = day_of(self.last_day) if held.last_day else None
        return Record(self.person.identity, self.person.post(superior_id), self.person.since, last_day)


def read_correction(form: Mapping[str, str]) -> CorrectionForm:
    """The form of a correction."""
    last_day, reason, seen = (form.get(name, "")[:64] for name in SENT)
    return CorrectionForm(read_person(form), last_day.strip(), plain(form.get("words", "")), reason, seen)


def form_field(field: str) -> str:
    """What a form calls a field of a record."""
    return _FIELDS.get(field, field)
