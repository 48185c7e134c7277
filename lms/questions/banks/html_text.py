"""The HTML of other systems as Markdown that says the same; what has no Markdown keeps its words (pure)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lms.questions.banks.html_tables import Table, layout_text, table_text
from lms.questions.banks.markdown_text import BREAK, PLACE, code_text, fenced, marked, tidy
from lms.questions.banks.tex import with_maths

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", **{f"h{level}": "**" for level in range(1, 7)}}
_KEPT = frozenset({"sub", "sup", "kbd"})
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 blockquote figure section article caption dl dt dd hr".split())
_SILENT = frozenset({"script", "style", "head", "title", "svg"})
_LOST = {
    **dict.fromkeys(("audio", "video"), "a recording"),
    **dict.fromkeys(("iframe", "object", "embed"), "a page or file within the text"),
    "math": "how a formula in MathML is set",
    "svg": "a drawing",
}
_FRAMED = frozenset({*_MARKS, *_KEPT, "code", "pre", "a", "ul", "ol", "li", "table", "tr", "td", "th"})
_WALLS = frozenset({"ul", "ol", "li", "table", "tr", "td", "th"})
"""What the end of a mark within it, whose beginning is outside, leaves open."""
_CLOSED_BY = {"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr"}}
_DEEPEST = 40
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")  # the parser takes hours over thousands of tags without an end
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


def markdown_of(html: str, picture: Callable[[str, str], str], lost: Callable[[str], None]) -> str:
    """The Markdown of a piece of HTML.

    `picture` gives the Markdown of a picture from its address and its words; `lost` is told what does not come along.
    """
    reader = _Reader(picture, lost)
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(PLACE.sub("", html))))
    reader.close()
    return reader.text()


def with_breaks(text: str) -> str:
    """Text in Moodle's own format as HTML: its line ends are breaks, except beside tags."""
    if "<pre" in text.lower():
        return text
    return re.sub(r"(?<=>)[ \t]*\n|\n[ \t]*(?=<)", " ", text).replace("\n", "<br>")


def _without_comments(html: str) -> str:
    kept, position = [], 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start)) >= 0:
        kept.append(html[position:start])
        position = end + len("-->")
    return "".join(kept) + html[position:]


