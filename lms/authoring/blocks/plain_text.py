"""Runs as plain text and lists of its bold, slanted and linked words, for forms that work without script (pure).

A word of a list means its first occurrence in the text; "loket #2" means the second. What is kept as written stands
in the text as a token, ⟦1⟧ for the first.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from lms.authoring.blocks.runs import Run, Runs, normal
from lms.content.source_lines import unified

_TOKEN = re.compile(r"⟦(\d{1,4})⟧")
_NUMBERED = re.compile(r"(?P<words>.+) #(?P<number>\d{1,4})", re.DOTALL)
_LINK = re.compile(r'(?P<words>.*)(?:→|->|=>)\s*(?P<address>[^\s"]*)(?:\s+"(?P<title>.*)")?\s*')


@dataclass(frozen=True)
class PlainText:
    """A text without looks, and which of its words have one. `links` are lines such as "kata → alamat"."""

    text: str
    bold: tuple[str, ...] = ()
    italic: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def plain_of(runs: Sequence[Run]) -> PlainText:
    """The plain text that `runs_of_plain` reads back as the same runs."""
    kept = tuple(run.kept for run in runs if run.kept)
    numbers = iter(range(1, len(kept) + 1))
    shown = [replace(run, text=token_for(next(numbers))) if run.kept else run for run in runs]
    text = "".join(run.text for run in shown)
    return PlainText(
        text,
        bold=tuple(_entries(text, shown, lambda run: run.bold)),
        italic=tuple(_entries(text, shown, lambda run: run.italic)),
        code=tuple(_entries(text, shown, lambda run: run.code)),
        links=tuple(_entries(text, shown, lambda run: _arrow(run) if run.link else "")),
        kept=kept,
    )


def token_for(number: int) -> str:
    """What stands in the text for the part that is kept as the one with this number, from 1."""
    return f"⟦{number}⟧"


def runs_of_plain(plain: PlainText) -> Runs:
    """The runs that a filled-in form means; words that its text does not have are passed over."""
    text = unified(plain.text)
    looks = [Run()] * len(text)
    for name, entries in (("bold", plain.bold), ("italic", plain.italic), ("code", plain.code)):
        for words in entries:
            _lay(looks, places_of(text, words), {name: True})
    for line in plain.links:
        if link := _LINK.fullmatch(line):
            look = {"link": link["address"], "title": link["title"] or ""}
            _lay(looks, places_of(text, link["words"]), look)
    tokens = _lay_kept(looks, text, plain.kept)
    return normal(
        look if look.kept else replace(look, text="".join(char for _, _, char in group))
        for (look, _), group in groupby(zip(looks, tokens, text, strict=True), key=lambda char: char[:2])
    )


def missing_words(plain: PlainText) -> tuple[str, ...]:
    """The entries of the lists whose words do not stand in the text, or which are no link."""
    text = unified(plain.text)
    words = [*plain.bold, *plain.italic, *plain.code]
    linked = [(line, _LINK.fullmatch(line)) for line in plain.links]
    wrong = [line for line, link in linked if not link or not link["address"] or not places_of(text, link["words"])]
    return tuple(entry for entry in words if not places_of(text, entry)) + tuple(wrong)


def _arrow(run: Run) -> str:
    return f'{run.link} "{run.title}"' if run.title else run.link


def _entries(text: str, runs: Iterable[Run], look: Callable[[Run], object]) -> Iterator[str]:
    """An entry for each line of each stretch with this look."""
    start = 0
    for found, group in groupby(runs, key=look):
        stretch = "".join(run.text for run in group)
        place = start
        for line in stretch.split("\n") if found else ():
            if line.strip():
                words = line.strip()
                at = place + line.index(words)
                yield entry_for(text, words, at) + (f" → {found}" if isinstance(found, str) else "")
            place += len(line) + 1
        start += len(stretch)


def entry_for(text: str, words: str, at: int) -> str:
    """The entry of a list that means the words at this place of the text."""
    number = sum(1 for start in _starts(text, words) if start <= at)
    return f"{words} #{number}" if number > 1 or _NUMBERED.fullmatch(words) else words


def split_entry(entry: str) -> tuple[str, str]:
    """An entry without needless "#1", and its words alone."""
    numbered = _NUMBERED.fullmatch(entry)
    if not numbered:
        return entry, entry
    words = numbered["words"]
    needless = int(numbered["number"]) == 1 and not _NUMBERED.fullmatch(words)
    return words if needless else entry, words


def _starts(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def places_of(text: str, entry: str) -> range:
    """The characters that an entry means; none if the text does not have them."""
    words, number = entry.strip(), 1
    if numbered := _NUMBERED.fullmatch(words):
        words, number = numbered["words"], int(numbered["number"])
    start = next(islice(_starts(text, words), number - 1, None), -1) if words and number else -1
    return range(start, start + len(words)) if start >= 0 else range(0)


def _lay(looks: list[Run], places: range, look: dict[str, object]) -> None:
    for place in places:
        looks[place] = replace(looks[place], **look)  # type: ignore[arg-type]


def _lay_kept(looks: list[Run], text: str, kept: Sequence[str]) -> list[int]:
    """Which characters are tokens: for each the place of its token, -1 for all others."""
    tokens = [-1] * len(text)
    for token in _TOKEN.finditer(text):
        number = int(token[1])
        if 1 <= number <= len(kept):
            _lay(looks, range(token.start(), token.end()), {"kept": kept[number - 1], "code": False})
            tokens[token.start() : token.end()] = [token.start()] * len(token[0])
    return tokens
