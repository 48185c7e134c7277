"""Which styles of a document are headings, beside those that Word has itself (pure)."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DEEPEST = 10  # styles that are based on one another
_LEVELS = range(1, 7)


def heading_styles(xml: bytes) -> str:
    """Lines for mammoth: a style is a heading by its own outline level, or by that of the style it is based on."""
    try:
        root = etree.fromstring(xml)
    except (etree.ParseError, ValueError):
        return ""
    styles = {_value(style, ".", "styleId"): style for style in root.iterfind("{*}style")}
    levels = {name: _level(name, styles) for name in styles if _ID.fullmatch(name)}
    return "\n".join(f"p.{name} => h{level}:fresh" for name, level in levels.items() if level in _LEVELS)


def _level(name: str, styles: Mapping[str, etree.Element]) -> int:
    """1 for the highest; 0 for what is no heading."""
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            return 0
        known = re.fullmatch(r"heading (\d)", _value(style, "{*}name", "val"), re.IGNORECASE)
        own = known[1] if known else ""
        given = _value(style, "{*}pPr/{*}outlineLvl", "val")
        if given.isdecimal() or own:
            return int(given[:2]) + 1 if given.isdecimal() else int(own)
        name = _value(style, "{*}basedOn", "val")
    return 0


def _value(element: etree.Element, path: str, attribute: str) -> str:
    """An attribute of the first element at `path`, whatever namespace it has; "" if it is not there."""
    found = element.find(path)
    given = found.attrib.items() if found is not None else ()
    return next((value for name, value in given if name.rpartition("}")[2] == attribute), "")
