"""HTML whose opening and closing tags stand apart, such as `<details>` around paragraphs, is one page block (pure)."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from lms.content.markdown_extensions.block_nodes import Node, NodeKind

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)[^<>]*?(?P<alone>/?)>")
_WITHOUT_END = frozenset("br hr img wbr source track col area input link meta p li dt dd tr td th".split())


def without_inner_nodes(nodes: Sequence[Node], parting: Collection[int]) -> Iterator[Node]:
    """The top-level nodes that begin a page block; what stands between an opening tag and its end begins none.

    Nothing reaches over a line in `parting`, where a question or pool begins.
    """
    inner_until = 0
    for place, node in enumerate(nodes):
        if node.start <= inner_until and node.start not in parting:
            continue
        inner_until = _last_line(nodes[place:], parting) if node.kind is NodeKind.HTML else 0
        yield node


def _last_line(nodes: Sequence[Node], parting: Collection[int]) -> int:
    """The line of the node that closes what the first one opens; 0 if none does, or a question comes before."""
    open_tags: Counter[str] = Counter()
    for place, node in enumerate(nodes):
        if place and node.start in parting:
            return 0
        if node.kind is NodeKind.HTML:
            open_tags.update(_balance("\n".join(node.lines)))
        if not any(count > 0 for count in open_tags.values()):
            return node.start if place else 0
    return 0


def _balance(html: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for tag in _TAG.finditer(re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)):
        name = tag["name"].lower()
        if name not in _WITHOUT_END and not tag["alone"]:
            found[name] += -1 if tag["end"] else 1
    return found
