"""Gives lists other bullets: Markdown tells two lists that follow one another apart by them alone (pure)."""

import re
from collections.abc import Iterator, Mapping

from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.source_lines import bare, split_lines

_MARKER = re.compile(r"(?P<before>[ \t]*\d{0,9})(?P<bullet>[-+*.)])")
_ROTATIONS: tuple[Mapping[str, str], ...] = (
    {"-": "*", "*": "+", "+": "-", ".": ")", ")": "."},
    {"-": "+", "*": "-", "+": "*", ".": ".", ")": ")"},
)


def with_other_bullets(text: str) -> Iterator[str]:
    """`text` with other bullets for each of its outermost lists, in every way there is; nothing without a list."""
    lines = split_lines(text)
    try:
        nodes = read_blocks([bare(line) for line in lines]).children
    except NestedTooDeeply:
        return
    lists = [node for node in nodes if node.kind is NodeKind.LIST]
    for rotation in _ROTATIONS:
        changed = [*lines]
        for node in lists:
            _change(changed, node, rotation)
        if changed != lines:
            yield "".join(changed)


def _change(lines: list[str], node: Node, rotation: Mapping[str, str]) -> None:
    for item in node.children:
        line = lines[item.start - 1]
        marker = _MARKER.match(line)
        if marker:
            lines[item.start - 1] = marker["before"] + rotation[marker["bullet"]] + line[marker.end() :]
