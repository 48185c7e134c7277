"""Reads XML into plain nodes that know their line; refuses whatever makes a small file large or deep (pure)."""

import io
from dataclasses import dataclass, field
from html import escape
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from lms.kernel.problems import Problem, error

DEEPEST = 30
MOST_NODES = 400_000


class CannotRead(Exception):
    """A file is refused for what `problem` says."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass
class Node:
    """An element; `text` is what stands directly in it."""

    tag: str
    attributes: dict[str, str]
    line: int
    texts: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its own characters, joined."""
        return "".join(self.texts)

    def all(self, tag: str) -> list["Node"]:
        """Its children of a name."""
        return [child for child in self.children if child.tag == tag]

    def first(self, tag: str) -> "Node | None":
        """Its first child of a name."""
        return next((child for child in self.children if child.tag == tag), None)

    def value(self, path: str) -> str:
        """The text of the child at `a/b`, without white space around it, "" if there is none."""
        node: Node | None = self
        for tag in path.split("/"):
            node = node.first(tag) if node else None
        return node.text.strip() if node else ""


def read_xml(data: bytes) -> Node:
    """The root. Raises CannotRead for broken XML, entities, and more or deeper elements than any bank has."""
    builder = _Builder()
    parser: Any = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        raise CannotRead(
            error("broken-xml", "This XML declares entities, which no question bank needs.", "Take the DOCTYPE out.")
        ) from None
    except SAXException as problem:
        line = getattr(problem, "getLineNumber", lambda: None)()
        raise CannotRead(
            error("broken-xml", "This XML is broken here.", "Export the bank again, whole and unedited.", line=line)
        ) from None
    except (ValueError, LookupError):
        raise CannotRead(
            error("broken-xml", "The encoding of this XML is not known.", "Export the bank again as UTF-8.")
        ) from None
    if builder.root is None:
        raise CannotRead(error("broken-xml", "This XML is empty.", "Export the bank again."))
    return builder.root


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:
        self._locator = locator

    def startElement(self, name: str, attrs: Any) -> None:
        node = Node(name.lower(), {key.lower(): value for key, value in attrs.items()}, self._locator.getLineNumber())
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_NODES:
            raise CannotRead(
                error(
                    "broken-xml",
                    "This XML has more or deeper elements than a question bank.",
                    "Divide it.",
                    line=node.line,
                )
            )
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElement(self, name: str) -> None:
        node = self._open.pop()
        if self._within_text():
            given = "".join(f' {key}="{escape(value)}"' for key, value in node.attributes.items())
            self._open[-1].texts.append(f"<{node.tag}{given}>{node.text}</{node.tag}>")
            self._open[-1].children.pop()

    def characters(self, content: str) -> None:
        within = len(self._open) > 1 and self._open[-1].tag != "text" and self._within_text()
        self._open[-1].texts.append(escape(content, quote=False) if within else content)

    def _within_text(self) -> bool:
        """Whether this is HTML that its writer put into `<text>` as it is, neither escaped nor in CDATA."""
        return any(node.tag == "text" for node in self._open)
