"""A course as the catalogue offers it to one person, and the filters over such offers (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How far a person is with a course, by the state words of the interface."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True)
class Offer:
    """A course that is open. `jp` is what the office recognises, None if nothing is decided; `level` may be ""."""

    slug: str
    title: str
    summary: str
    level: str
    topics: tuple[str, ...]
    jp: int | None
    minutes: int
    standing: Standing


JP: Mapping[str, range] = {"none": range(1), "1-2": range(1, 3), "3-5": range(3, 6), "6": range(6, 10_000)}
MINUTES: Mapping[str, range] = {"30": range(31), "90": range(31, 91), "longer": range(91, 1_000_000)}


@dataclass(frozen=True)
class Filters:
    """What somebody looks for, by value of the form; "" is everything. `unknown` came too, but means nothing."""

    topic: str = ""
    jp: str = ""
    level: str = ""
    minutes: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not (self.topic or self.jp or self.level or self.minutes)

    def let_through(self, offer: Offer) -> bool:
        """Whether the offer is what is looked for."""
        return (
            (not self.topic or self.topic in offer.topics)
            and (not self.level or self.level == offer.level)
            and (not self.jp or (offer.jp or 0) in JP[self.jp])
            and (not self.minutes or offer.minutes in MINUTES[self.minutes])
        )


def read_filters(asked: Mapping[str, str], known: Mapping[str, Iterable[str]]) -> Filters:
    """The filters of an address; `known` has the values of each that mean something."""
    values = {name: asked.get(name, "").strip() for name in known}
    valid = {name: value for name, value in values.items() if value in known[name]}
    unknown = tuple(value[:60] for name, value in values.items() if value and name not in valid)
    return Filters(**valid, unknown=unknown)
