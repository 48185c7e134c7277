"""Opening a page of the list in Chromium, and what can be asked of it there."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

from lms.accounts.queries import SIGNIN_COOKIE
from tests.journeys.cast import Cast
from tests.journeys.shown.page import Shown
from tests.journeys.site import Site
from tests.support.chromium import PATIENCE

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
THEMES = ("light", "dark")
SIZES = {360: 800, 1280: 900}


@contextmanager
def opened(chromium: Browser, site: Site, cast: Cast, shown: Shown) -> Iterator[Page]:
    """A tab at 360 px that shows the page in its state, signed in as its person."""
    context = chromium.new_context(
        base_url=site.url, viewport={"width": 360, "height": 800}, reduced_motion="reduce", locale="id-ID"
    )
    if shown.who:
        context.add_cookies([{"name": SIGNIN_COOKIE, "value": cast[shown.who].cookie, "url": site.url}])
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE)
    answer = tab.goto(shown.address(cast))
    assert answer is not None
    assert answer.status == shown.status, f"{shown.name}: {answer.status}"
    shown.act(tab)
    tab.wait_for_load_state()  # what was sent may have led to a page that is not whole yet
    yield tab
    context.close()


def violations(tab: Page) -> list[str]:
    """What axe finds wrong on the page as it stands."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
    found: list[dict[str, Any]] = tab.evaluate(
        "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} ({node.get('failureSummary', '')})"
        for rule in found
        for node in rule["nodes"]
    ]


def wider_than_the_screen(tab: Page) -> list[str]:
    """What makes the page wider than the screen; nothing if it is not."""
    script = """document.scrollingElement.scrollWidth <= innerWidth ? []
        : [`${document.scrollingElement.scrollWidth} px`, ...[...document.querySelectorAll('body *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 100))]"""
    found: list[str] = tab.evaluate(script)
    return found[:6]
