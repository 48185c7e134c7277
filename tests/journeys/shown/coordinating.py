"""Pages on which coordinators see over all courses who is behind, and what became of one person."""

from collections.abc import Sequence

from tests.journeys import duties
from tests.journeys.shown.page import Shown

PEOPLE = frozenset({"person"})
"""Of the whole city: accounts that nobody uses, by an index of those alone; people by name until a page is full."""

SHOWN: Sequence[Shown] = (
    Shown("overview", "/overview", "city", queries=8, largest=6_000, whole=PEOPLE),
    Shown(
        "overview-one",
        lambda cast: "/overview" + duties.only_first(cast),
        "city",
        queries=8,
        largest=6_000,
        whole=PEOPLE,
    ),
    Shown("overview-unit", "/overview", "health", queries=8, largest=6_000),
    Shown("overview-in-order", "/overview", "schools", queries=8, largest=6_000),
    Shown("overview-nothing", "/overview", "empty-unit", queries=8),
    Shown("matrix", "/overview/matrix", "city", queries=8, largest=9_000, whole=PEOPLE),
    Shown("matrix-unit", "/overview/matrix?state=overdue", "site", queries=8, largest=5_000),
    Shown("matrix-nobody", "/overview/matrix?state=expired", "city", queries=8, largest=4_000, whole=PEOPLE),
    Shown("standing", duties.standing, "city", queries=10),
    Shown("standing-late", duties.late_standing, "city", queries=10),
)
