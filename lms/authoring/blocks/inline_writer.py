"""Writes runs as inline Markdown that reads back as the same runs, whatever people have typed (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lms.authoring.blocks.escaping import Place, escaped, with_safe_lines
from lms.authoring.blocks.inline_reader import is_inline, link_target, runs_of
from lms.authoring.blocks.runs import Run, Runs, normal

_BARE = re.compile(r"(?:https?://|www\.)[a-zA-Z0-9][^\s<>\"`\[\]*\\$|_&]*")
_ADDRESS = re.compile(r"https?://[^\s<>\\]*")
_TICKS = re.compile(r"`+")


@dataclass(frozen=True)
class _Marks:
    """What stands around bold and italic words."""

    bold: tuple[str, str]
    italic: tuple[str, str]


_STARS = _Marks(("**", "**"), ("*", "*"))
_MARKS = (_STARS, _Marks(("**", "**"), ("_", "_")), _Marks(("<b>", "</b>"), ("<i>", "</i>")))


def markdown_of(runs: Iterable[Run], place: Place = Place.PARAGRAPH) -> str:
    """The Markdown of one paragraph, heading, item or cell; a line break is a space where the place has no lines."""
    wanted = normal(_fitting(runs, place))
    written = ""
    for marks in _MARKS:
        written = _written(wanted, marks, place)
        if _read(written, place) == wanted:
            return written
    return _written(normal(_plain(wanted)), _STARS, place)


def _fitting(runs: Iterable[Run], place: Place) -> Iterator[Run]:
    for run in runs:
        if run.kept and not is_inline(run.kept):
            run = replace(run, kept="", text=run.kept)
        lines = re.sub(r"\s*\n\s*", " " if place is Place.HEADING else "\n", run.text)
        yield replace(run, text=lines)


def _read(markdown: str, place: Place) -> Runs:
    return runs_of(markdown.replace("\\|", "|") if place is Place.CELL else markdown)


def _plain(runs: Iterable[Run]) -> Iterator[Run]:
    """Without emphasis: for the rare text in which no marks can say it."""
    for run in runs:
        yield replace(run, bold=False, italic=False, title="")


def _written(runs: Sequence[Run], marks: _Marks, place: Place) -> str:
    text = ""
    for part in _links(runs, marks):
        if part.startswith("[") and text.endswith("!"):  # else the link would be a picture
            text = text[:-1] + "\\!"
        text += part
    safe = with_safe_lines(text, place)
    return safe.replace("\n", "<br>") if place is Place.CELL else safe.replace("\n", "\\\n")


def _links(runs: Sequence[Run], marks: _Marks) -> Iterator[str]:
    for (address, title), group in groupby(runs, key=lambda run: (run.link, run.title)):
        linked = [replace(run, link="", title="") for run in group]
        if not address:
            yield _bold(linked, marks)
        elif not title and len(linked) == 1 and linked[0] == Run(text=address) and _ADDRESS.fullmatch(address):
            yield address if _BARE.fullmatch(address) else f"<{address}>"
        else:
            words = re.sub(r"^\^", r"\\^", _bold(linked, marks))  # else it could be a footnote's number
            yield f"[{words}]({link_target(address, title)})"


def _bold(runs: Sequence[Run], marks: _Marks) -> str:
    return "".join(
        _around(_italic([*group], marks), marks.bold if bold else ("", ""))
        for bold, group in groupby(runs, key=lambda run: run.bold)
    )


def _italic(runs: Sequence[Run], marks: _Marks) -> str:
    return "".join(
        _around("".join(map(_one, group)), marks.italic if italic else ("", ""))
        for italic, group in groupby(runs, key=lambda run: run.italic)
    )


def _around(text: str, marks: tuple[str, str]) -> str:
    return f"{marks[0]}{text}{marks[1]}"


def _one(run: Run) -> str:
    if run.kept:
        return run.kept
    return _code(run.text) if run.code else escaped(run.text)


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    padded = f" {text} " if text[0] in " `" or text[-1] in " `" else text
    return f"{ticks}{padded}{ticks}"
