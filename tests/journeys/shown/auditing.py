"""Pages of the audit trail."""

from collections.abc import Sequence

from tests.journeys import offices
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown

LARGEST = 6_000
"""Fifty sentences, and the kinds of acts to choose from."""


def of_the_long_unit(cast: Cast) -> str:
    """What was done to the unit of the longest name."""
    return "/audit?what=unit:" + offices.unit_named(offices.LONG)(cast).rpartition("/")[2]


SHOWN: Sequence[Shown] = (
    Shown("audit", "/audit", "office", queries=4, largest=LARGEST),
    Shown("audit-searched", "/audit?by=koordinator&kind=role.grant", "office", queries=4, largest=LARGEST),
    Shown("audit-long", of_the_long_unit, "office", queries=4, largest=LARGEST),
    Shown("audit-none", "/audit?by=siapa&what=" + "tanpa-spasi-" * 16, "office", queries=4, largest=LARGEST),
    Shown("audit-wrong", "/audit?from=2026-11-25&to=2026-11-24", "office", status=422, queries=4, largest=LARGEST),
)
