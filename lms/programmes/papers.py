"""Where the certificate of a completed programme is; `lms/wiring.py` says who knows."""

from collections.abc import Callable

_addresses: list[Callable[[int, int], str]] = []


def wire(*addresses: Callable[[int, int], str]) -> None:
    """Replaces who knows the certificates; called once, by `create_app`."""
    _addresses[:] = addresses


def address_of(programme_id: int, person_id: int) -> str:
    """The address of the person's certificate of a programme; "" without one."""
    return next((found for each in _addresses if (found := each(programme_id, person_id))), "")
