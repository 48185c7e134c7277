"""Looks whether an SVG drawing only draws: no scripts, no links, nothing fetched from elsewhere (pure).

Styles that would fetch, as drawing programs write them for their fonts, only warn: drawings are served in a sandbox
in which nothing is fetched.
"""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from lms.kernel.problems import Problem, error, warning

MAX_SVG = 2_000_000
"""Bytes; a drawing beyond it is a photograph in disguise."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_ENTITIES = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[|<\?xml-stylesheet", re.IGNORECASE)
_ACTS = re.compile(r"expression\(|javascript:", re.IGNORECASE)
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)
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
    """The drawing in `data` and what it will lack, or every reason why it may not be shown."""
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
    return _drawing(root), _fetching(path, root)


def _reasons(element: etree.Element) -> list[str]:
    """What `element` has that a drawing does not need, as it is written in the file."""
    if not isinstance(element.tag, str):
        return []
    name = element.tag.rpartition("}")[2]
    found = [f"<{name}>"] if name in _REFUSED else []
    if name == "style" and _ACTS.search("".join(element.itertext())):
        found.append("<style> … javascript:")
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2]
        if plain.lower().startswith("on"):
            found.append(f"{plain}=…")
        elif attribute in _HREFS and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg")):
            found.append("href=" + value[:60])
        elif attribute not in _HREFS and _ACTS.search(value):
            found.append(f"{plain}=… javascript:")
    return found


def _fetching(path: str, root: etree.Element) -> tuple[Problem, ...]:
    """A warning if styles would fetch fonts or patterns."""
    styles = [text for element in root.iter(f"{_SVG}style") for text in element.itertext()]
    attributes = [value for element in root.iter() for name, value in element.items() if name not in _HREFS]
    if not any(map(_FETCHES.search, [*styles, *attributes])):
        return ()
    return (
        warning(
            "svg-fetches",
            "The drawing asks for a font or a pattern from elsewhere, which is not fetched.",
            "Look whether it is still legible; else export it with its letters as paths.",
            path,
        ),
    )


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
