"""Pages on which courses are assigned, and on which coordinators see who is how far."""

from collections.abc import Sequence

from tests.journeys import duties
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("assignments", "/assignments", "city"),
    Shown("assignments-ended", "/assignments?ended=1", "city"),
    Shown("assignments-none", "/assignments?ended=1", "site"),
    Shown("assign", "/assignments/new", "city", largest=4_000),
    Shown("assign-unit", "/assignments/new", "health", largest=4_000),
    Shown("assign-wrong", "/assignments/new", "city", act=duties.nobody_chosen),
    Shown("assign-look", "/assignments/new", "health", act=duties.look),
    Shown("assignment", duties.number(), "city", queries=10, largest=4_500),
    Shown("assignment-all", duties.number("?state=all"), "city", queries=10, largest=4_500),
    Shown("assignment-unit", duties.number(), "health", queries=11, largest=4_500),
    Shown("assignment-officer", duties.number("?state=all"), "site", queries=10, largest=4_500),
    Shown("assignment-ended", duties.number("?state=all", "a2"), "city", queries=10, largest=4_500),
    Shown("assignment-dates", duties.number("/dates"), "city", queries=9),
    Shown("duty", duties.person("not-begun"), "city", queries=9),
    Shown("duty-extended", duties.person("extended"), "city", queries=9),
    Shown("duty-waived", duties.person("waived"), "city", queries=9),
    Shown("duty-done", duties.person("done"), "city", queries=9),
    Shown("duty-wrong", duties.person("not-begun"), "city", act=duties.put_off_to_nothing),
    Shown("home-asked", "/", "asked", queries=5),
    Shown("course-asked", f"/courses/{duties.SLUG}", "asked", queries=7),
)
