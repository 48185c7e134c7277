"""Warns authors of the raw HTML in their text that publication takes out (pure)."""

import re
from collections.abc import Iterator

from lms.content.allowed_html import ALLOWED
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.text_links import without_code
from lms.kernel.problems import Problem, warning

_TAG = re.compile(r"(?<!\\)<(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ACTIVE = re.compile(r"\s(on[a-z]+|style)\s*=", re.IGNORECASE)
_WITHOUT_TEXT = frozenset({NodeKind.CODE, NodeKind.FENCE, NodeKind.MATH, NodeKind.RULE})
_SHOWN_OTHERWISE = frozenset({"h1", "picture", "source"})


def dropped_html(text: str, path: str = "", first_line: int = 1) -> tuple[Problem, ...]:
    """A warning for each kind of tag or attribute in `text` that is taken out, at the line where it first stands.

    `first_line` is the line of the file `path` that `text` begins with.
    """
    try:
        document = read_blocks(text.split("\n"))
    except NestedTooDeeply:
        return ()
    found: dict[str, tuple[int, int]] = {}
    for line, name in _dropped_in(document):
        first, count = found.get(name, (line, 0))
        found[name] = first, count + 1
    return tuple(_warning(name, path, first + first_line - 1, count) for name, (first, count) in found.items())


def _warning(name: str, path: str, line: int, count: int) -> Problem:
    return warning(
        "html-taken-out",
        "{name} in the text is taken out at publication (found {count} times).",
        "Write it in Markdown, or leave it out; its words stay.",
        path,
        line,
        name=name,
        count=count,
    )


def _dropped_in(node: Node) -> Iterator[tuple[int, str]]:
    if node.kind in _WITHOUT_TEXT:
        return
    text = without_code(_without_comments("\n".join(node.lines)))
    for number, line in enumerate(text.split("\n")):
        for tag in _TAG.finditer(line):
            name = tag["tag"].lower()
            if name not in ALLOWED and name not in _SHOWN_OTHERWISE:
                yield node.start + number, f"<{name}>"
            for attribute in _ACTIVE.findall(tag["attributes"]):
                yield node.start + number, f"{attribute.lower()}=…"
    for child in node.children:
        yield from _dropped_in(child)


def _without_comments(text: str) -> str:
    """`text` with only the line ends of its comments left."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[position:start], "\n" * text.count("\n", start, end)]
        position = end + len("-->")
    return "".join(kept) + text[position:]
