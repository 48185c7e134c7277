"""What somebody asks the search for, and the words of a text that answer it (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.search_words import stems_of, words_of

MOST_LETTERS = 200
"""Of a search; who pastes a whole letter is told so."""

_LETTERS_BEFORE, _LETTERS_SHOWN = 50, 200
"""Of a snippet: before the first word that was found, and in all."""


@dataclass(frozen=True)
class Search:
    """`typed` as it came, on one line; `stems` to look for, none if nothing is asked or it cannot be searched."""

    typed: str = ""
    stems: tuple[str, ...] = ()
    is_too_long: bool = False
    has_no_word: bool = False


@dataclass(frozen=True)
class Piece:
    """A part of a text; `is_hit` if it is a word that was looked for."""

    text: str
    is_hit: bool = False


def read_search(typed: str) -> Search:
    """The search of an address; whatever was typed has an answer."""
    shown = "".join(letter for letter in " ".join(typed.split()) if letter.isprintable())
    if len(shown) > MOST_LETTERS:
        return Search(shown, is_too_long=True)
    stems = stems_of(shown)
    return Search(shown, stems, has_no_word=bool(typed.strip() and not stems))


def marked(text: str, stems: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text in pieces, each word with one of the stems a piece of its own."""
    return tuple(_pieces(text, stems))


def snippet(text: str, stems: Sequence[str]) -> tuple[Piece, ...]:
    """A line or two of the text around the first word with one of the stems, else its beginning."""
    first = next((word.start for word in words_of(text) if word.stem in stems), 0)
    start = first - _LETTERS_BEFORE
    start = text.find(" ", start, first) + 1 or start if start > 0 else 0
    end = start + _LETTERS_SHOWN
    if end < len(text) and (space := text.rfind(" ", first, end)) >= 0:
        end = space
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return (*_plain(before), *_pieces(text[start:end], stems), *_plain(after))


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()


def _pieces(text: str, stems: Sequence[str]) -> Iterator[Piece]:
    position = 0
    for word in words_of(text):
        if word.stem in stems:
            yield from _plain(text[position : word.start])
            yield Piece(text[word.start : word.end], is_hit=True)
            position = word.end
    yield from _plain(text[position:])
