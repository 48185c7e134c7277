"""`make shots`: photographs every page and state into ./shots, and the README's pictures into docs/pictures."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.journeys.browsing import SIZES, THEMES, opened
from tests.journeys.cast import make_cast
from tests.journeys.pages import SHOWN
from tests.journeys.shown.page import Shown
from tests.journeys.site import ROOT, make_portal, serving
from tests.support.chromium import launch

SHOTS, PICTURES = ROOT / "shots", ROOT / "docs" / "pictures"
README = {
    "home": ("home-reading", 360, "light"),
    "lesson": ("lesson-done", 360, "light"),
    "practice": ("practice-missed", 360, "light"),
    "final": ("final-question", 360, "dark"),
    "certificate": ("certificate", 1280, "light"),
    "verify": ("verify", 360, "light"),
    "editor": ("editor", 360, "light"),
    "review": ("review", 1280, "light"),
}
"""Pictures that the README shows: page, width, theme."""
LARGEST = 60_000  # bytes of a picture of the README


def main(names: Sequence[str]) -> None:
    """Photographs the pages named, or all."""
    wanted = [shown for shown in SHOWN if not names or shown.name in names]
    with tempfile.TemporaryDirectory(prefix="rambutan-shots-") as kept:
        folder = Path(kept)
        app = make_portal(folder)
        with app.app_context(), serving(app, folder) as site, sync_playwright() as playwright:
            cast, chromium = make_cast(app), launch(playwright)
            for shown in wanted:
                with opened(chromium, site, cast, shown) as tab:
                    photograph(tab, shown)
            chromium.close()
    for name, (page, width, theme) in README.items():
        source = SHOTS / f"{page}-{width}-{theme}.png"
        if source.exists():
            keep_for_readme(source, PICTURES / f"{name}.webp")


def photograph(tab: Page, shown: Shown) -> None:
    """One picture per width and theme, of the whole page."""
    SHOTS.mkdir(exist_ok=True)
    for width, height in SIZES.items():
        tab.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            tab.emulate_media(color_scheme=theme)
            tab.screenshot(path=SHOTS / f"{shown.name}-{width}-{theme}.png", full_page=True)
    print(shown.name, flush=True)


def keep_for_readme(source: Path, target: Path) -> None:
    """The top of a picture as a small WebP."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as picture:
        tallest = picture.width * 2 if picture.width < 500 else picture.width * 5 // 8
        shown = picture.crop((0, 0, picture.width, min(picture.height, tallest)))
        shown.thumbnail((900, 900))
        for quality in (85, 70, 55, 40):
            shown.save(target, "WEBP", quality=quality, method=6)
            if target.stat().st_size <= LARGEST:
                return
    raise SystemExit(f"{target} stays over {LARGEST} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
