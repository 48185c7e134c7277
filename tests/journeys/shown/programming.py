"""Programmes, as learners stand in them and as coordinators make them."""

from collections.abc import Sequence

from tests.journeys import duties, programmes, reminding
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("programmes", "/programmes", "done"),
    Shown("programmes-keeper", "/programmes", "city"),
    Shown("programmes-ended", "/programmes?ended=1", "city"),
    Shown("programme-begun", programmes.number("p1"), "done"),
    Shown("programme-ready", programmes.number("p2"), "done"),
    Shown("programme-ended", programmes.number("p3"), "reading"),
    Shown("programme-asked", programmes.number("p1"), "programmed"),
    Shown("programme-completed", programmes.number("p2"), "programmed"),
    Shown("programme-keeper", programmes.number("p2"), "city"),
    Shown("programme-assigned", programmes.number("p1"), "city", act=programmes.how_it_ends),
    Shown("home-programme", "/", "programmed", queries=6),
    Shown("certificate-programme", programmes.certificate, "programmed"),
    Shown("assignment-programme", duties.number("?state=all", "a4"), "city", queries=10, largest=4_500),
    Shown("duty-programme", programmes.person, "city", queries=9, largest=4_000),
    Shown("remind-programme", reminding.path("/new", token="a4"), "city", queries=9, largest=4_000),
    Shown("reminders-programme", reminding.path("", token="a4"), "city", queries=9, largest=4_000),
    Shown("programme-new", "/programmes/new", "city", largest=4_000),
    Shown("programme-wrong", "/programmes/new", "city", act=programmes.nothing_chosen, largest=4_000),
)
