"""Pages on which people are reminded, and that say who was."""

from collections.abc import Sequence

from tests.journeys import reminding
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("remind", reminding.path("/new"), "city", queries=9, largest=4_000),
    Shown("remind-late", reminding.path("/new", "&late=1"), "health", queries=9, largest=4_000),
    Shown("remind-nobody", reminding.path("/new"), "schools", queries=9, largest=4_000),
    Shown("remind-memo-wrong", reminding.path("/new"), "city", act=reminding.signed_by_nobody_there, largest=4_000),
    Shown("reminders", reminding.path(""), "city", queries=9, largest=4_000),
    Shown("reminders-none", reminding.path(""), "site", queries=9, largest=4_000),
)
