"""A text without marks: runs of characters, each bold, italic, code, a link, or something kept as written (pure)."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from lms.content.allowed_html import SCHEMES

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001\ufeff]")
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")
_AROUND_BREAK = re.compile(r"\s*\n\s*")
_PARAGRAPH_BREAK = re.compile(r"\s*\n\s*\n\s*")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


@dataclass(frozen=True)
class Run:
    """Characters that look the same. In `text`, "\\n" is a line break and "\\n\\n" begins another paragraph.

    `kept` is the Markdown of what a form shows but cannot change (a formula, a footnote's number, a picture within a
    sentence, raw HTML, a gap, a whole block); such a run has no text.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    title: str = ""
    kept: str = ""


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """The characters alone, without what is kept."""
    return "".join(run.text for run in runs)


def normal(runs: Iterable[Run]) -> Runs:
    """The runs in their one normal form, which equal texts share.

    White space is single, never at the ends of a text or line, and never bold, slanted, code or linked at the edge
    of what is, nor is a line break; neighbours that look the same are one run; control characters are gone.
    """
    cleaned = [part for run in runs for part in _cleaned(run)]
    spaced = _with_single_spaces([run for run in cleaned if run.text or run.kept])
    for name in ("link", "bold", "italic", "code"):
        spaced = [part for run_group in _stretches(spaced, name) for part in run_group]
    return tuple(_joined(spaced))


def safe_address(typed: str) -> str:
    """An address as it may stand in a link: encoded, "https://" put before a bare "www."; "" if it may not."""
    words = typed.strip()
    if words.lower().startswith("www."):
        words = f"https://{words}"
    scheme = _SCHEME.match(words)
    if scheme and scheme[1].lower() not in SCHEMES:
        return ""
    return quote(words.encode("utf-8", "ignore"), safe="!#%&*+,-./:;=?@_~")


def _cleaned(run: Run) -> Iterator[Run]:
    """The run without control characters and with a safe address; its line breaks have no look."""
    run = replace(run, link=safe_address(run.link))
    run = replace(run, title=" ".join(run.title.split()) if run.link else "")
    if run.kept:
        yield replace(run, text="", code=False)
        return
    text = _CONTROLS.sub("", run.text.replace("\r\n", "\n").replace("\r", "\n"))
    for part in re.split(r"(\n+)", text):
        yield Run(text=part) if part.startswith("\n") else replace(run, text=part)


def _with_single_spaces(runs: Sequence[Run]) -> list[Run]:
    """White space is collapsed as in one text, whichever runs it lies in."""
    marked = "".join("\x01" if run.kept else run.text for run in runs)
    owners = [number for number, run in enumerate(runs) for _ in ("\x01" if run.kept else run.text)]
    found: list[list[str]] = [[] for _ in runs]
    for char, position in _collapsed(marked):
        found[owners[position]].append(char)
    texts = ("".join(chars) for chars in found)
    return [run if run.kept else replace(run, text=text) for run, text in zip(runs, texts, strict=True)]


def _collapsed(text: str) -> Iterator[tuple[str, int]]:
    """Each character that stays, with its place; a stretch of white space becomes one space or break."""
    for match in re.finditer(r"\s+|\S", text):
        if not match[0].isspace():
            yield match[0], match.start()
        elif match.start() > 0 and match.end() < len(text):
            for offset, char in enumerate(_space_for(match[0])):
                yield char, match.start() + (match[0].index("\n") if char == "\n" else min(offset, len(match[0]) - 1))


def _space_for(space: str) -> str:
    if "\n" in space:
        return "\n\n" if _PARAGRAPH_BREAK.fullmatch(space) else _AROUND_BREAK.sub("\n", space)
    return _SPACES.sub(" ", space)


def _stretches(runs: Sequence[Run], name: str) -> Iterator[list[Run]]:
    """Takes a flag off the white space at both edges of each stretch that has it."""
    for flag, group in groupby(runs, key=_flag(name)):
        stretch = [run for run in group if run.text or run.kept]
        if flag and stretch:
            plain: dict[str, object] = {"link": "", "title": ""} if name == "link" else {name: False}
            yield _with_plain_edges(stretch, plain)
        else:
            yield stretch


def _with_plain_edges(stretch: list[Run], plain: dict[str, object]) -> list[Run]:
    """The stretch with the white space before its first and behind its last visible character made plain."""
    visible = [number for number, run in enumerate(stretch) if run.kept or run.text.strip()]
    if not visible:
        return [_without(run, plain) for run in stretch]
    first, last = visible[0], visible[-1]
    found: list[Run] = []
    for number, run in enumerate(stretch):
        if number < first or number > last:
            found.append(_without(run, plain))
            continue
        text = run.text
        head = text[: len(text) - len(text.lstrip())] if number == first else ""
        tail = text[len(text.rstrip()) :] if number == last else ""
        middle = replace(run, text=run.text[len(head) : len(run.text) - len(tail)])
        found += [*_space(run, head, plain), middle, *_space(run, tail, plain)]
    return found


def _space(run: Run, space: str, plain: dict[str, object]) -> list[Run]:
    return [_without(replace(run, text=space), plain)] if space else []


def _without(run: Run, plain: dict[str, object]) -> Run:
    return replace(run, **plain)  # type: ignore[arg-type]


def _flag(name: str) -> Callable[[Run], object]:
    if name == "link":
        return lambda run: (run.link, run.title) if run.link else None
    return lambda run: bool(getattr(run, name))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    current: Run | None = None
    for run in runs:
        if current and not run.kept and not current.kept and replace(run, text="") == replace(current, text=""):
            current = replace(current, text=current.text + run.text)
        else:
            if current:
                yield current
            current = run
    if current:
        yield current
