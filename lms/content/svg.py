"""Looks whether an SVG drawing only draws: no scripts, nothing fetched from elsewhere, no styles that fetch (pure)."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from lms.kernel.problems import Problem, error

MAX_SVG = 2_000_000
"""Bytes; a drawing beyond it is a photograph in disguise."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[|<\?xml-stylesheet", re.IGNORECASE)
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*$")
_REFUSED = frozenset(
    {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener", "set", "a"}
    | {"animate", "animateTransform", "animateMotion"}
)


@dataclass(frozen=True)
class Drawing:
    """The size of a drawing in CSS pixels; 0 where it says none."""

    width: int
    height: int


def check_svg(path: str, data: bytes) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """The drawing in `data`, or every reason why it may not be shown."""
    if len(data) > MAX_SVG:
        return None, (_refused(path, f"> {MAX_SVG // 1_000_000} MB"),)
    if b"\0" in data or _ENTITIES.search(data):
        return None, (_refused(path, "<!ENTITY> / <?xml-stylesheet?>"),)
    try:
        root = etree.fromstring(data)
    except (etree.ParseError, ValueError, LookupError):
        return None, (_unreadable(path),)
    if root.tag != f"{_SVG}svg":
        return None, (_unreadable(path),)
    reasons = dict.fromkeys(reason for element in root.iter() for reason in _reasons(element))
    if reasons:
        return None, tuple(_refused(path, reason) for reason in reasons)
    return _drawing(root), ()


def _reasons(element: etree.Element) -> list[str]:
    """What `element` has that a drawing does not need, as it is written in the file."""
    if not isinstance(element.tag, str):
        return []
    name = element.tag.rpartition("}")[2]
    found = [f"<{name}>"] if name in _REFUSED else []
    if name == "style" and _FETCHES.search("".join(element.itertext())):
        found.append("<style> … url()")
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2]
        if plain.lower().startswith("on"):
            found.append(f"{plain}=…")
        elif attribute in _HREFS and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg")):
            found.append("href=" + value[:60])
        elif attribute not in _HREFS and _FETCHES.search(value):
            found.append(f"{plain}=… url()")
    return found


def _drawing(root: etree.Element) -> Drawing:
    width, height = (_NUMBER.match(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return Drawing(round(float(width[1])), round(float(height[1])))
    try:
        box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    except ValueError:
        return Drawing(0, 0)
    return Drawing(round(box[2]), round(box[3])) if len(box) == 4 else Drawing(0, 0)


def _refused(path: str, reason: str) -> Problem:
    return error(
        "svg-refused",
        "The drawing has {reason}, which a drawing does not need.",
        "Export it again as a plain SVG, or as PNG.",
        path,
        reason=reason,
    )


def _unreadable(path: str) -> Problem:
    return error("svg-unreadable", "The drawing cannot be read as SVG.", "Export it again as SVG, or as PNG.", path)
