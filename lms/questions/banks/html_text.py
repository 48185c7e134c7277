"""The HTML of other systems as Markdown that says the same; what has no Markdown keeps its words (pure)."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_KEPT = frozenset({"sub", "sup", "kbd"})
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol table tr pre blockquote figure section article".split())
_SILENT = frozenset({"script", "style", "head", "title"})
_SPECIAL = re.compile(r"([\\`*_\[\]<$|~])")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")  # the parser takes hours over thousands of tags without an end
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|\((?=.?\))|\d{1,9}(?=[.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    return _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text))


def at_line_start(text: str) -> str:
    """Lines that would begin a heading, list, quote or answer, kept from it."""
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", text)


def markdown_of(html: str, picture: Callable[[str, str], str]) -> str:
    """The Markdown of a piece of HTML; `picture` gives the Markdown of a picture from its address and its words."""
    reader = _Reader(picture)
    reader.feed(_NO_TAG.sub("&lt;", _without_comments(html)))
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.written).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _without_comments(html: str) -> str:
    kept, position = [], 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start)) >= 0:
        kept.append(html[position:start])
        position = end + len("-->")
    return "".join(kept) + html[position:]


class _Reader(HTMLParser):
    def __init__(self, picture: Callable[[str, str], str]) -> None:
        super().__init__()
        self.written: list[str] = []
        self._picture = picture
        self._silent = 0
        self._links: list[str] = []
        self._lists: list[int] = []  # the number of the last item, -1 for bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Marks, line ends, links and pictures."""
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if tag in _MARKS:
            self.written.append(_MARKS[tag])
        elif tag in _KEPT:
            self.written.append(f"<{tag}>")
        elif tag == "br":
            self.written.append("\n")
        elif tag == "img":
            self.written.append(self._picture(given.get("src", ""), given.get("alt", "")))
        elif tag == "a":
            self._links.append(given.get("href", ""))
            self.written.append("[" if self._links[-1] else "")
        elif tag == "li":
            self._begin_item()
        elif tag in _BLOCKS:
            self.written.append("\n\n")
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else -1)

    def handle_endtag(self, tag: str) -> None:
        """The ends of the same."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _MARKS:
            self.written.append(_MARKS[tag])
        elif tag in _KEPT:
            self.written.append(f"</{tag}>")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self.written.append(f"](<{address.replace('>', '%3E')}>)" if address else "")
        elif tag in _BLOCKS:
            self.written.append("\n\n")
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in {"td", "th"}:
            self.written.append(" ")

    def handle_data(self, data: str) -> None:
        """Words, with white space as a browser shows it."""
        if not self._silent:
            text = escaped(re.sub(r"\s+", " ", data))
            new_line = not self.written or self.written[-1].endswith("\n")
            self.written.append(at_line_start(text) if new_line else text)

    def _begin_item(self) -> None:
        if not self._lists or self._lists[-1] < 0:
            self.written.append("\n- ")
        else:
            self._lists[-1] += 1
            self.written.append(f"\n{self._lists[-1]}. ")
