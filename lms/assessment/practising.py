"""How far a learner is with a practice question: its key is seen after the second miss, or on demand (pure)."""

from decimal import Decimal
from enum import StrEnum

CHECK, REVEAL, SAVE = "check", "reveal", "save"


class Practised(StrEnum):
    """The states of a practice question; nothing more is asked once it is right or its key was shown."""

    OPEN = "open"
    MISSED = "missed"
    RIGHT = "right"
    SHOWN = "shown"

    @property
    def is_settled(self) -> bool:
        """Whether the key may be seen."""
        return self in {Practised.RIGHT, Practised.SHOWN}


def practised(tries: int, act: str | None, fraction: Decimal | None) -> Practised:
    """The state after `tries` answers, of which the newest has this act and fraction."""
    if not tries:
        return Practised.OPEN
    if act == CHECK and fraction == 1:
        return Practised.RIGHT
    return Practised.MISSED if act == CHECK and tries == 1 else Practised.SHOWN
