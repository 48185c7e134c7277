"""Finds the gaps `[[…]]` in a text: in its paragraphs, but not in code, links, tables or HTML tags (pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.source_lines import bare, split_lines

_GAP = re.compile(r"(?<!\\)\[\[(?P<inside>(?:(?!\]\]|\[\[).)*)\]\]", re.DOTALL)
_NOT_TEXT = re.compile(
    r"""\\. | (?P<code> (`+)(?!`) .*? (?<!`)\2(?!`))
    | (?P<link> !?\[ (?: [^\[\]\n] | \[\[?[^\[\]\n]*\]\]? )* \] (?: \([^()\n]*\) | \[[^\[\]\n]*\] ))
    | (?P<tag> <[^<>\n]*>)""",
    re.DOTALL | re.VERBOSE,
)
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")

OPENS, CLOSES = "\ue000", "\ue001"
"""Stand around the number of a gap in the HTML of a question; private-use characters, which no text has."""


@dataclass(frozen=True)
class Gap:
    """A gap: what stands between its brackets, its offsets in the text, and its line (from 1)."""

    inside: str
    start: int
    end: int
    line: int


def find_gaps(text: str) -> tuple[Gap, ...]:
    """The gaps of a text, in order."""
    if "[[" not in text:
        return ()
    lines = split_lines(text)
    nodes = read_blocks([bare(line) for line in lines]).children
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return tuple(gap for node in _paragraphs(nodes) for gap in _gaps_in(text, starts, node))


def with_places(text: str) -> str:
    """The text with a place for each gap instead of it, so that the HTML made of it tells nothing of the key."""
    parts, done = [], 0
    text = text.replace(OPENS, "").replace(CLOSES, "")
    for number, gap in enumerate(find_gaps(text)):
        parts += [text[done : gap.start], f"{OPENS}{number}{CLOSES}"]
        done = gap.end
    return "".join([*parts, text[done:]])


def is_table(node: Node) -> bool:
    """Whether a paragraph is a table: its rule is a row of dashes."""
    return any("|" in row and "-" in row and _RULE.fullmatch(row.strip()) for row in node.lines[1:])


def _paragraphs(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind is NodeKind.PARAGRAPH and not is_table(node):
            yield node
        yield from _paragraphs(node.children)


def _gaps_in(text: str, starts: Sequence[int], node: Node) -> Iterator[Gap]:
    begin, end = starts[node.start - 1], starts[node.end]
    plain = _NOT_TEXT.sub(lambda found: found[0] if found[0].startswith("\\") else " " * len(found[0]), text[begin:end])
    for found in _GAP.finditer(plain):
        start = begin + found.start()
        inside = " ".join(text[start + 2 : begin + found.end() - 2].split())
        yield Gap(inside, start, begin + found.end(), text.count("\n", 0, start) + 1)
