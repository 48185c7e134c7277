"""Pages on which coordinators see over all courses who is behind, and what became of one person."""

from collections.abc import Sequence

from tests.journeys import duties
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("overview", "/overview", "city", queries=9, largest=6_000),
    Shown("overview-one", lambda cast: "/overview" + duties.only_first(cast), "city", queries=9, largest=6_000),
    Shown("overview-unit", "/overview", "health", queries=9, largest=6_000),
    Shown("overview-in-order", "/overview", "schools", queries=9, largest=6_000),
    Shown("overview-nothing", "/overview", "empty-unit", queries=9),
    Shown("matrix", "/overview/matrix", "city", queries=9, largest=9_000),
    Shown("matrix-unit", "/overview/matrix?state=overdue", "site", queries=9, largest=5_000),
    Shown("matrix-nobody", "/overview/matrix?state=expired", "city", queries=9, largest=4_000),
    Shown("standing", duties.standing, "city", queries=10),
)
