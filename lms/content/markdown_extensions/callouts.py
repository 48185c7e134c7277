"""Recognises callouts: block quotes that begin with `[!NOTE]` and its like (pure)."""

import re
from dataclasses import dataclass

from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.markdown_extensions.labels import Labels

_MARK = re.compile(r"[ \t]*\[!(?P<kind>[A-Za-z]+)\][ \t]*(?P<title>.*)$")
_CLASSES = {"NOTE": "note", "TIP": "note g", "IMPORTANT": "note", "WARNING": "note y", "CAUTION": "note r"}


@dataclass(frozen=True)
class Callout:
    """How a callout looks: its classes and the words of its title line."""

    css_class: str
    title: str


def callout_in(quote: Node, labels: Labels) -> Callout | None:
    """The callout that `quote` is, its mark taken out of the text; None for a plain quotation."""
    first = quote.children[0] if quote.children else None
    if first is None or first.kind is not NodeKind.PARAGRAPH:
        return None
    match = _MARK.match(first.lines[0])
    kind = match["kind"].upper() if match else ""
    if not match or kind not in _CLASSES:
        return None
    del first.lines[0]
    if not first.lines:
        del quote.children[0]
    return Callout(_CLASSES[kind], match["title"].strip() or labels.callouts[kind])