@dataclass
class _Frame:
    """An element that is open, and what was written within it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    items: int = 0
    table: Table = field(default_factory=Table)

    @property
    def content(self) -> str:
        return "".join(self.written)


class _Reader(HTMLParser):
    def __init__(self, picture: Callable[[str, str], str], lost: Callable[[str], None]) -> None:
        super().__init__()
        self._picture, self._lost = picture, lost
        self._silent = 0
        self._open = [_Frame("")]
        self._blocks: list[str] = []

    def text(self) -> str:
        """The whole."""
        while len(self._open) > 1:
            self._close()
        return self._whole(self._open[0].content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens what is framed; writes breaks and pictures."""
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if tag in _LOST:
            self._lost(_LOST[tag])
        if tag == "br":
            self._write("\n" if self._verbatim() else BREAK)
        if self._verbatim():
            return
        if tag == "img":
            self._write(self._picture(given.get("src", ""), given.get("alt", "")))
        if tag in _BLOCKS:
            self._write("\n\n")
        if tag in _FRAMED:
            self._end_of(_CLOSED_BY.get(tag, ()))
            if len(self._open) < _DEEPEST:
                self._open.append(_Frame(tag, given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins holds nothing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the element, and what was left open within it."""
        self._silent -= tag in _SILENT and self._silent > 0
        if not self._verbatim() or tag == self._open[-1].tag:
            self._end_of({tag} if tag in _FRAMED else ())
        if tag in _BLOCKS and not self._verbatim():
            self._write("\n\n")

    def handle_data(self, data: str) -> None:
        """Words, with white space as a browser shows it."""
        if self._silent:
            return
        if self._verbatim():
            plain = self._open[-1].tag == "pre"
            self._write(data if plain else re.sub(r"\s+", " ", data))
        else:
            self._write(with_maths(data, self._stashed if not self._within_cell() else None))

    def _write(self, text: str) -> None:
        self._open[-1].written.append(text)

    def _verbatim(self) -> bool:
        return self._open[-1].tag in ("pre", "code")

    def _within_cell(self) -> bool:
        return any(frame.tag in ("td", "th") for frame in self._open)

    def _end_of(self, tags: set[str] | tuple[()]) -> None:
        for depth, frame in enumerate(reversed(self._open[1:]), 1):
            if frame.tag in tags:
                for _ in range(depth):
                    self._close()
                return
            if frame.tag in _WALLS and not (tags & _WALLS if tags else False):
                return
            if frame.tag in ("table", "ul", "ol"):
                return

    def _close(self) -> None:
        frame = self._open.pop()
        content = frame.content
        if frame.tag in _MARKS:
            self._write(marked(content, _MARKS[frame.tag]))
        elif frame.tag in _KEPT:
            self._write(f"<{frame.tag}>{content}</{frame.tag}>" if content.strip() else content)
        elif frame.tag in ("code", "pre"):
            self._close_code(frame, content)
        elif frame.tag == "a":
            self._write(self._link(frame.attributes.get("href", ""), content))
        elif frame.tag == "li":
            self._close_item(content)
        elif frame.tag in ("ul", "ol"):
            place = self._stashed("\n".join(one for one in frame.written if one.strip()))
            self._write((place[1:] if self._open[-1].tag == "li" else place) if frame.items else content)
        else:
            self._close_table(frame, content)

    def _close_code(self, frame: _Frame, content: str) -> None:
        lines = content.strip("\n").rstrip().split("\n")
        if frame.tag == "code" and len(lines) == 1:
            self._write(code_text(content))
        elif self._within_cell():
            self._write(BREAK.join(code_text(line.strip()) for line in lines))
        elif content.strip():
            self._write(self._stashed(fenced(lines)))

    def _link(self, address: str, content: str) -> str:
        label = content.strip()
        if not label or not address:
            return content
        if not _ADDRESS.match(address.strip()):
            self._lost(f"the link to “{address[:60]}”")
            return content
        return marked(content, "[", f"](<{address.strip().replace('>', '%3E').replace('<', '%3C')}>)")

    def _close_item(self, content: str) -> None:
        parent = self._open[-1]
        parent.items += 1
        mark = f"{parent.items}. " if parent.tag == "ol" else "- "
        lines = self._whole(content).split("\n")
        text = "\n".join([mark + lines[0], *(" " * len(mark) + line if line else "" for line in lines[1:])])
        self._write(text if parent.tag in ("ul", "ol") else self._stashed(text))

    def _close_table(self, frame: _Frame, content: str) -> None:
        parent = next(one for one in reversed(self._open) if one.tag in ("table", ""))
        if frame.tag in ("td", "th") and parent.tag:
            parent.table.add(self._whole(content), frame.attributes)
        elif frame.tag == "tr" and parent.tag:
            parent.table.end_row()
        elif frame.tag == "table":
            rows = frame.table.rows()
            asks = "\ue000" in "".join("".join(row) for row in rows)
            if self._within_cell() or asks or min(len(rows), len(rows[0]) if rows else 0) < 2:
                self._write(f"\n\n{layout_text(rows)}\n\n")
            else:
                self._write(self._stashed(table_text(rows)))
        else:
            self._write(content)

    def _stashed(self, block: str) -> str:
        """A place for a block that is ready, so that nothing of it is tidied up."""
        self._blocks.append(block)
        return f"\n\n\ue002{len(self._blocks) - 1}\ue003\n\n"

    def _whole(self, content: str) -> str:
        return re.sub("\ue002(\\d+)\ue003", lambda found: self._blocks[int(found[1])], tidy(content))
