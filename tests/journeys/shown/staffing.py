"""Pages of units, people and staff lists."""

from collections.abc import Sequence

from tests.journeys import offices
from tests.journeys.shown.page import Shown

BY_NAME = frozenset({"person"})
EVERYBODY = frozenset({"employment", "unit_alias"})

SHOWN: Sequence[Shown] = (
    Shown("people", "/people", "office", whole=BY_NAME),
    Shown("people-none", "/people?q=zzz", "office", whole=BY_NAME),
    Shown("person-new", "/people/new", "office"),
    Shown("person-new-wrong", "/people/new", "office", act=offices.send_nothing),
    Shown("person", offices.person_named("Budi Umpama"), "office", queries=10),
    Shown("person-open", offices.person_named(offices.PERSON), "office", act=offices.open_all, queries=10),
    Shown("person-change", offices.person_named(offices.PERSON, "/change"), "office", queries=7),
    Shown("person-correct", offices.person_named(offices.PERSON, "/correct"), "office", queries=9),
    Shown(
        "person-correct-wrong",
        offices.person_named(offices.PERSON, "/correct"),
        "office",
        act=offices.correct_without_reason,
    ),
    Shown(
        "person-correct-conflict",
        offices.person_named(offices.PERSON, "/correct"),
        "office",
        act=offices.correct_after_another,
    ),
    Shown("person-code", offices.person_named("Citra Misal"), "office", act=offices.make_a_code),
    Shown("person-code-shown", offices.person_named("Citra Misal", "/code"), "office"),
    Shown("units", "/units", "office", queries=7),
    Shown("units-wrong", "/units", "office", act=offices.add_nameless_unit),
    Shown("unit", offices.unit_named("Dinas Kesehatan"), "office", queries=10),
    Shown("unit-open", offices.unit_named(offices.LONG), "office", act=offices.open_all, queries=10),
    Shown("units-officers", "/units/officers", "office", largest=5_000),  # everybody who may be an officer of a unit
    Shown("staff-lists", "/people/lists", "office", whole=frozenset({"staff_import"})),
    Shown("staff-list-new", "/people/lists/new", "office"),
    Shown("staff-list-new-wrong", "/people/lists/new", "office", act=offices.send_nothing),
    Shown("staff-list-columns", offices.list_named(offices.BEGUN, "/columns"), "office"),
    Shown("staff-list-preview", offices.list_named(offices.OPEN), "office", queries=8, largest=6_000, whole=EVERYBODY),
    Shown(
        "staff-list-new-people", offices.list_named(offices.OPEN, "/changes/new"), "office", queries=8, whole=EVERYBODY
    ),
    Shown(
        "staff-list-changed", offices.list_named(offices.OPEN, "/changes/changed"), "office", queries=8, whole=EVERYBODY
    ),
    Shown("staff-list-saved", offices.list_named(offices.SAVED), "office"),
    Shown("staff-list-undone", offices.list_named(offices.UNDONE), "office"),
)
