"""News that travels up: a lower feature publishes a fact, `lms/wiring.py` says which operations answer it.

Handlers run at once, in the order of the list, inside the transaction of the operation that published.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_handlers: dict[type, tuple[Callable[[Any], None], ...]] = {}


def wire(answers: Mapping[type, Sequence[Callable[[Any], None]]]) -> None:
    """Replaces the whole wiring; called once, by `create_app`."""
    _handlers.clear()
    _handlers.update({fact: tuple(handlers) for fact, handlers in answers.items()})


def publish(fact: object) -> None:
    """Runs every operation that answers this kind of fact."""
    for handler in _handlers.get(type(fact), ()):
        handler(fact)
