"""What a form for one kind of page block knows how to do, as one value (pure)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.source_lines import bare, split_lines
from lms.kernel.problems import Problem, error

Values = TypeVar("Values")


@dataclass(frozen=True)
class Written:
    """The Markdown that a filled-in form means, without blank lines around it; "" if there are problems."""

    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class BlockForm(Generic[Values]):
    """A form for one kind of block.

    read: a block → its values; None if it has something that the form cannot show.
    write: the values → Markdown. The block as it was is handed in, None for a new one, so that what the form does not
        show stays as its author wrote it.
    to_fields, from_fields: values → the fields of an HTML form by name, and back from whatever was sent; never raises.
    """

    kind: PageBlockKind
    values: type[Values]
    empty: Values
    read: Callable[[PageBlock], Values | None]
    write: Callable[[Values, PageBlock | None], Written]
    to_fields: Callable[[Values], dict[str, str]]
    from_fields: Callable[[Mapping[str, str]], Values]


def lines_and_nodes(block: PageBlock) -> tuple[list[str], list[Node]]:
    """The lines of a block without their ends, and its top-level nodes; no nodes if it is nested too deeply."""
    lines = [bare(line) for line in split_lines(block.text)]
    try:
        return lines, read_blocks(lines).children
    except NestedTooDeeply:
        return lines, []


def only_node(block: PageBlock) -> Node | None:
    """The one top-level node that a block is, if it is one."""
    nodes = lines_and_nodes(block)[1]
    return nodes[0] if len(nodes) == 1 else None


def refused(*problems: Problem) -> Written:
    """The answer to a form that cannot be written."""
    return Written("", problems)


def nothing_written() -> Problem:
    """The problem of a form without any text."""
    return error("nothing-written", "Nothing is written here.", "Write something, or remove this part.")


def choice_of(text: str, choices: tuple[str, ...]) -> str:
    """`text` if it is one of the choices, else the first of them."""
    return text if text in choices else choices[0]
