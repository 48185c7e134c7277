"""Pages on which two records of one person become one."""

from collections.abc import Sequence

from tests.journeys import offices, twins
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    Shown("twin-find", offices.person_named("Ani Contoh", "/merge"), "office", queries=10),
    Shown("twin-find-none", offices.person_named(offices.PERSON, "/merge"), "office", queries=10),
    Shown("twins", twins.pair_named("ani.contoh", "lulus"), "office", queries=20, largest=4_000),
    Shown("twins-wrong", twins.pair_named("ani.contoh", "lulus"), "office", act=offices.send_nothing, queries=20),
    Shown("twins-own", twins.pair_named("koordinator", "lulus"), "office", queries=20),
    Shown("twins-role", twins.pair_named("ani.contoh", "inspektur"), "office", queries=20),
    Shown("merge", twins.merge_of(twins.STANDS), "office", queries=10),
    Shown("merge-undone", twins.merge_of(twins.UNDONE), "office", queries=10),
    Shown("person-merged", twins.kept_page(twins.STANDS), "office", queries=14),
)
