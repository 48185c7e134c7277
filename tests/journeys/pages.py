"""Every page and state that people see: what the tests of looks and budgets and `make shots` go through."""

from collections.abc import Sequence

from tests.journeys.shown import (
    assessing,
    assigning,
    auditing,
    coordinating,
    drafting,
    editing,
    entering,
    exporting,
    leading,
    learning,
    merging,
    notifying,
    overseeing,
    programming,
    records,
    reminding,
    reporting,
    reviewing,
    speaking,
    staffing,
)
from tests.journeys.shown.page import Shown

SHOWN: Sequence[Shown] = (
    *entering.SHOWN,
    *leading.SHOWN,
    *learning.SHOWN,
    *assessing.SHOWN,
    *records.SHOWN,
    *reminding.SHOWN,
    *reporting.SHOWN,
    *speaking.SHOWN,
    *notifying.SHOWN,
    *drafting.SHOWN,
    *editing.SHOWN,
    *reviewing.SHOWN,
    *staffing.SHOWN,
    *merging.SHOWN,
    *auditing.SHOWN,
    *assigning.SHOWN,
    *coordinating.SHOWN,
    *overseeing.SHOWN,
    *programming.SHOWN,
    *exporting.SHOWN,
)
