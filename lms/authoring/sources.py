"""Which statements of a course name their source, and how old the sources are (pure). A hint, no verdict.

Authors and reviewers are told the same. A statement wants a source if it has a share or a large number, or appeals to
research; dates, steps, durations, JP and code are left alone. A footnote, a link, a law with number and year, or a year
in brackets is one, and "Sumber:" is one for its whole paragraph. The year of a source is the newest that stands in its
footnote, in its law, in its brackets, or beside its link.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lms.content.course import Document
from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.text_links import without_code
from lms.content.text_structure import nodes_of

_SENTENCE = re.compile(r"(?<!\bNo\.)(?<=[.!?])(?:\[\^[^\]\s]{1,80}\])*\s+")
_CLAIM = re.compile(
    r"\d\s?(?:%|persen\b)|\b(?:menurut|penelitian|survei|studi|riset|statistik)\b"
    r"|\bberdasarkan\s+(?:undang-undang|peraturan pemerintah)\b"
    r"|\b\d+(?:[.,]\d+)?\s(?:ribu|juta|miliar|triliun)\b"
    r"|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|\d+) dari (?:setiap )?"
    r"(?:tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seratus|\d+) "
    r"(?!\w+nya\b|soal|langkah|modul|pelajaran|bagian|poin|butir)\w+",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\$[^$\n]*\$")
_NAMED = re.compile(r"\bSumber\s*:", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]{0,80}?((?:19[5-9]|20\d)\d)\)")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]")
_LINK = re.compile(r"\]\(\s*<?https?://|<https?://|(?<![\w/])https?://")
_LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Perppu|Inpres|Keppres|Permen\w*|PMK|Perda|Perwal\w*|Perbup|Pergub|Perka\w*|Per(?:LAN|BKN|BSSN)"
    r"|Undang-Undang|Peraturan|Keputusan|Instruksi)\b(?:[^.\d]|\bNo\.){0,80}?\d+[\w./-]{0,20}?\s*(?:Tahun\s+|/)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"!?\[(?=[^\[\]]{0,1000}(?:\]\(|$))|\]\([^)\s]*\)?|\*\*|`")  # of links, pictures and bold words
_LONGEST_SHOWN = 120
_YEAR = re.compile(r"(?<![\d/.-])(?:19[5-9]\d|20\d\d)(?![\d-])")


@dataclass(frozen=True)
class Statement:
    """A sentence and where it stands."""

    path: str
    line: int
    text: str

    @property
    def shown(self) -> str:
        """The sentence as a list shows it: without its marks, cut where it is long."""
        words = _MARKS.sub("", self.text).strip("-*>#| ")
        return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1].rpartition(" ")[0] + "…"


@dataclass(frozen=True)
class SourceReport:
    """How many statements have a source, those that have none, and the years of the sources from old to new."""

    sourced: int = 0
    unsourced: tuple[Statement, ...] = ()
    years: tuple[int, ...] = ()


def source_report(documents: Iterable[Document]) -> SourceReport:
    """What the texts of a course say of their sources; questions and code are left out."""
    sourced, unsourced, years = 0, [], []
    for document in documents:
        nodes = nodes_of(document)
        notes = dict(_footnotes(nodes))
        for statement, is_named in _statements(document, nodes):
            found = _sources_of(statement.text, notes, is_named=is_named)
            if found is not None:
                sourced += 1
                years += found
            elif _CLAIM.search(_FORMULA.sub("", statement.text)):
                unsourced.append(statement)
    return SourceReport(sourced, tuple(unsourced), tuple(sorted(years)))


def _sources_of(text: str, notes: dict[str, str], *, is_named: bool) -> list[int] | None:
    """The years of the sources that a sentence names, each its newest; None if it names no source.

    Brackets with a year, and a source that its paragraph names, count only for what wants a source.
    """
    laws = [int(found[1]) for found in _LAW.finditer(text)]
    named = [notes[name] for name in _FOOTNOTE.findall(text) if name in notes]
    links = [text] if _LINK.search(text) else []
    if not laws and not named and not links and _CLAIM.search(text):
        laws = [int(found[1]) for found in _BRACKETS.finditer(text)]
        links = [text] if is_named and not laws else []
    if not laws and not named and not links:
        return None
    newest = (max(map(int, found)) for source in [*named, *links] if (found := _YEAR.findall(source)))
    return [*laws, *newest]


def _footnotes(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if node.kind is NodeKind.FOOTNOTE:
            yield node.marker, " ".join(" ".join(inner.lines) for inner in _paragraphs(node.children))


def _statements(document: Document, nodes: Sequence[Node]) -> Iterator[tuple[Statement, bool]]:
    """Each sentence, and whether its paragraph names a source for all of it."""
    questions = [(block.line, block.end_line) for block in document.blocks if block.question is not None]
    for node in nodes:
        if node.kind is NodeKind.FOOTNOTE or any(first <= node.start <= last for first, last in questions):
            continue
        for paragraph in _paragraphs([node]):
            text = without_code("\n".join(line.strip() for line in paragraph.lines))
            is_named, end, line = _NAMED.search(text) is not None, 0, paragraph.start
            for sentence in _sentences(text):
                start = text.index(sentence, end)
                line += text.count("\n", end, start)
                yield Statement(document.path, line, " ".join(sentence.split())), is_named
                end = start + len(sentence)
                line += sentence.count("\n")


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
