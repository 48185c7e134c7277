"""Who is asked for a programme until when; `lms/wiring.py` says who knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lms.learning.due import Due


@dataclass(frozen=True)
class Asking:
    """An assignment of a programme that runs: its last day, and the address of its page."""

    due_on: date
    href: str


_asking: list[Callable[[int], Sequence[Asking]]] = []
_dues: list[Callable[[int, int], Due | None]] = []


def wire(asking: Callable[[int], Sequence[Asking]], due: Callable[[int, int], Due | None]) -> None:
    """Replaces who knows the assignments; called once, by `create_app`."""
    _asking[:], _dues[:] = [asking], [due]


def asking_for(programme_id: int) -> tuple[Asking, ...]:
    """The assignments of a programme that run."""
    return tuple(one for each in _asking for one in each(programme_id))


def due_for(programme_id: int, person_id: int) -> Due | None:
    """What is asked of a person on the page of a programme; None where nothing is."""
    return next((due for each in _dues if (due := each(programme_id, person_id)) is not None), None)
