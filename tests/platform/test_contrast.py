"""Contrast of the colours, read from the stylesheet itself: text 4.5, borders and drawings 3 (WCAG 2.2)."""

import re
from pathlib import Path

import pytest

import lms

CSS = Path(lms.__file__).parent / "static" / "css"
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    ("ink", "bg", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink2", "bg", TEXT),
    ("ink2", "surface", TEXT),
    ("ink2", "sunken", TEXT),
    ("act", "surface", TEXT),
    ("act", "bg", TEXT),
    ("act2", "bg", TEXT),
    ("act", "sky-soft", TEXT),
    ("act", "sun-soft", TEXT),
    ("act", "red-soft", TEXT),
    ("act", "act-soft", TEXT),
    ("onact", "act", TEXT),
    ("onact", "act2", TEXT),
    ("act-ink", "act-soft", TEXT),
    ("red-ink", "red-soft", TEXT),
    ("red-ink", "bg", TEXT),
    ("red-ink", "surface", TEXT),
    ("sun-ink", "sun-soft", TEXT),
    ("sky-ink", "sky-soft", TEXT),
    ("sky-ink", "sunken", TEXT),
    ("ink", "act-soft", TEXT),
    ("ink", "red-soft", TEXT),
    ("ink", "sun-soft", TEXT),
    ("ink", "sky-soft", TEXT),
    ("onhero", "hero", TEXT),
    ("onhero", "hero2", TEXT),
    ("onhero2", "hero", TEXT),
    ("onhero2", "hero2", TEXT),
    ("hero", "onhero", TEXT),
    ("hero", "onhero2", TEXT),
    ("edge", "surface", SHAPE),
    ("edge", "bg", SHAPE),
    ("act", "line", SHAPE),
    ("sun", "hero", SHAPE),
    ("red", "surface", SHAPE),
    ("red", "red-soft", SHAPE),
    ("focus", "bg", SHAPE),
    ("focus", "surface", SHAPE),
]

MEASURED = [
    ("light", "ink", "bg", 15.5),
    ("dark", "ink", "bg", 16.1),
    ("light", "ink2", "bg", 7.1),
    ("dark", "ink2", "bg", 9.2),
    ("light", "ink2", "sunken", 6.6),
    ("dark", "ink2", "sunken", 7.5),
    ("light", "act", "surface", 7.2),
    ("dark", "act", "surface", 9.2),
    ("light", "onact", "act", 7.2),
    ("dark", "onact", "act", 8.6),
    ("light", "act", "line", 5.4),
    ("dark", "act", "line", 6.6),
    ("light", "red-ink", "red-soft", 8.1),
    ("dark", "red-ink", "red-soft", 9.7),
    ("light", "sun-ink", "sun-soft", 7.9),
    ("dark", "sun-ink", "sun-soft", 9.6),
    ("light", "sky-ink", "sky-soft", 8.0),
    ("dark", "sky-ink", "sky-soft", 9.3),
    ("light", "ink", "sky-soft", 14.1),
    ("dark", "ink", "sky-soft", 13.0),
    ("light", "edge", "surface", 4.4),
    ("dark", "edge", "surface", 5.0),
    ("light", "focus", "bg", 6.0),
    ("dark", "focus", "bg", 10.4),
]


def colours_of(selector: str) -> dict[str, str]:
    css = (CSS / "tokens.css").read_text("utf-8")
    block = css[css.index(selector + " {") :].split("}", 1)[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))


THEMES = {"light": colours_of(":root"), "dark": colours_of("[data-theme=dark]")}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme: str, one: str, other: str) -> float:
    high, low = sorted((luminance(THEMES[theme][one]), luminance(THEMES[theme][other])), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "needed"), PAIRS, ids=lambda value: str(value))
def test_colours_can_be_told_apart(theme: str, front: str, back: str, needed: float) -> None:
    assert contrast(theme, front, back) >= needed


@pytest.mark.parametrize(("theme", "front", "back", "ratio"), MEASURED)
def test_colours_keep_their_measured_contrast(theme: str, front: str, back: str, ratio: float) -> None:
    assert contrast(theme, front, back) == pytest.approx(ratio, abs=0.06)


def test_dark_is_the_same_whether_the_phone_or_the_person_asks_for_it() -> None:
    assert colours_of(":root:not([data-theme=light])") == THEMES["dark"]


def test_components_use_the_named_colours_only() -> None:
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    sheets = [CSS / "base.css", *(CSS / "components").glob("*.css"), *(CSS / "office").glob("*.css")]

    assert [sheet.name for sheet in sheets if raw.search(sheet.read_text("utf-8"))] == []
