"""Which statements of a course name their source, and how old the sources are (pure). A hint for reviewers, no verdict.

A statement wants a source if it has a figure, or appeals to research. A footnote, a link, or a law with number and
year is one. The year of a source is the newest that stands in its footnote, in its law, or beside its link.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.content.course import Document
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.text_links import without_code
from lms.content.text_structure import nodes_of

MOST_LISTED = 50

_SENTENCE = re.compile(r"(?<=[.!?])(?:\[\^[^\]\s]{1,80}\])*\s+")
_CLAIM = re.compile(r"\d\s?(?:%|persen\b)|\b(?:menurut|penelitian|survei|studi|riset|statistik)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]")
_LINK = re.compile(r"\]\(\s*<?https?://|<https?://|(?<![\w/])https?://")
_LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Perppu|Inpres|Keppres|Permen\w*|PMK|Perda|Perwal\w*|Perbup|Pergub|Perka\w*|Per(?:LAN|BKN|BSSN)"
    r"|Undang-Undang|Peraturan|Keputusan|Instruksi)\b[^.\d]{0,80}?\d+[\w./-]{0,20}?\s*(?:Tahun\s+|/)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.-])(?:19[5-9]\d|20\d\d)(?![\d-])")


@dataclass(frozen=True)
class Statement:
    """A sentence and where it stands."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class SourceReport:
    """How many statements have a source, those that have none, and the years of the sources from old to new."""

    sourced: int
    unsourced: tuple[Statement, ...]
    years: tuple[int, ...]


def source_report(documents: Iterable[Document]) -> SourceReport:
    """What the texts of a course say of their sources; questions and code are left out."""
    sourced, unsourced, years = 0, [], []
    for document in documents:
        nodes = nodes_of(document)
        notes = dict(_footnotes(nodes))
        for statement in _statements(document, nodes):
            found = _sources_of(statement.text, notes)
            if found is not None:
                sourced += 1
                years += found
            elif _CLAIM.search(statement.text):
                unsourced.append(statement)
    return SourceReport(sourced, tuple(unsourced), tuple(sorted(years)))


def _sources_of(text: str, notes: dict[str, str]) -> list[int] | None:
    """The years of the sources that a sentence names, each its newest; None if it names no source."""
    laws = [int(found[1]) for found in _LAW.finditer(text)]
    named = [notes[name] for name in _FOOTNOTE.findall(text) if name in notes]
    links = [text] if _LINK.search(text) else []
    if not laws and not named and not links:
        return None
    newest = (max(map(int, found)) for source in [*named, *links] if (found := _YEAR.findall(source)))
    return [*laws, *newest]


def _footnotes(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if node.kind is NodeKind.FOOTNOTE:
            yield node.marker, " ".join(" ".join(inner.lines) for inner in _paragraphs(node.children))


def _statements(document: Document, nodes: Sequence[Node]) -> Iterator[Statement]:
    questions = [(block.line, block.end_line) for block in document.blocks if block.question is not None]
    for node in nodes:
        if node.kind is NodeKind.FOOTNOTE or any(first <= node.start <= last for first, last in questions):
            continue
        for paragraph in _paragraphs([node]):
            text = without_code("\n".join(line.strip() for line in paragraph.lines))
            start = 0
            for sentence in _sentences(text):
                line = paragraph.start + text[: text.index(sentence, start)].count("\n")
                start = text.index(sentence, start) + len(sentence)
                yield Statement(document.path, line, " ".join(sentence.split()))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE.finditer(text):
        yield text[start : end.end()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _paragraphs(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind is NodeKind.PARAGRAPH:
            yield node
        yield from _paragraphs(node.children)
