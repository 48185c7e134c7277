"""The HTML of other systems as Markdown that says the same; what has no Markdown keeps its words (pure)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lms.questions.banks.html_tables import Table, layout_text, table_text
from lms.questions.banks.markdown_text import BREAK, PLACE, code_text, fenced, heading, marked, page_words, quoted, tidy
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
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_WALLS = frozenset({"ul", "ol", "li", "table", "tr", "td", "th"})
"""What the end of a mark within it, whose beginning is outside, leaves open."""
_CLOSED_BY = {"li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr"}}
_DEEPEST = 40
_REOPENED = re.compile(r"</(b|i|strong|em)>(\s*)<\1(?:\s[^<>]*)?>", re.IGNORECASE)
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_ADDRESS = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


def markdown_of(
    html: str, picture: Callable[[str, str], str], lost: Callable[[str], None], *, page: bool = False
) -> str:
    """The Markdown of a piece of HTML.

    `picture` gives the Markdown of a picture from its address and its words; `lost` is told what does not come along.
    A `page` has headings, quotes and rules, which a question has no place for, and dollars that are no formulas.
    """
    reader = (_PageReader if page else _Reader)(picture, lost)
    html = parsable(PLACE.sub("", html))
    reader.feed(_with_joined_marks(html) if page else html)
    reader.close()
    return reader.text()


def with_breaks(text: str) -> str:
    """Text in Moodle's own format as HTML: its line ends are breaks, except beside tags."""
    if "<pre" in text.lower():
        return text
    return re.sub(r"(?<=>)[ \t]*\n|\n[ \t]*(?=<)", " ", text).replace("\n", "<br>")


def _with_joined_marks(html: str) -> str:
    """HTML in which what is bold goes on where it ended: `*a**b*` would not be italic."""
    for _ in range(3):
        html = _REOPENED.sub(r"\2", html)
    return html


def parsable(html: str) -> str:
    """The same HTML without what the parser takes hours over: comments, and tags without an end."""
    return _NO_TAG.sub("&lt;", without_comments(html))


def without_comments(html: str) -> str:
    """HTML without its comments; one that has no end is words."""
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
            self._begin(tag, given)

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
            self._write(self._words(data))

    def _words(self, text: str) -> str:
        return with_maths(text, self._stashed if not self._within_cell() else None)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(_Frame(tag, attributes))

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
            self._write(content if self._is_marked(_MARKS[frame.tag]) else marked(content, _MARKS[frame.tag]))
        elif frame.tag in _KEPT:
            self._write(f"<{frame.tag}>{content}</{frame.tag}>" if content.strip() else content)
        elif frame.tag in ("code", "pre"):
            self._close_code(frame, content)
        elif frame.tag == "a":
            self._write(self._link(frame.attributes.get("href", ""), content))
        elif frame.tag == "li":
            self._close_item(content)
        elif frame.tag in ("ul", "ol"):
            self._close_list(frame, content)
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
        if not label or not address or any(frame.tag == "a" for frame in self._open):  # no link stands within another
            return content
        if not _ADDRESS.match(address.strip()):
            self._lost(f"the link to “{address[:60]}”")
            return content
        return marked(content, "[", f"](<{address.strip().replace('>', '%3E').replace('<', '%3C')}>)")

    def _is_marked(self, mark: str) -> bool:
        """Whether what is open gives its words this mark already: bold within bold would end it."""
        return any(_MARKS.get(frame.tag) == mark for frame in self._open)

    def _close_list(self, frame: _Frame, content: str) -> None:
        parent = self._open[-1]
        items = self._filled("\n".join(one for one in frame.written if one.strip()))
        if not frame.items:
            self._write(content)
        elif parent.tag in ("ul", "ol") and parent.items:  # a list that stands beside the item it belongs to
            indent = " " * (len(f"{parent.items}. ") if parent.tag == "ol" else len("- "))
            self._write("\n".join(indent + line if line else "" for line in items.split("\n")))
        else:
            place = self._stashed(items)
            self._write(place[1:] if parent.tag == "li" else place)

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
            self._write(content)
        elif frame.tag == "table":
            self._write(content)
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
        return self._filled(tidy(content))

    def _filled(self, content: str) -> str:
        """With what was stashed in its places."""
        return re.sub("\ue002(\\d+)\ue003", lambda found: self._blocks[int(found[1])], content)


class _PageReader(_Reader):
    """Reads for a place that has headings, quotes and rules of its own."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a quote; writes a rule."""
        super().handle_starttag(tag, attrs)
        if self._verbatim():
            return
        if tag == "blockquote":
            self._begin(tag, {})
        if tag == "hr" and not self._within_block():
            self._write(self._stashed("***"))

    def handle_endtag(self, tag: str) -> None:
        """Closes a quote."""
        if tag == "blockquote" and not self._verbatim():
            self._end_of({tag})
        super().handle_endtag(tag)

    def _words(self, text: str) -> str:
        within_link = any(frame.tag == "a" for frame in self._open)
        return page_words(re.sub(r"\s+", " ", text), within_link)

    def _within_block(self) -> bool:
        return any(frame.tag in _WALLS for frame in self._open)

    def _close(self) -> None:
        frame = self._open[-1]
        if frame.tag in _HEADINGS and not self._within_block():
            self._open.pop()
            self._write(self._stashed(heading(int(frame.tag[1]), self._whole(frame.content))))
        elif frame.tag == "blockquote":
            self._open.pop()
            self._write(frame.content if self._within_cell() else self._stashed(quoted(self._whole(frame.content))))
        else:
            super()._close()
