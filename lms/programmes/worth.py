"""What completed parts have put into the JP ledger; `lms/wiring.py` says who knows."""

from collections.abc import Callable, Collection

_sums: list[Callable[[Collection[int]], int]] = []


def wire(*sums: Callable[[Collection[int]], int]) -> None:
    """Replaces who knows the ledger; called once, by `create_app`."""
    _sums[:] = sums


def jp_of(enrolments: Collection[int]) -> int:
    """The JP that the ledger holds for these enrolments."""
    return sum(each(enrolments) for each in _sums)
