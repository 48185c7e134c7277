"""Pages of superiors, deputies and the inspector."""

from collections.abc import Sequence

from tests.journeys import duties, offices, overseers
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown

PEOPLE = frozenset({"person"})


def one_assignment(cast: Cast) -> str:
    """The overview of the first assignment."""
    return "/overview" + duties.only_first(cast)


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
    Shown("inspector-overview", one_assignment, "inspector", queries=8, largest=6_000, whole=PEOPLE),
    Shown("inspector-people", "/people", "inspector", whole=PEOPLE),
    Shown("inspector-person", offices.person_named(offices.PERSON), "inspector", queries=13),
    Shown("inspector-assignment", duties.number("?state=all"), "inspector", queries=10, largest=4_500),
    Shown("inspector-duty", duties.person("not-begun"), "inspector", queries=9),
    Shown("inspector-standing", duties.standing, "inspector", queries=10),
    Shown("sample-open", "/inspection/1", "inspector", act=overseers.open_all, queries=9, largest=4_000),
)
