"""Builds Python-Markdown's element tree from the block structure; leaves' inline text stays for its later steps."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import ParagraphProcessor

from lms.content.markdown_extensions.addresses import without_backslashes
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.markdown_extensions.callouts import callout_in
from lms.content.markdown_extensions.code import code_html
from lms.content.markdown_extensions.labels import Labels
from lms.content.markdown_extensions.link_definitions import take_definitions
from lms.content.markdown_extensions.maths import math_block
from lms.content.markdown_extensions.stash import add_block
from lms.content.slugs import heading_slug, slug, unique_slug

_EXPLICIT_ID = re.compile(r"(?:^|[ \t]+)\{[ \t]*#(?P<id>[^\s{}]+)[^{}]*\}$")
_DELIMITER_ROW = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_TASK = re.compile(r" {0,3}\[([ xX])\][ \t]+(?=\S)")


class DocumentBuilder(BlockParser):
    """Takes the place of Python-Markdown's block parser; only paragraphs and tables still go through its chain.

    `anchor` begins every id, so that texts which stand on one page do not share any.
    """

    def __init__(self, md: Markdown, labels: Labels, anchor: str) -> None:
        super().__init__(md)
        self.labels = labels
        self.footnotes: dict[str, Node] = {}
        self.taken_ids: set[str] = set()
        self.anchor = anchor
        self.blockprocessors.register(ParagraphProcessor(self), "paragraph", 10)
        self._builders: dict[NodeKind, Callable[[etree.Element, Node], None]] = {
            NodeKind.QUOTE: self._quote,
            NodeKind.LIST: self._list,
            NodeKind.TERMS: self._terms,
            NodeKind.FOOTNOTE: self._footnote,
            NodeKind.PARAGRAPH: self._paragraph,
            NodeKind.HEADING: self._heading,
            NodeKind.CODE: self._code,
            NodeKind.FENCE: self._fence,
            NodeKind.MATH: self._math,
            NodeKind.HTML: self._html,
            NodeKind.RULE: self._rule,
        }

    def parseDocument(self, lines: Iterable[str]) -> etree.ElementTree:
        self.footnotes = {}
        root = etree.Element(self.md.doc_tag)
        document = read_blocks(list(lines))
        self.taken_ids = {self.anchor + name for name in _explicit_ids(document)}
        self.fill(root, document)
        return etree.ElementTree(root)

    def fill(self, parent: etree.Element, node: Node) -> None:
        """Appends what is nested in `node` to `parent`."""
        for child in node.children:
            self._builders[child.kind](parent, child)

    def _quote(self, parent: etree.Element, node: Node) -> None:
        callout = callout_in(node, self.labels)
        if callout is None:
            self.fill(etree.SubElement(parent, "blockquote"), node)
            return
        aside = etree.SubElement(parent, "aside", {"class": callout.css_class, "role": "note"})
        etree.SubElement(aside, "p").text = callout.title
        self.fill(aside, node)

    def _list(self, parent: etree.Element, node: Node) -> None:
        ordered = node.level >= 0
        attributes = {"start": str(node.level)} if ordered and node.level != 1 else {}
        element = etree.SubElement(parent, "ol" if ordered else "ul", attributes)
        loose = node.is_loose
        for item in node.children:
            self._fill_item(etree.SubElement(element, "li"), item, loose)

    def _fill_item(self, element: etree.Element, item: Node, loose: bool) -> None:
        _mark_task(item)
        for child in item.children:
            if child.kind is NodeKind.PARAGRAPH and not loose:
                self._tight_paragraph(element, child)
            else:
                self._builders[child.kind](element, child)

    def _tight_paragraph(self, element: etree.Element, node: Node) -> None:
        """A paragraph of a tight list is text of the item itself; a table in it stays a table."""
        text, table = self._text_and_table(node)
        if text:
            _append_text(element, text)
        if table:
            self.parseBlocks(element, [table])

    def _terms(self, parent: etree.Element, node: Node) -> None:
        element = etree.SubElement(parent, "dl")
        previous: Node | None = None
        for child in node.children:
            if child.kind is NodeKind.TERM:
                etree.SubElement(element, "dt").text = child.lines[0].strip()
            else:
                loose = child.is_loose or (previous is not None and child.start > previous.end + 1)
                self._fill_item(etree.SubElement(element, "dd"), child, loose)
            previous = child

    def _footnote(self, parent: etree.Element, node: Node) -> None:
        self.footnotes.setdefault(node.marker, node)

    def _paragraph(self, parent: etree.Element, node: Node) -> None:
        text, table = self._text_and_table(node)
        self.parseBlocks(parent, [block for block in (text, table) if block])

    def _text_and_table(self, node: Node) -> tuple[str, str]:
        """The paragraph's text without link definitions, and the table that its last lines are (or "")."""
        text = self._without_definitions(node)
        lines = text.split("\n")
        for number in range(1, len(lines)):
            if "|" in lines[number - 1] and "-" in lines[number] and _DELIMITER_ROW.match(lines[number]):
                return "\n".join(lines[: number - 1]), "\n".join(lines[number - 1 :])
        return text, ""

    def _without_definitions(self, node: Node) -> str:
        """The text of a leaf; link definitions at its beginning are noted and taken off."""
        definitions, text = take_definitions("\n".join(line.lstrip(" \t") for line in node.lines))
        for definition in definitions:
            target = without_backslashes(definition.address), without_backslashes(definition.title)
            self.md.references.setdefault(definition.label, target)
        return text.strip(" \t\n")

    def _heading(self, parent: etree.Element, node: Node) -> None:
        words = self._without_definitions(node)
        explicit = _EXPLICIT_ID.search(words)
        name = self.anchor + (slug(explicit["id"]) if explicit else heading_slug(words) or "section")
        if not explicit:
            name = unique_slug(name, self.taken_ids)
            self.taken_ids.add(name)
        element = etree.SubElement(parent, f"h{node.level}", {"id": name})
        element.text = words[: explicit.start()] if explicit else words

    def _code(self, parent: etree.Element, node: Node) -> None:
        lines = list(node.lines)
        while lines and not lines[-1].strip():
            lines.pop()
        add_block(self.md, parent, code_html("".join(line + "\n" for line in lines)))

    def _fence(self, parent: etree.Element, node: Node) -> None:
        language = without_backslashes(node.info.split(maxsplit=1)[0]) if node.info else ""
        if language == "math":
            self._math(parent, node)
        else:
            add_block(self.md, parent, code_html("".join(line + "\n" for line in node.lines), language))

    def _math(self, parent: etree.Element, node: Node) -> None:
        tex = "\n".join(node.lines).strip().removeprefix("$$").removesuffix("$$")
        add_block(self.md, parent, math_block(tex, self.labels.formula))

    def _html(self, parent: etree.Element, node: Node) -> None:
        add_block(self.md, parent, "\n".join(node.lines))

    def _rule(self, parent: etree.Element, node: Node) -> None:
        etree.SubElement(parent, "hr")


def _explicit_ids(node: Node) -> Iterator[str]:
    """The ids that headings give themselves: derived ones never take them, wherever they stand."""
    for child in node.children:
        if child.kind is NodeKind.HEADING and (match := _EXPLICIT_ID.search("\n".join(child.lines).strip())):
            yield slug(match["id"])
        yield from _explicit_ids(child)


def _append_text(element: etree.Element, text: str) -> None:
    if len(element):
        last = element[-1]
        last.tail = f"{last.tail or ''}\n{text}"
    else:
        element.text = f"{element.text}\n{text}" if element.text else text


def _mark_task(item: Node) -> None:
    """Shows `[ ]` and `[x]` at the beginning of an item as boxes: nothing can be ticked in a lesson."""
    first = item.children[0] if item.children else None
    if first and first.kind is NodeKind.PARAGRAPH:
        match = _TASK.match(first.lines[0])
        if match:
            first.lines[0] = ("☐ " if match[1] == " " else "☑ ") + first.lines[0][match.end() :]
