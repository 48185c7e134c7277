"""Every link and picture in a Markdown file with its line, as far as a check without rendering needs them (pure)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lms.content.markdown_extensions.addresses import without_backslashes
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.markdown_extensions.link_definitions import take_definitions

_TEXTS = frozenset({NodeKind.PARAGRAPH, NodeKind.HEADING, NodeKind.TERM})
_TICKS = re.compile(r"`+")
# Escapes and brackets in order of appearance; an address has balanced parentheses one level deep, or angle brackets.
_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|!?\[|\]\([ \t\n]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))|\]"
)
_CLOSING = re.compile(r"[ \t\n]*(?:(?:\"[^\"]*\"|'[^']*'|\([^()]*\))[ \t\n]*)?\)")
_PICTURE_TAG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)


@dataclass(frozen=True)
class TextLink:
    """A link or picture; `address` as its author meant it, "" for a picture by reference, whose definition follows."""

    address: str
    line: int
    is_picture: bool = False
    words: str = ""


def links_in(nodes: Sequence[Node]) -> Iterator[TextLink]:
    """Links, pictures and link definitions in blocks, wherever they are nested; code holds none."""
    for node in nodes:
        if node.kind in _TEXTS:
            yield from _links_of_text("\n".join(node.lines), node.start)
        elif node.kind is NodeKind.HTML:
            yield from _picture_tags("\n".join(node.lines), node.start)
        else:
            yield from links_in(node.children)


def _links_of_text(text: str, line: int) -> Iterator[TextLink]:
    definitions, rest = take_definitions(text)
    line_at = _line_finder(text, line)
    for definition in definitions:
        yield TextLink(without_backslashes(definition.address), line_at(definition.start))
    first = line_at(len(text) - len(rest))
    plain = without_code(rest)
    line_at = _line_finder(rest, first)
    for opener, end, address in _brackets(plain):
        is_picture = opener[0] == "!["
        words = rest[opener.end() : end] if is_picture else ""
        yield TextLink(without_backslashes(address), line_at(opener.start()), is_picture, words)
    yield from _picture_tags(plain, first)


def _brackets(text: str) -> Iterator[tuple[re.Match[str], int, str]]:
    """Opening bracket, end of the words and address of each link; each bracket is looked at once."""
    openers: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] in ("[", "!["):
            openers.append(token)
        elif token[0].startswith("]") and openers:
            opener = openers.pop()
            address = token["angled"] if token["angled"] is not None else token["plain"]
            if address is not None and _CLOSING.match(text, token.end()):
                yield opener, token.start(), address
            elif opener[0] == "![" and text.startswith("[", token.end()):
                yield opener, token.start(), ""


def _picture_tags(text: str, line: int) -> Iterator[TextLink]:
    line_at = _line_finder(text, line)
    for tag in _PICTURE_TAG.finditer(text):
        alternative = _ALT.search(tag[0])
        yield TextLink("", line_at(tag.start()), True, alternative[1].strip("\"'") if alternative else "")


def _line_finder(text: str, first: int) -> Callable[[int], int]:
    """The line of a position; asking for many positions costs no more than one pass over the text."""
    starts = list(accumulate((len(row) + 1 for row in text.split("\n")), initial=0))
    return lambda position: first + bisect_right(starts, position) - 1


def without_code(text: str) -> str:
    """`text` with code spans blanked; a run of backticks ends at the next run of the same length."""
    runs = list(_TICKS.finditer(text))
    if not runs:
        return text
    following: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        closing[index] = following.get(length)
        following[length] = index
    pieces: list[str] = []
    position = index = 0
    while index < len(runs):
        end = closing[index]
        if end is None or text[runs[index].start() - 1 : runs[index].start()] == "\\":
            index += 1
            continue
        pieces.append(text[position : runs[index].start()])
        code = text[runs[index].start() : runs[end].end()]
        pieces.append("".join("\n" if char == "\n" else " " for char in code))
        position, index = runs[end].end(), end + 1
    return "".join(pieces) + text[position:]
