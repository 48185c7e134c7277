"""What differs between two texts, word by word, in a bounded number of steps (pure).

The pieces of all lines that are not added, joined, are the older text; those that are not removed are the newer one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

MOST_STEPS = 8_000_000
"""What all comparisons of two texts may cost together. Beyond it, a passage is told as taken out and put in whole."""

LEAST_ALIKE = 0.3
"""The share of its words that a passage keeps at least; with fewer, word by word would only confuse."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LINE_MARKS = re.compile(r"\A(?:[ \t]*(?:#{1,6}|[-*+>])[ \t]+|[ \t]*(?:-{3,}|:{3,}.*|```.*)(?=\s*\Z))")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
_WORD = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")


class Change(StrEnum):
    """What became of a piece of text or of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of a line that has pieces of several kinds


@dataclass(frozen=True)
class Piece:
    """A run of text; a line's last one ends with its line break."""

    change: Change
    text: str


@dataclass(frozen=True)
class DiffLine:
    """A line as it is shown; `number` is the line of the newer text that it is, or before which it stood."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def change(self) -> Change:
        """What became of it as a whole."""
        kinds = {piece.change for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 else Change.CHANGED


def differences(before: str, after: str) -> tuple[DiffLine, ...]:
    """Every line of both texts in order, with what is the same in them, what was added and what was removed."""
    return tuple(_numbered(_tidied(_Comparison().pieces(before, after))))


def excerpts(lines: Sequence[DiffLine], around: int = 2) -> tuple[tuple[DiffLine, ...], ...]:
    """The passages that changed, each with so many lines `around` it; none if nothing did."""
    shown: set[int] = set()
    for place, line in enumerate(lines):
        if line.change is not Change.SAME:
            shown.update(range(max(0, place - around), min(len(lines), place + around + 1)))
    passages: list[list[DiffLine]] = []
    for place in sorted(shown):
        if place - 1 not in shown:
            passages.append([])
        passages[-1].append(lines[place])
    return tuple(map(tuple, passages))


def without_marks(lines: Iterable[DiffLine]) -> tuple[DiffLine, ...]:
    """The lines for people who know no Markdown: what is the same loses its marks, and goes if it was only marks.

    Marks within what was added or removed stay, for they may be all that changed.
    """
    found = []
    for line in lines:
        pieces = tuple(
            replace(piece, text=_plain(piece.text, place == 0)) if piece.change is Change.SAME else piece
            for place, piece in enumerate(line.pieces)
        )
        if line.change is not Change.SAME or any(piece.text.strip() for piece in pieces):
            found.append(replace(line, pieces=pieces))
    return tuple(found)


def _plain(text: str, is_first: bool) -> str:
    return _EMPHASIS.sub("", _LINE_MARKS.sub("", text) if is_first else text)


class _Comparison:
    """One comparison, with the steps that are left to it."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS

    def pieces(self, before: str, after: str) -> Iterator[Piece]:
        """The pieces of two texts: line by line, and word by word where lines differ."""
        for change, old, new in self._compared(_LINE.findall(before), _LINE.findall(after)):
            if change is Change.SAME:
                yield Piece(change, old)
            else:
                yield from self._words(old, new)

    def _words(self, old: str, new: str) -> Iterable[Piece]:
        whole = [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]
        if not old or not new:
            return [piece for piece in whole if piece.text]
        pieces: list[Piece] = []
        for change, was, now in self._compared(_WORD.findall(old), _WORD.findall(new)):
            texts = ((Change.SAME, was),) if change is Change.SAME else ((Change.REMOVED, was), (Change.ADDED, now))
            pieces += [Piece(kind, text) for kind, text in texts if text]
        kept = sum(_letters(piece.text) for piece in pieces if piece.change is Change.SAME)
        return pieces if kept >= LEAST_ALIKE * max(_letters(old), _letters(new)) else whole

    def _compared(self, old: list[str], new: list[str]) -> Iterator[tuple[Change, str, str]]:
        """What is the same and what differs between two lists, each joined: (SAME or CHANGED, older, newer)."""
        start = _shared(old, new)
        end = _shared(old[start:][::-1], new[start:][::-1])
        yield from _told(Change.SAME, old[:start], new[:start])
        middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
        if self._affords(middle_old, middle_new):
            for tag, a, b, c, d in SequenceMatcher(None, middle_old, middle_new).get_opcodes():
                yield from _told(Change.SAME if tag == "equal" else Change.CHANGED, middle_old[a:b], middle_new[c:d])
        else:
            yield from _told(Change.CHANGED, middle_old, middle_new)
        yield from _told(Change.SAME, old[len(old) - end :], new[len(new) - end :])

    def _affords(self, old: list[str], new: list[str]) -> bool:
        """Whether the most that comparing can cost is left; what is very common is no place to begin at for difflib."""
        counts = Counter(new)
        common = len(new) // 100 + 1 if len(new) >= 200 else len(new)
        matches = sum(counts[word] for word in old if counts[word] <= common)
        cost = len(old) + len(new) + matches * min(len(old), len(new))
        if cost > self.steps:
            return False
        self.steps -= cost
        return True


def _told(change: Change, old: list[str], new: list[str]) -> Iterator[tuple[Change, str, str]]:
    if old or new:
        yield change, "".join(old), "".join(new)


def _shared(old: list[str], new: list[str]) -> int:
    """How many entries two lists begin with in common."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with what stands alone between two changes joined to them: a space is nothing that stayed."""
    found: list[Piece] = []
    waiting: dict[Change, str] = {}
    space = ""
    for piece in pieces:
        if piece.change is Change.SAME:
            if waiting and not space and piece.text.isspace() and "\n" not in piece.text:
                space = piece.text
                continue
            found += _changes(waiting)
            found.append(Piece(Change.SAME, space + piece.text))
            waiting, space = {}, ""
        else:
            if space:
                waiting = {kind: waiting.get(kind, "") + space for kind in (Change.REMOVED, Change.ADDED)}
                space = ""
            waiting[piece.change] = waiting.get(piece.change, "") + piece.text
    found += _changes(waiting)
    return found + ([Piece(Change.SAME, space)] if space else [])


def _changes(waiting: dict[Change, str]) -> list[Piece]:
    return [Piece(kind, waiting[kind]) for kind in (Change.REMOVED, Change.ADDED) if waiting.get(kind)]


def _numbered(pieces: Iterable[Piece]) -> Iterator[DiffLine]:
    """The pieces by lines: each line break ends one, also one that was removed."""
    number, line = 1, list[Piece]()
    for piece in pieces:
        for text in _LINE.findall(piece.text):
            line.append(Piece(piece.change, text))
            if text.endswith("\n"):
                yield DiffLine(number, tuple(line))
                number += piece.change is not Change.REMOVED
                line = []
    if line:
        yield DiffLine(number, tuple(line))
