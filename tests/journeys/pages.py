"""Every page and state that people see: what the tests of looks and budgets and `make shots` go through."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page as Tab

from lms.certificates.queries import certificates_of
from lms.platform.db.doors import door
from tests.journeys import pretests
from tests.journeys.cast import Cast
from tests.journeys.learners import path_of
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


def send_nothing(tab: Tab) -> None:
    """Sends a pre-test without an answer."""
    tab.get_by_role("button", name="Kirim").click()


def compared(digits: str) -> Callable[[Tab], None]:
    """Compares the last digits of a NIP."""

    def act(tab: Tab) -> None:
        tab.fill("[name=nip]", digits)
        tab.click("form[method=post] button")

    return act


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
    Shown("practice-question", quiz("practice", "settled", "/2"), "settled"),
    Shown("practice-missed", quiz("practice", "missing", "/1"), "missing"),
    Shown("practice-settled", quiz("practice", "settled", "/1"), "settled"),
    Shown("final-rules", quiz("final", "waiting"), "waiting"),
    Shown("final-question", quiz("final", "examined", "/4"), "examined"),
    Shown("final-answered", quiz("final", "examined", "/3"), "examined"),
    Shown("final-review", quiz("final", "examined", "/review"), "examined"),
    Shown("final-failed", quiz("final", "failed", "/result"), "failed", queries=11),
    Shown("final-rules-waiting", quiz("final", "failed"), "failed"),
    Shown("final-passed", quiz("final", "done", "/result"), "done", queries=11),
    Shown("final-history", quiz("final", "done", "/history"), "done"),
    Shown("final-marked", quiz("final", "done", "/1"), "done"),
    Shown("hours-none", "/hours", "new"),
    Shown("hours", "/hours", "done"),
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
