"""Each page and state, both themes, from a small phone to a desk: axe objects to nothing, nothing runs out."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import SIZES, THEMES, opened, violations, wider_than_the_screen
from tests.journeys.cast import Cast
from tests.journeys.pages import SHOWN
from tests.journeys.shown.page import Shown
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: str(shown.name))
def test_everybody_can_use_the_page(chromium: Browser, site: Site, cast: Cast, shown: Shown) -> None:
    with opened(chromium, site, cast, shown) as tab:
        for width, height in SIZES.items():
            tab.set_viewport_size({"width": width, "height": height})
            assert wider_than_the_screen(tab) == [], f"{shown.name}, {width} px"
            for theme in THEMES:
                tab.emulate_media(color_scheme=theme)
                assert violations(tab) == [], f"{shown.name}, {width} px, {theme}"
        tab.set_viewport_size({"width": 320, "height": 640})
        tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        assert wider_than_the_screen(tab) == [], f"{shown.name}, 320 px"
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        assert wider_than_the_screen(tab) == [], f"{shown.name}, 320 px, text twice as large"
