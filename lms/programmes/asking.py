"""Which assignments ask a programme of people; `lms/wiring.py` says who knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Asking:
    """An assignment of a programme that runs: its last day, and the address of its page."""

    due_on: date
    href: str


_asking: list[Callable[[int], Sequence[Asking]]] = []


def wire(*asking: Callable[[int], Sequence[Asking]]) -> None:
    """Replaces who knows the assignments; called once, by `create_app`."""
    _asking[:] = asking


def asking_for(programme_id: int) -> tuple[Asking, ...]:
    """The assignments of a programme that run."""
    return tuple(one for each in _asking for one in each(programme_id))
