"""Reads link reference definitions (`[label]: address "title"`) off the beginning of a paragraph (pure)."""

import re
from dataclasses import dataclass

_LABEL = re.compile(r" {0,3}\[(?P<label>(?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*", re.DOTALL)
_ADDRESS = re.compile(r"<(?P<angled>(?:[^<>\n\\]|\\.)*)>|(?P<plain>[^\s<][^\s]*)")
_TITLE = re.compile(
    r"""(?:[ \t]+\n?|\n)[ \t]*"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))""",
    re.DOTALL,
)
_LINE_END = re.compile(r"[ \t]*(?:\n|$)")


@dataclass(frozen=True)
class LinkDefinition:
    """Where a reference leads. `label` is normalised by `normal_label`; `start` is its place in the text."""

    label: str
    address: str
    title: str
    start: int


def normal_label(label: str) -> str:
    """The form in which labels are compared: white space folded, case ignored."""
    return " ".join(label.split()).casefold()


def take_definitions(text: str) -> tuple[list[LinkDefinition], str]:
    """The definitions that `text` begins with, and the rest of it."""
    found: list[LinkDefinition] = []
    position = 0
    while (read := _read_one(text, position)) is not None:
        definition, position = read
        found.append(definition)
    return found, text[position:]


def _read_one(text: str, start: int) -> tuple[LinkDefinition, int] | None:
    label = _LABEL.match(text, start)
    if not label or not label["label"].strip() or label["label"].startswith("^"):
        return None
    address = _ADDRESS.match(text, label.end())
    if not address:
        return None
    words, end = _read_title(text, address.end())
    line_end = _LINE_END.match(text, end)
    if not line_end:
        return None
    target = address["plain"] if address["angled"] is None else address["angled"]
    return LinkDefinition(normal_label(label["label"]), target, words, start), line_end.end()


def _read_title(text: str, start: int) -> tuple[str, int]:
    """The title at `start` and where it ends; ("", start) if none stands there alone to the end of its line."""
    title = _TITLE.match(text, start)
    if not title or not _LINE_END.match(text, title.end()):
        return "", start
    words = next(group for group in title.groups() if group is not None)
    return ("", start) if "\n\n" in words else (words, title.end())
