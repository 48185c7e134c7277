"""The blocks of a Markdown text as values: what kind they are, which lines they hold, what is nested in them (pure)."""

from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

MAX_DEPTH = 40
"""How deep quotes and lists may nest; real texts stay under ten, hostile ones would exhaust the stack."""


class NestedTooDeeply(ValueError):
    """Quotes or lists are nested deeper than `MAX_DEPTH`. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"nested deeper than {MAX_DEPTH} levels in line {line}")
        self.line = line


class NodeKind(Enum):
    """Containers hold nodes, leaves hold lines."""

    DOCUMENT = auto()
    QUOTE = auto()
    LIST = auto()
    ITEM = auto()
    TERMS = auto()  # a definition list
    TERM = auto()
    MEANING = auto()
    FOOTNOTE = auto()
    PARAGRAPH = auto()
    HEADING = auto()
    CODE = auto()  # indented
    FENCE = auto()
    MATH = auto()
    HTML = auto()
    RULE = auto()


@dataclass(slots=True)
class Node:
    """One block while it is read and after. `start` and `end` are lines from 1; `end` is its last line with text.

    `marker` is the bullet or the ordered delimiter of a list, the fence of a fenced block, the number of the kind
    of an HTML block, the label of a footnote; `offset` the columns that belong to an item's marker, or a fence's
    own indent; `level` that of a heading, or the first number of an ordered list.
    """

    kind: NodeKind
    start: int
    end: int
    marker: str = ""
    offset: int = 0
    level: int = 0
    info: str = ""
    lines: list[str] = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)

    @property
    def is_container(self) -> bool:
        """Whether it can hold other blocks."""
        return self.kind in _CONTAINERS

    @property
    def is_loose(self) -> bool:
        """Whether a blank line parts two of its blocks, or two blocks of one of its items."""
        siblings = [self.children, *(item.children for item in self.children)]
        return any(after.start > before.end + 1 for row in siblings for before, after in pairwise(row))


_CONTAINERS = frozenset(
    {
        NodeKind.DOCUMENT,
        NodeKind.QUOTE,
        NodeKind.LIST,
        NodeKind.ITEM,
        NodeKind.TERMS,
        NodeKind.MEANING,
        NodeKind.FOOTNOTE,
    }
)
