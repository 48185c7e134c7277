"""Every page and state that people see: what the tests of looks and budgets and `make shots` go through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page as Tab

from lms.certificates.queries import certificates_of
from lms.hours.queries import entries_for
from lms.platform.db.doors import door
from tests.journeys import corrections, essays, pretests, reviews
from tests.journeys.cast import Cast
from tests.journeys.learners import Learner, path_of
from tests.journeys.site import COURSE
from tests.journeys.versions import SLUG


def as_opened(tab: Tab) -> None:
    """Nothing more than the address."""


@dataclass(frozen=True)
class Shown:
    """A page in one state: who sees it ("" is a stranger), at which address, and what was done there.

    `queries` is what its answer may ask of the database; lists ask no more when they grow.
    """

    name: str
    path: str | Callable[[Cast], str]
    who: str = ""
    act: Callable[[Tab], None] = as_opened
    status: int = 200
    queries: int = 6

    def address(self, cast: Cast) -> str:
        """The path for this cast."""
        return self.path if isinstance(self.path, str) else self.path(cast)


def lesson(number: int, who: str) -> Callable[[Cast], str]:
    """The address of a lesson."""
    return lambda cast: path_of([step for step in cast[who].reading().steps if step.is_lesson][number - 1])


def quiz(role: str, who: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of a page of a quiz."""
    return lambda cast: f"{path_of(cast[who].quiz(role))}/quiz{rest}"


def certificate(who: str, before: str = "/certificates/") -> Callable[[Cast], str]:
    """The address of somebody's first certificate."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return before + certificates_of(cast[who].id)[-1].code

    return address


def entry(who: str, number: int = 0) -> Callable[[Cast], str]:
    """The address of an entry of somebody's ledger."""

    def address(cast: Cast) -> str:
        with door(writes=False):
            return f"/hours/{entries_for(cast[who].reading().enrolment.id)[number].id}"

    return address


def wrong_password(tab: Tab) -> None:
    """Signs in in vain."""
    tab.fill("[name=identifier]", "19900101 201501 2 999")
    tab.fill("[name=password]", "bukan ini")
    tab.click("main form button")


def unknown_code(tab: Tab) -> None:
    """Tries to activate an account with a code that nobody has."""
    tab.fill("[name=identifier]", "baru")
    tab.fill("[name=code]", "AAAA AAAA")
    tab.fill("[name=password]", "jambu air manis")
    tab.click("main form button")


def too_long(tab: Tab) -> None:
    """Sends a profile with a title that is too long."""
    tab.eval_on_selector(
        "[name=title_after]", "field => { field.removeAttribute('maxlength'); field.value = 'S'.repeat(80) }"
    )
    tab.click("main form[action='/profile'] button")


def essay(which: Callable[[Learner], int]) -> Callable[[Cast], str]:
    """The address at which the marker marks an essay."""
    return lambda cast: f"/marking/{which(cast['marker'])}"


def without_points(tab: Tab) -> None:
    """Gives a mark without points."""
    tab.fill("[name=points]", "banyak")
    tab.click("button[form=mark]:not([formaction])")


def without_reason(tab: Tab) -> None:
    """Corrects a mark without saying why."""
    tab.fill("[name=points]", "8")
    tab.click("button[form=mark]")


def remark(key: str) -> Callable[[Cast], str]:
    """The address of the preview of a corrected question."""
    return lambda _cast: corrections.preview_of(key)


def without_a_reason(tab: Tab) -> None:
    """Decides to re-mark without saying why."""
    tab.click("main form button")


def on_an_old_preview(tab: Tab) -> None:
    """Decides on a preview that is no longer how it stands."""
    tab.fill("[name=reason]", "Kunci soal ini keliru.")
    tab.eval_on_selector("[name=seen]", "field => { field.value = 'x' }")
    tab.click("main form button")


def send_nothing(tab: Tab) -> None:
    """Sends a pre-test without an answer."""
    tab.get_by_role("button", name="Kirim").click()


def compared(digits: str) -> Callable[[Tab], None]:
    """Compares the last digits of a NIP."""

    def act(tab: Tab) -> None:
        tab.fill("[name=nip]", digits)
        tab.click("form[method=post] button")

    return act


def listed_in_vain(tab: Tab) -> None:
    """Saves what the first question of a list cannot be answered with, by its form."""
    tab.eval_on_selector(
        "form[id^=soal] input[name=answer]", "box => { box.value = 'z'; box.checked = true; box.form.submit() }"
    )
    tab.wait_for_selector(".err")


def tried(*options: int) -> Callable[[Tab], None]:
    """Checks options (from 0) of the first question with some that is tried without a record."""

    def act(tab: Tab) -> None:
        form = tab.locator("form[id^=soal]:has(.opt)").first
        for option in options:
            form.locator(".opt label").nth(option).click()
        form.get_by_role("button").click()
        form.locator(".note").wait_for()

    return act


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


