"""Pages on which people find a course and read it."""

from collections.abc import Sequence

from tests.journeys.shown.page import Shown, lesson
from tests.journeys.site import COURSE
from tests.journeys.versions import SLUG

SHOWN: Sequence[Shown] = (
    Shown("home-new", "/", "new", queries=5),
    Shown("home-reading", "/", "reading", queries=5),
    Shown("home-done", "/", "done", queries=5),
    Shown("catalogue", "/courses", "reading"),
    Shown("catalogue-found", "/courses?q=keluhan+warga", "reading"),
    Shown("catalogue-nothing", "/courses?q=arsip+vital", "new"),
    Shown("catalogue-no-word", "/courses?q=%3F%21", "new", status=422),
    Shown("course-new", f"/courses/{COURSE}", "new", queries=7),
    Shown("course-reading", f"/courses/{COURSE}", "reading", queries=7),
    Shown("course-done", f"/courses/{COURSE}", "done", queries=7),
    Shown("home-behind", "/", "behind", queries=5),
    Shown("course-behind", f"/courses/{SLUG}", "behind", queries=7),
    Shown("lesson-behind", f"/learn/{SLUG}/-/tutup", "behind", queries=3),
    Shown("changes", f"/courses/{SLUG}/changes", "behind", queries=8),
    Shown("changes-moved", f"/courses/{SLUG}/changes", "moved", queries=9),
    Shown("course-moved", f"/courses/{SLUG}", "moved", queries=7),
    Shown("lesson-open", lesson(5, "reading"), "reading", queries=3),
    Shown("lesson-done", lesson(1, "reading"), "reading", queries=3),
    Shown("why-course", f"/courses/{COURSE}/why", "reading", queries=9),
    Shown("why-course-done", f"/courses/{COURSE}/why", "done", queries=9),
    Shown("why-course-revoked", f"/courses/{COURSE}/why", "revoked", queries=9),
    Shown("why-course-replaced", f"/courses/{COURSE}/why", "replaced", queries=9),
    Shown("why-course-moved", f"/courses/{SLUG}/why", "moved", queries=9),
    Shown("why-course-left", f"/courses/{SLUG}/why", "gone", queries=9),
    Shown("course-left", f"/courses/{SLUG}", "gone", queries=7),
)
