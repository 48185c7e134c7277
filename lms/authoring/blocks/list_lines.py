"""The lines of a list, item by item, and how they are written anew when some of them change (pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.rich_text import paragraph_text
from lms.authoring.blocks.runs import Runs
from lms.content.markdown_extensions.block_nodes import Node, NodeKind

_PREFIX = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")

Row = tuple[int, str | None, Runs]
"""An item to write: its level, its Markdown if that is known, and what it says."""


@dataclass(frozen=True)
class FoundItem:
    """An item of a list as it stands: its inline Markdown, its level, and its lines with the blank ones below."""

    text: str
    level: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ListStyle:
    """How the author writes lists, level by level: bullets or numbers, with what mark, parted by blank lines or not."""

    ordered: tuple[bool, bool, bool] = (False, False, False)
    marks: tuple[str, str, str] = ("-", "-", "-")
    start: int = 1
    loose: bool = False

    def with_numbers(self, ordered: tuple[bool, bool, bool], start: int) -> "ListStyle":
        """The style with numbers where `ordered` says so; marks that do not fit become the usual ones."""
        first, second, third = (
            mark if (mark in ".)") == numbered else ("." if numbered else "-")
            for mark, numbered in zip(self.marks, ordered, strict=True)
        )
        return replace(self, ordered=ordered, marks=(first, second, third), start=start)


def find_items(node: Node, lines: Sequence[str], deepest: int) -> tuple[tuple[FoundItem, ...], ListStyle] | None:
    """The items of a list in order, however deep; None if one holds more than a sentence and a list."""
    if node.kind is not NodeKind.LIST:
        return None
    found: list[tuple[Node, str, int]] = []
    marks: dict[int, str] = {}
    if not _collect(node, 0, deepest, found, marks):
        return None
    ends = [item.start for item, _, _ in found[1:]] + [node.end + 1]
    items = tuple(
        FoundItem(text, level, tuple(lines[item.start - 1 : end - 1]))
        for (item, text, level), end in zip(found, ends, strict=True)
    )
    first, second, third = (marks.get(level, "-") for level in range(3))
    ordered = (first in ".)", second in ".)", third in ".)")
    return items, ListStyle(ordered, (first, second, third), max(node.level, 0) if ordered[0] else 1, node.is_loose)


def list_lines(rows: Sequence[Row], style: ListStyle, before: Sequence[FoundItem], same_style: bool) -> Iterator[str]:
    """The lines of the items. Where only words changed, every other item keeps its lines to the byte."""
    if same_style and [level for level, _, _ in rows] == [item.level for item in before]:
        yield from _in_place(rows, before)
        return
    numbers, indents = [style.start - 1, 0, 0], [0, 0, 0]
    for place, (level, known, runs) in enumerate(rows):
        numbers[level] += 1
        numbers[level + 1 :] = [0] * (2 - level)
        mark = f"{numbers[level]}{style.marks[level]}" if style.ordered[level] else style.marks[level]
        if level < 2:
            indents[level + 1] = indents[level] + len(mark) + 1
        if place and style.loose:
            yield ""
        yield from _item_lines(" " * indents[level] + mark + " ", known, runs)


def _in_place(rows: Sequence[Row], before: Sequence[FoundItem]) -> Iterator[str]:
    for (_, known, runs), item in zip(rows, before, strict=True):
        prefix = _PREFIX.match(item.lines[0])
        if known == item.text or prefix is None:
            yield from item.lines
            continue
        yield from _item_lines(prefix[0], known, runs)
        yield from (line for line in _blank_end(item.lines))


def _blank_end(lines: Sequence[str]) -> Iterator[str]:
    filled = max(number for number, line in enumerate(lines) if line.strip())
    return iter(lines[filled + 1 :])


def _item_lines(prefix: str, known: str | None, runs: Runs) -> Iterator[str]:
    first, *rest = (markdown_of(runs) if known is None else known).split("\n")
    yield prefix + first
    indent = " " * len(prefix.expandtabs(4))
    yield from (indent + line for line in rest)


def _collect(node: Node, level: int, deepest: int, found: list[tuple[Node, str, int]], marks: dict[int, str]) -> bool:
    """Notes the items of a list and of those in it; False where one cannot be shown in a form."""
    known = marks.setdefault(level, node.marker)
    if level > deepest or (known in ".)") != (node.level >= 0) or (level and node.level > 1):
        return False
    for item in node.children:
        first, rest = next(iter(item.children), None), item.children[1:]
        text = paragraph_text(first) if first else None
        if text is None or len(rest) > 1 or (rest and rest[0].kind is not NodeKind.LIST):
            return False
        found.append((item, _TASK.sub(lambda box: "☐ " if box[1] == " " else "☑ ", text, count=1), level))
        if rest and not _collect(rest[0], level + 1, deepest, found, marks):
            return False
    return True
