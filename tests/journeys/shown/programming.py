"""Programmes, as learners stand in them and as coordinators make them."""

from collections.abc import Sequence

from tests.journeys import programmes
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("programmes", "/programmes", "done"),
    Shown("programmes-keeper", "/programmes", "city"),
    Shown("programmes-ended", "/programmes?ended=1", "city"),
    Shown("programme-begun", programmes.number("p1"), "done"),
    Shown("programme-ready", programmes.number("p2"), "done"),
    Shown("programme-ended", programmes.number("p3"), "reading"),
    Shown("programme-keeper", programmes.number("p2"), "city"),
    Shown("programme-new", "/programmes/new", "city", largest=4_000),
    Shown("programme-wrong", "/programmes/new", "city", act=programmes.nothing_chosen, largest=4_000),
)
