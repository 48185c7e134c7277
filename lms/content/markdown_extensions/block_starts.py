"""Tells by its beginning which block a line opens, by the rules of CommonMark 0.31 (pure)."""

import re
from dataclasses import dataclass

_ATX_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|$)")
SETEXT_LINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
QUOTE = re.compile(r" {0,3}> ?")
FOOTNOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
MEANING = re.compile(r" {0,3}:(?P<gap> {1,3})(?=\S)")
MATH = re.compile(r" {0,3}\$\$(?P<rest>.*)$")
_ITEM = re.compile(r" {0,3}(?P<marker>[-+*]|(?P<number>\d{1,9})(?P<delimiter>[.)]))(?P<gap> *)(?P<text>.*)$")

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul|video|audio|source"
)
_ATTRIBUTE = r"""\s+[a-zA-Z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_HTML_STARTS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![a-z]", re.IGNORECASE), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE), None),
    (re.compile(rf"(?:<[a-z][a-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[a-z][a-z0-9-]*\s*>)\s*$", re.IGNORECASE), None),
)
ONLY_AFTER_BLANK = len(_HTML_STARTS) - 1
"""The kind of HTML block that cannot interrupt a paragraph."""


@dataclass(frozen=True)
class ItemStart:
    """The marker of a list item. `offset` is the width that its further lines are indented by."""

    bullet: str  # "-", "+", "*", ".", ")"
    number: int | None
    offset: int
    is_empty: bool


def heading_start(line: str) -> tuple[int, str] | None:
    """Level and words of the `#` heading that `line` is, closing marks taken off; None if it is none."""
    match = _ATX_HEADING.match(line)
    if not match:
        return None
    words = line[match.end() :].strip(" \t")
    bare = words.rstrip("#")
    if not bare or bare[-1] in " \t":
        words = bare.rstrip(" \t")
    return len(match["marks"]), words


def item_start(line: str) -> ItemStart | None:
    """The list item that `line` opens, if it does."""
    match = _ITEM.match(line)
    if not match or (match["text"] and not match["gap"]):
        return None
    before_gap = match.end("marker")
    gap = len(match["gap"])
    offset = before_gap + (gap if match["text"] and 1 <= gap <= 4 else 1)
    number = int(match["number"]) if match["number"] else None
    return ItemStart(match["delimiter"] or match["marker"], number, offset, not match["text"])


def html_start(line: str) -> int | None:
    """Which of the seven kinds of HTML block `line` opens (from 0), if any."""
    text = line.lstrip(" ")
    if not text.startswith("<"):
        return None
    return next((kind for kind, (start, _) in enumerate(_HTML_STARTS) if start.match(text)), None)


def html_ends(kind: int, line: str) -> bool:
    """Whether an HTML block of `kind` ends with this line; those of the last two kinds end before a blank line."""
    end = _HTML_STARTS[kind][1]
    return bool(end and end.search(line))


def html_ends_before_blank(kind: int) -> bool:
    """Whether a blank line ends an HTML block of `kind`."""
    return _HTML_STARTS[kind][1] is None


def indent_of(line: str) -> int:
    """How many spaces `line` begins with."""
    return len(line) - len(line.lstrip(" "))
