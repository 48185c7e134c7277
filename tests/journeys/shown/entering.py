"""Pages before and beside learning: signing in, the profile, what is not there."""

from collections.abc import Sequence

from playwright.sync_api import Page as Tab

from tests.journeys.shown.page import Shown


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


SHOWN: Sequence[Shown] = (
    Shown("stranger", "/"),
    Shown("sign-in", "/sign-in"),
    Shown("sign-in-failed", "/sign-in", act=wrong_password),
    Shown("activate", "/activate"),
    Shown("activate-failed", "/activate", act=unknown_code),
    Shown("not-found", "/tidak-ada", status=404),
    Shown("not-found-signed-in", "/courses/tidak-ada", "reading", status=404),
    Shown("profile-reviewer", "/profile", "reviewer"),
    Shown("profile", "/profile", "done"),
    Shown("profile-wrong", "/profile", "done", act=too_long),
    Shown("password", "/profile/password", "done"),
    Shown("sessions", "/profile/sessions", "done"),
)
