"""What may be done about people of a unit who are late; the features above say what."""

from collections.abc import Callable

Followup = Callable[[int, int, int], tuple[str, str]]
"""(assignment, unit, people) → words and address of a link."""

_ways: list[Followup] = []


def wire(*ways: Followup) -> None:
    """Says what there is to do; called once, by `wiring`."""
    _ways[:] = ways


def is_anything_offered() -> bool:
    """Whether any feature offers something to do."""
    return bool(_ways)


def followups(assignment_id: int, unit_id: int, people: int) -> list[tuple[str, str]]:
    """The links for so many people of a unit who are late with an assignment."""
    return [way(assignment_id, unit_id, people) for way in _ways]
