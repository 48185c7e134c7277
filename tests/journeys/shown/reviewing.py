"""Pages on which drafts are read, approved and published."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab

from tests.journeys import remarks, reviews
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown


def hand_in(slug: str) -> Callable[[Cast], str]:
    """The address at which a draft is handed in."""
    return lambda _cast: f"/drafts/{reviews.draft(slug)}/hand-in"


def review(slug: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of the review of a draft."""
    return lambda _cast: reviews.review(slug, rest)


def without_a_day(tab: Tab) -> None:
    """Says that one is away, but not until when."""
    tab.click("main form:has([name=until]) button")


def approve_without_points(tab: Tab) -> None:
    """Approves the form with a decision that cannot be read, and without a look at the points."""
    tab.fill("[name=number]", "800/17/2026")
    tab.fill("[name=jp]", "banyak")
    tab.click("main form button[value=approved]")


def open_the_points(tab: Tab) -> None:
    """Opens what an approval confirmed."""
    tab.click("summary:has-text('Sudah diperiksa')")


def publish_without_a_time(tab: Tab) -> None:
    """Wants to publish at a time, but does not say when."""
    tab.check("#when-later")
    tab.click("main form button")


def withdraw_without_reason(tab: Tab) -> None:
    """Withdraws a course without saying why."""
    tab.click("summary:has-text('Tarik pelatihan ini')")
    tab.click("form[action$='/withdraw'] button")


SHOWN: Sequence[Shown] = (
    Shown("hand-in", hand_in("belum-dikirim"), "submitting", queries=16),
    Shown("hand-in-errors", hand_in("belum-siap"), "submitting", queries=16),
    Shown("hand-in-waiting", hand_in("perubahan"), "submitting", queries=16),
    Shown("hand-in-back", hand_in("dikembalikan"), "submitting", queries=16),
    Shown("hand-in-planned", hand_in("terjadwal"), "submitting", queries=16),
    Shown("hand-in-overtaken", hand_in("terlampaui"), "submitting", queries=16),
    Shown("hand-in-published", hand_in("ditarik"), "submitting", queries=16),
    Shown("reviews", "/reviews", "reviewer", queries=8),
    Shown("reviews-courses", "/reviews/courses", "reviewer"),
    Shown("reviews-absence", "/reviews/absence", "reviewer"),
    Shown("reviews-absence-wrong", "/reviews/absence", "reviewer", act=without_a_day),
    Shown("reviews-away", "/reviews", "marker", queries=8),
    Shown("reviews-absence-away", "/reviews/absence", "marker"),
    Shown("review", review("menunggu"), "reviewer", queries=24),
    Shown("review-substance", review("menunggu", "/substance"), "reviewer", queries=14),
    Shown("review-form", review("menunggu", "/form"), "reviewer", queries=16),
    Shown("review-form-held", review("disetujui", "/form"), "reviewer", act=open_the_points, queries=16),
    Shown("review-form-wrong", review("menunggu", "/form"), "reviewer", act=approve_without_points),
    Shown("review-change", review("perubahan"), "reviewer", queries=24),
    Shown("review-approved", review("disetujui"), "reviewer", queries=24),
    Shown("review-planned", review("terjadwal"), "marker", queries=24),
    Shown("review-overtaken", review("terlampaui"), "reviewer", queries=24),
    Shown("review-own", review("karya-sendiri"), "reviewer", queries=24),
    Shown("review-sent-back", review("dikembalikan"), "reviewer", queries=24),
    Shown("review-published", review("ditarik"), "reviewer", queries=24),
    Shown("review-questions", review("menunggu", "/questions"), "reviewer"),
    Shown("review-changes", review("perubahan", "/changes"), "reviewer", queries=8),
    Shown("publish", review("disetujui", "/publish"), "reviewer", queries=8),
    Shown("publish-wrong", review("disetujui", "/publish"), "reviewer", act=publish_without_a_time),
    Shown("publish-overtaken", review("terlampaui", "/publish"), "reviewer", queries=8),
    Shown("publish-over", review("dikembalikan", "/publish"), "reviewer", queries=8),
    Shown("versions", "/courses/perubahan/versions", "reviewer"),
    Shown("versions-due", "/courses/terlampaui/versions", "reviewer"),
    Shown("versions-wrong", "/courses/perubahan/versions", "reviewer", act=withdraw_without_reason),
    Shown("versions-withdrawn", "/courses/ditarik/versions", "reviewer"),
    Shown("course-withdrawn", "/courses/ditarik", "withdrawn", queries=7),
    Shown("read", remarks.at("read"), "reviewer", largest=3_200),
    Shown("read-remark", remarks.at("read", "?remark=2"), "reviewer", largest=3_200),
    Shown("read-remark-wrong", remarks.at("read", "?remark=2"), "reviewer", act=remarks.send_nothing),
    Shown("read-propose", remarks.at("read", "?propose=0"), "reviewer", largest=3_700),
    Shown("read-own", remarks.at("read"), "submitting", largest=3_200),
)
