"""The sheet for the leadership: of the city, of one department, of an office without people."""

from collections.abc import Sequence

from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("leadership", "/leadership", "mayor", queries=14, largest=4_000),
    Shown("leadership-unit", "/leadership", "department-head", queries=14, largest=4_000),
    Shown("leadership-empty", "/leadership", "empty-head", queries=14, largest=4_000),
    Shown("leadership-coordinator", "/leadership", "city", queries=14, largest=4_000),
)