def publish_without_a_time(tab: Tab) -> None:
    """Wants to publish at a time, but does not say when."""
    tab.check("#when-later")
    tab.click("main form button")


def withdraw_without_reason(tab: Tab) -> None:
    """Withdraws a course without saying why."""
    tab.click("summary:has-text('Tarik pelatihan ini')")
    tab.click("form[action$='/withdraw'] button")


SHOWN: Sequence[Shown] = (
    Shown("stranger", "/"),
    Shown("sign-in", "/sign-in"),
    Shown("sign-in-failed", "/sign-in", act=wrong_password),
    Shown("activate", "/activate"),
    Shown("activate-failed", "/activate", act=unknown_code),
    Shown("not-found", "/tidak-ada", status=404),
    Shown("not-found-signed-in", "/courses/tidak-ada", "reading", status=404),
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
    Shown("home-pretest", "/", "curious", queries=5),
    Shown("course-pretest", f"/courses/{pretests.SLUG}", "curious", queries=8),
    Shown("pretest", pretests.PATH, "curious"),
    Shown("pretest-empty", pretests.PATH, "curious", act=send_nothing),
    Shown("pretest-given", pretests.PATH, "answered"),
    Shown("pretest-late", pretests.PATH, "late", status=409),
    Shown("practice-start", quiz("practice", "reading"), "reading"),
    Shown("practice-try", quiz("practice", "reading", "/try?draw=7"), "reading"),
    Shown("practice-try-missed", quiz("practice", "reading", "/try?draw=7"), "reading", act=tried(1)),
    Shown("practice-try-empty", quiz("practice", "reading", "/try?draw=7"), "reading", act=tried()),
    Shown("practice-question", quiz("practice", "settled", "/2"), "settled"),
    Shown("practice-missed", quiz("practice", "missing", "/1"), "missing"),
    Shown("practice-settled", quiz("practice", "settled", "/1"), "settled"),
    Shown("final-rules", quiz("final", "waiting"), "waiting"),
    Shown("final-question", quiz("final", "examined", "/4"), "examined"),
    Shown("final-answered", quiz("final", "examined", "/3"), "examined"),
    Shown("final-list", quiz("final", "examined", "/list"), "examined"),
    Shown("final-list-wrong", quiz("final", "examined", "/list"), "examined", act=listed_in_vain),
    Shown("final-review", quiz("final", "examined", "/review"), "examined"),
    Shown("final-failed", quiz("final", "failed", "/result"), "failed", queries=11),
    Shown("final-rules-waiting", quiz("final", "failed"), "failed"),
    Shown("final-passed", quiz("final", "done", "/result"), "done", queries=11),
    Shown("final-history", quiz("final", "done", "/history"), "done"),
    Shown("final-marked", quiz("final", "done", "/1"), "done"),
    Shown("final-essay-waits", f"{essays.FINAL}/result", "written", queries=11),
    Shown("final-rules-essay-waits", essays.FINAL, "written"),
    Shown("course-essay-waits", f"/courses/{essays.SLUG}", "written", queries=7),
    Shown("home-essay-waits", "/", "written", queries=6),
    Shown("final-essay-marked", f"{essays.FINAL}/result", "graded", queries=11),
    Shown("final-essay-explained", f"{essays.FINAL}/1", "graded"),
    Shown("final-essay-history", f"{essays.FINAL}/history", "graded"),
    Shown("home-marker", "/", "marker", queries=6),
    Shown("marking", "/marking", "marker"),
    Shown("marking-none", "/marking", "written"),
    Shown("marking-essay", essay(essays.first_waiting), "marker"),
    Shown("marking-essay-wrong", essay(essays.first_waiting), "marker", act=without_points),
    Shown("marking-correct", essay(essays.last_marked), "marker"),
    Shown("marking-correct-wrong", essay(essays.last_marked), "marker", act=without_reason),
    Shown("final-remarked", f"{corrections.QUIZ}/result", "remarked", queries=11),
    Shown("final-remarked-question", f"{corrections.QUIZ}/1", "remarked"),
    Shown("questions", f"/courses/{corrections.SLUG}/questions", "reviewer", queries=10),
    Shown("remarking", corrections.REMARKING, "reviewer"),
    Shown("remarking-none", f"/courses/{SLUG}/remarking", "reviewer"),
    Shown("remark", remark("paraf"), "reviewer"),
    Shown("remark-wrong", remark("paraf"), "reviewer", act=without_a_reason),
    Shown("remark-outdated", remark("paraf"), "reviewer", act=on_an_old_preview),
    Shown("hand-in", hand_in("belum-dikirim"), "author", queries=16),
    Shown("hand-in-errors", hand_in("belum-siap"), "author", queries=16),
    Shown("hand-in-waiting", hand_in("perubahan"), "author", queries=16),
    Shown("hand-in-back", hand_in("dikembalikan"), "author", queries=16),
    Shown("hand-in-planned", hand_in("terjadwal"), "author", queries=16),
    Shown("hand-in-published", hand_in("ditarik"), "author", queries=16),
    Shown("reviews", "/reviews", "reviewer", queries=8),
    Shown("reviews-courses", "/reviews/courses", "reviewer"),
    Shown("reviews-absence", "/reviews/absence", "reviewer"),
    Shown("reviews-absence-wrong", "/reviews/absence", "reviewer", act=without_a_day),
    Shown("review", review("menunggu"), "reviewer", queries=24),
    Shown("review-substance", review("menunggu", "/substance"), "reviewer", queries=14),
    Shown("review-form", review("menunggu", "/form"), "reviewer", queries=16),
    Shown("review-form-held", review("disetujui", "/form"), "reviewer", queries=16),
    Shown("review-form-wrong", review("menunggu", "/form"), "reviewer", act=approve_without_points),
    Shown("review-change", review("perubahan"), "reviewer", queries=24),
    Shown("review-approved", review("disetujui"), "reviewer", queries=24),
    Shown("review-planned", review("terjadwal"), "marker", queries=24),
    Shown("review-own", review("karya-sendiri"), "reviewer", queries=24),
    Shown("review-sent-back", review("dikembalikan"), "reviewer", queries=24),
    Shown("review-published", review("ditarik"), "reviewer", queries=24),
    Shown("review-questions", review("menunggu", "/questions"), "reviewer"),
    Shown("review-changes", review("perubahan", "/changes"), "reviewer", queries=8),
    Shown("publish", review("disetujui", "/publish"), "reviewer", queries=8),
    Shown("publish-wrong", review("disetujui", "/publish"), "reviewer", act=publish_without_a_time),
    Shown("publish-over", review("dikembalikan", "/publish"), "reviewer", queries=8),
    Shown("versions", "/courses/perubahan/versions", "reviewer"),
    Shown("versions-wrong", "/courses/perubahan/versions", "reviewer", act=withdraw_without_reason),
    Shown("versions-withdrawn", "/courses/ditarik/versions", "reviewer"),
    Shown("course-withdrawn", "/courses/ditarik", "withdrawn", queries=7),
    Shown("certificates-withdrawn", "/certificates", "withdrawn"),
    Shown("hours-none", "/hours", "new"),
    Shown("hours", "/hours", "done"),
    Shown("why-course", f"/courses/{COURSE}/why", "reading", queries=9),
    Shown("why-course-done", f"/courses/{COURSE}/why", "done", queries=9),
    Shown("why-course-revoked", f"/courses/{COURSE}/why", "revoked", queries=9),
    Shown("why-course-replaced", f"/courses/{COURSE}/why", "replaced", queries=9),
    Shown("why-course-moved", f"/courses/{SLUG}/why", "moved", queries=9),
    Shown("why-course-left", f"/courses/{SLUG}/why", "gone", queries=9),
    Shown("course-left", f"/courses/{SLUG}", "gone", queries=7),
    Shown("why-mark-failed", quiz("final", "failed", "/why"), "failed", queries=8),
    Shown("why-mark", quiz("final", "done", "/why"), "done", queries=8),
    Shown("why-practice", quiz("practice", "practised", "/why"), "practised"),
    Shown("why-entry", entry("done"), "done"),
    Shown("why-entry-taken-back", entry("corrected"), "corrected"),
    Shown("why-counter-entry", entry("corrected", 1), "corrected"),
    Shown("hours-corrected", "/hours", "corrected"),
    Shown("certificates-none", "/certificates", "new"),
    Shown("certificates", "/certificates", "done"),
    Shown("certificate", certificate("done"), "done"),
    Shown("certificate-revoked", certificate("revoked"), "revoked"),
    Shown("certificate-replaced", certificate("replaced"), "replaced"),
    Shown("verify-form", "/verify"),
    Shown("verify-unknown", "/verify/RBT-0000-0000-0000", status=404),
    Shown("verify", certificate("done", "/verify/")),
    Shown("verify-match", certificate("done", "/verify/"), act=compared("2999")),
    Shown("verify-no-match", certificate("done", "/verify/"), act=compared("1234")),
    Shown("verify-revoked", certificate("revoked", "/verify/")),
    Shown("verify-replaced", certificate("replaced", "/verify/")),
    Shown("profile", "/profile", "done"),
    Shown("profile-wrong", "/profile", "done", act=too_long),
    Shown("certificate-name", "/profile/certificate-name", "new"),
    Shown("password", "/profile/password", "done"),
    Shown("sessions", "/profile/sessions", "done"),
)
