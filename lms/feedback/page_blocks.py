"""The blocks of a lesson's page, as a learner points at them: top-level pieces of its HTML, and its questions (pure).

A heading stands with the block below it. A block is known by its place, from 1, and by how its text begins.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markupsafe import Markup

from lms.questions.question import PublishedQuestion
from lms.questions.showing import NOTHING

QUOTED = 120
"""Characters of a block's text by which it is known."""

NAMED = 60
"""Characters of it that tell it from the others in a list."""

_GAP = re.compile("\ue000[0-9]+\ue001")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"img", "br", "hr", "wbr", "track"})
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)


@dataclass(frozen=True)
class Block:
    """A piece of a page: its HTML, or the question that stands there; `quote` may be ""."""

    number: int
    quote: str
    html: Markup = NOTHING
    question: PublishedQuestion | None = None


def blocks_of(parts: Iterable[tuple[str, str]], questions: Mapping[str, PublishedQuestion]) -> tuple[Block, ...]:
    """The blocks of a page in order; a question that is not among `questions` is passed over."""
    found: list[Block] = []
    for kind, part in parts:
        if kind == "html":
            pieces = _pieces(part)
            found += [
                Block(len(found) + place, quoted(piece.text), piece.html) for place, piece in enumerate(pieces, 1)
            ]
        elif part in questions:
            found.append(Block(len(found) + 1, quoted_html(questions[part].stem_html), question=questions[part]))
    return tuple(found)


def quoted(text: str) -> str:
    """How a text begins; a gap of a question is left open."""
    tidy = " ".join(_GAP.sub("…", text.replace("\0", " ")).split())
    return tidy if len(tidy) <= QUOTED else tidy[:QUOTED].rstrip() + "…"


def named(quote: str) -> str:
    """A quote as it names its block in a list; "" if there is none."""
    return quote if len(quote) <= NAMED else quote[:NAMED].rstrip("… ") + "…"


def quoted_html(html: str) -> str:
    """How the text of some HTML begins."""
    return quoted(" ".join(piece.text for piece in _read(html).pieces))


@dataclass
class _Piece:
    """A top-level element that begins at a place in the HTML, up to where the next one begins."""

    start: int
    tag: str = ""
    texts: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    html: Markup = NOTHING

    @property
    def text(self) -> str:
        """What is read, else what describes its pictures."""
        return text if (text := "".join(self.texts)).strip() else " ".join(self.alts)


def _pieces(html: str) -> Iterator[_Piece]:
    """The pieces that have something to show, each heading joined with what follows it."""
    above: list[_Piece] = []
    for piece in _read(html).pieces:
        if piece.tag in _HEADINGS:
            above.append(piece)
        elif piece.text.strip() or piece.tag not in ("", "hr"):
            yield _joined([*above, piece])
            above = []
    if above:
        yield _joined(above)


def _joined(pieces: list[_Piece]) -> _Piece:
    texts = [text for piece in pieces for text in (piece.text, " ")]
    return _Piece(pieces[0].start, texts=texts, html=Markup("").join(piece.html for piece in pieces))


class _Reader(HTMLParser):
    """Finds where each top-level element begins, in HTML that publication made well-formed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces = [_Piece(0)]
        self._depth = 0
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block at the top begins a piece."""
        if self._depth == 0 and tag not in _INLINE:
            line, column = self.getpos()
            self.pieces.append(_Piece(self._lines[line - 1] + column, tag))
        if tag == "img":
            self.pieces[-1].alts.append(dict(attrs).get("alt") or "")
        self._depth += tag not in _VOID
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of an element ends most words."""
        self._depth = max(0, self._depth - (tag not in _VOID))
        self._space(tag)

    def handle_data(self, data: str) -> None:
        """Words of the piece."""
        self.pieces[-1].texts.append(data)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")


def _read(html: str) -> _Reader:
    reader = _Reader(html)
    reader.feed(html)
    reader.close()
    ends = [piece.start for piece in reader.pieces[1:]] + [len(html)]
    for piece, end in zip(reader.pieces, ends, strict=True):
        piece.html = Markup(html[piece.start : end])
    return reader
