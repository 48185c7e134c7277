"""Statements of a lesson that a reader would want a source for: shares, large numbers, "research shows" (pure).

Modest on purpose: what is not clearly a statement about the world (dates, steps, durations, JP, examples in code) is
left alone. A link, a footnote, a year in brackets or a law by its number, anywhere in a paragraph, is its source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.content.course import Block, BlockKind, Document

_SHARE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s?(?:%|persen\b)"
    r"|\b(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|\d+) dari (?:setiap )?"
    r"(?:tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|seratus|\d+) "
    r"(?!\w+nya\b|soal|langkah|modul|pelajaran|bagian|poin|butir)\w+",
    re.IGNORECASE,
)
_LARGE = re.compile(r"\b\d+(?:[.,]\d+)?\s(?:ribu|juta|miliar|triliun)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:penelitian|survei|riset|studi)\b.{0,30}\bmenunjukkan\b"
    r"|\b(?:menurut|berdasarkan)\s+(?:undang-undang|peraturan pemerintah|penelitian|survei|riset)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\]\(|\[\^|https?://|\bSumber\s*:|\(\d{4}\)"
    r"|\b(?:UU|PP|Per\w+|Undang-Undang|Peraturan)\b[^.!?]{0,60}?\b\d+(?:/| Tahun )\d{4}",
    re.IGNORECASE,
)
_FENCES = ("```", "~~~")
_CODE = re.compile(r"`+[^`]*`+|\$[^$\n]*\$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“*_])")
_LONGEST_SHOWN = 120


@dataclass(frozen=True)
class Unsourced:
    """A statement without a source: the sentence as it stands, in which file and line."""

    path: str
    line: int
    sentence: str


def unsourced(document: Document) -> list[Unsourced]:
    """The statements of a document without a source, one for each paragraph that has any."""
    return [found for block in document.blocks if block.kind is BlockKind.TEXT for found in _in_block(block, document)]


def _in_block(block: Block, document: Document) -> Iterator[Unsourced]:
    for first, paragraph in _paragraphs(block.text):
        if _SOURCE.search(paragraph):
            continue
        place = 0
        for sentence in _SENTENCE_END.split(paragraph):
            place = paragraph.find(sentence, place)
            plain = _CODE.sub("", sentence)
            if any(pattern.search(plain) for pattern in (_SHARE, _LARGE, _VAGUE)):
                line = block.line + first + paragraph.count("\n", 0, place)
                yield Unsourced(document.path, line, _shown(sentence))
                break


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The runs of lines between blank ones, each with the number of lines above it; fenced code is no text."""
    lines: list[str] = []
    fence = ""
    for number, line in enumerate([*text.split("\n"), ""]):
        mark = line.lstrip(" ")[:3]
        is_fence = mark in _FENCES and (not fence or (mark == fence and not line.strip(" `~\t\r")))
        if is_fence or fence or not line.strip():
            if lines:
                yield number - len(lines), "\n".join(lines)
            lines = []
        else:
            lines.append(line)
        if is_fence:
            fence = "" if fence else mark


def _shown(sentence: str) -> str:
    words = " ".join(sentence.split()).strip("-*>#| ")
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1].rpartition(" ")[0] + "…"
