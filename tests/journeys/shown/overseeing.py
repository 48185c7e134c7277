"""Pages of superiors, deputies and the inspector."""

from collections.abc import Sequence

from tests.journeys import overseers
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("team", "/team", "health"),
    Shown("team-none", "/team", "new"),
    Shown("deputy-named", overseers.deputy_of("health"), "health"),
    Shown("deputy", overseers.deputy_of("site"), "site", queries=7),
    Shown("deputy-wrong", overseers.deputy_of("site"), "site", act=overseers.send_nothing, queries=7),
    Shown("deputy-no-office", overseers.deputy_of("new"), "new", queries=7),
    Shown("profile-deputy", "/profile", "site", queries=7),
    Shown("inspection", "/inspection", "inspector", whole=frozenset({"inspection_sample"})),  # the newest fifty
    Shown("inspection-wrong", "/inspection", "inspector", act=overseers.send_nothing),
    Shown("sample", "/inspection/1", "inspector", queries=9, largest=4_000),
    Shown("sample-open", "/inspection/1", "inspector", act=overseers.open_all, queries=9, largest=4_000),
)
