"""The block structure of a document's Markdown, for checks that look into lists and paragraphs (pure)."""

from collections.abc import Iterator, Sequence

from lms.content.course import Document
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.source_lines import bare, split_lines


def nodes_of(document: Document) -> tuple[Node, ...]:
    """The top-level blocks with the lines of the file; none where nesting is too deep to be read."""
    lines = split_lines("".join(block.text for block in document.blocks))
    try:
        nodes = read_blocks([bare(line) for line in lines]).children
    except NestedTooDeeply:
        return ()
    above = document.blocks[0].line - 1 if document.blocks else 0
    for node in every_node(nodes):
        node.start += above
        node.end += above
    return tuple(nodes)


def every_node(nodes: Sequence[Node]) -> Iterator[Node]:
    """The blocks and all that is nested in them."""
    for node in nodes:
        yield node
        yield from every_node(node.children)
