"""Makes tables and headings fit the page: tables scroll in a named group, headings begin below the page's title."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from lms.content.markdown_extensions.labels import Labels

FIRST_LEVEL = 2
"""The page's own title is the only h1."""

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))


class Headings(Treeprocessor):
    """Shifts all headings so that the highest is h2, and none is deeper than h6."""

    def run(self, root: etree.Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if not headings:
            return
        shift = FIRST_LEVEL - min(int(element.tag[1]) for element in headings)
        for element in headings:
            element.tag = f"h{min(int(element.tag[1]) + shift, 6)}"


class CodeHostTables(TableProcessor):
    """Reads tables as code hosts do: an escaped bar is a bar within code too."""

    def _split(self, row: str) -> list[str]:
        cells: list[str] = super()._split(row)  # type: ignore[misc]  # not in the stubs
        return [cell.replace(r"\|", "|") for cell in cells]


class Tables(Treeprocessor):
    """Wraps tables in a group that scrolls and can be reached by keyboard; its name is the table's first row.

    No landmark, for several tables of a page may begin alike; and an empty cell heads nothing.
    """

    def __init__(self, md: Markdown, labels: Labels) -> None:
        super().__init__(md)
        self.labels = labels

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[position] = self._wrapped(child)

    def _wrapped(self, table: etree.Element) -> etree.Element:
        heads = list(table.iter("th"))
        for head in heads:
            if len(head) or head.text:
                head.set("scope", "col")
            else:
                head.tag = "td"
        words = ", ".join(filter(None, ("".join(head.itertext()).strip() for head in heads)))
        name = f"{self.labels.table}: {words}" if words else self.labels.table
        group = etree.Element("div", {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": name})
        group.tail, table.tail = table.tail, None
        group.append(table)
        return group
