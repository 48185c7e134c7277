"""What may be done about people who are not done, and the record of what was; the features above say what."""

from collections.abc import Callable
from dataclasses import dataclass

Link = tuple[str, str]
"""Words and address."""


@dataclass(frozen=True)
class Whom:
    """Who is not done with an assignment: all of them, those of a unit, one person; `late`: so many who are late."""

    assignment_id: int
    unit_id: int | None = None
    person_id: int | None = None
    late: int = 0


@dataclass(frozen=True)
class Way:
    """One thing to do: its link, and that of what was done about an assignment."""

    link: Callable[[Whom], Link]
    done: Callable[[int], Link]


_ways: list[Way] = []


def wire(*ways: Way) -> None:
    """Says what there is to do; called once, by `wiring`."""
    _ways[:] = ways


def followups(
    assignment_id: int, *, unit_id: int | None = None, person_id: int | None = None, late: int = 0
) -> list[Link]:
    """The links for these people; see `Whom`."""
    whom = Whom(assignment_id, unit_id, person_id, late)
    return [way.link(whom) for way in _ways]


def done_so_far(assignment_id: int) -> list[Link]:
    """The links to what was done about an assignment."""
    return [way.done(assignment_id) for way in _ways]
