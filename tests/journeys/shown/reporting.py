"""Pages of faults that learners report, and of what authors see of their courses."""

from collections.abc import Sequence

from tests.journeys import faults
from tests.journeys.learners import path_of
from tests.journeys.shown.page import Shown, lesson
from tests.journeys.site import COURSE
from tests.journeys.versions import SLUG

SHOWN: Sequence[Shown] = (
    Shown("report-choose", lesson(1, "reporter", "/report"), "reporter", queries=3),
    Shown("report", lesson(1, "reporter", "/report?block=3"), "reporter", queries=3),
    Shown("report-picture", lesson(1, "reporter", "/report?block=7"), "reporter", queries=3),
    Shown("report-wrong", lesson(1, "reporter", "/report?block=3"), "reporter", act=faults.too_long),
    Shown("report-sent", lesson(1, "settled", "/report?block=3"), "settled", act=faults.sent),
    Shown("report-question", lambda cast: f"{path_of(cast['done'].quiz())}/report?question=1", "done"),
    Shown("reports-mine", "/reports/mine", "reporter"),
    Shown("reports-mine-none", "/reports/mine", "new"),
    Shown("home-answered", "/", "reporter", queries=5),
    Shown("home-author", "/", "answering", queries=6),
    Shown("reports", "/reports", "answering"),
    Shown("reports-none", "/reports", "alone"),
    Shown("reports-reviewer", "/reports", "reviewer"),
    Shown("fault", faults.fault(1), "answering", queries=7),
    Shown("fault-wrong", faults.fault(1), "answering", act=faults.without_words),
    Shown("fault-outdated", faults.fault(1), "answering", act=faults.outdated),
    Shown("fault-answered", faults.fault(0), "answering", queries=7),
    Shown("figures", f"/courses/{COURSE}/figures", "answering", queries=13),
    Shown("figures-few", f"/courses/{SLUG}/figures", "reviewer", queries=13),
)
