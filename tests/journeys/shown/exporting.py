"""Pages of long exports."""

from collections.abc import Sequence

from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("exports-none", "/exports", "new", queries=3),
    Shown("exports-being-made", "/exports", "busy", queries=3),
    Shown("exports-still", "/exports?still=1", "busy", queries=3),
    Shown("exports-over", "/exports", "exported", queries=3),
)
