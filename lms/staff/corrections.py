"""What was corrected of a person, by hand or by staff lists, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from lms.accounts.correction import OTHER, OWN, REASONS, Record, overwritten
from lms.accounts.correction_queries import CorrectionLine, corrections_of, names_of
from lms.platform.web.i18n import gettext
from lms.staff.queries import ListedChange, listed_changes
from lms.staff.words import corrected_names, value_words

MOST = 50


@dataclass(frozen=True)
class PastChange:
    """A value that was overwritten, and the one in its place."""

    field: str
    before: str
    after: str
    why: str
    at: datetime
    by: str


def past_changes(person_id: int) -> list[PastChange]:
    """The newest of them, by hand and by lists."""
    by_hand = [_by_hand(line) for line in corrections_of(person_id, MOST)]
    listed = listed_changes(person_id, MOST)
    keys = (str(one.get("unit", "")) for change in listed for one in (change.before, change.after))
    units = {key: name for (_, key), name in names_of(("unit_id", key) for key in keys).items()}
    found = [*by_hand, *(change for one in listed for change in _by_list(one, units))]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def differing(held: Record, wanted: Record) -> Iterator[tuple[str, str, str]]:
    """Field in words, what stands there and what somebody wants there, where they differ."""
    names = names_of([*held.values.items(), *wanted.values.items()])
    for field, both in overwritten(held.values, wanted.values).items():
        theirs, mine = (value_words(field, names.get((field, value), value), {}) for value in both)
        yield corrected_names()[field], theirs, mine


def _by_hand(line: CorrectionLine) -> PastChange:
    return PastChange(
        corrected_names()[line.field],
        value_words(line.field, line.before, {}),
        value_words(line.field, line.after, {}),
        ", ".join(filter(None, (_reason(line), line.words))),
        line.at,
        line.by,
    )


def _reason(line: CorrectionLine) -> str:
    if line.reason == OWN:
        return gettext("Written by the person")
    words = "" if line.reason == OTHER else REASONS[line.reason]
    return gettext(words) if words else ""


def _by_list(one: ListedChange, units: Mapping[str, str]) -> Iterator[PastChange]:
    why = gettext("Staff list, undone since") if one.is_undone else gettext("Staff list")
    for field, after in one.after.items():
        before = value_words(field, one.before.get(field, ""), units)
        yield PastChange(corrected_names()[field], before, value_words(field, after, units), why, one.at, one.by)
