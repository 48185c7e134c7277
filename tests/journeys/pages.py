"""Every page and state that people see: what the tests of looks and `make shots` go through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page as Tab

from lms.platform.web.i18n import catalogue
from tests.journeys.learners import Learner, new_learner, path_of
from tests.journeys.site import COURSE, Site

Cast = Mapping[str, Learner]
words = partial(catalogue("id").text)


def as_opened(tab: Tab) -> None:
    """Nothing more than the address."""


@dataclass(frozen=True)
class Shown:
    """A page in one state: who sees it ("" is a stranger), at which address, and what was done there.

    `first_screen` is the budget's question: whether learners may meet it first on a new phone.
    """

    name: str
    path: str | Callable[[Cast], str]
    who: str = ""
    act: Callable[[Tab], None] = as_opened
    status: int = 200

    def address(self, cast: Cast) -> str:
        """The path for this cast."""
        return self.path if isinstance(self.path, str) else self.path(cast)


def make_cast(site: Site) -> Cast:
    """One learner for each stage."""
    cast = {
        "new": new_learner(site, "baru", "Dewi Contoh", form_of_address="Bu"),
        "reading": new_learner(site, "belajar", "Rina Umpama"),
    }
    cast["reading"].enrol().read(4)
    return cast


def lesson(number: int, who: str = "reading") -> Callable[[Cast], str]:
    """The address of a lesson."""
    return lambda cast: path_of([step for step in cast[who].reading().steps if step.is_lesson][number - 1])


def wrong_password(tab: Tab) -> None:
    """Signs in in vain."""
    tab.fill("[name=identifier]", "19900101 201501 2 999")
    tab.fill("[name=password]", "bukan ini")
    tab.click("main button")


SHOWN: Sequence[Shown] = (
    Shown("stranger", "/"),
    Shown("sign-in", "/sign-in"),
    Shown("sign-in-failed", "/sign-in", act=wrong_password),
    Shown("not-found", "/tidak-ada", status=404),
    Shown("home-new", "/", "new"),
    Shown("home-reading", "/", "reading"),
    Shown("catalogue", "/courses", "reading"),
    Shown("course-new", f"/courses/{COURSE}", "new"),
    Shown("course-reading", f"/courses/{COURSE}", "reading"),
    Shown("lesson-open", lesson(5), "reading"),
    Shown("lesson-done", lesson(1), "reading"),
    Shown("certificate-name", "/profile/certificate-name", "new"),
)
