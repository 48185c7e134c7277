"""What a browser pastes from Word, Google Docs or a web page as Markdown (pure)."""

import re
from html import escape
from html.parser import HTMLParser

from lms.authoring.foreign.word_lists import WordLists, from_word_online
from lms.questions.banks.html_text import markdown_of, parsable, without_comments

LONGEST = 1_000_000  # characters of HTML; what comes after them is left out

_DROPPED = frozenset("head style script title template select textarea button xml noscript svg math iframe".split())
_VOID = frozenset("br hr img input meta link col base wbr area source track embed".split())
_DECLARATION = re.compile(r"<[!?][^<>]*>")  # `<![if !supportLists]>` and its like, within which there are words
_HIDDEN = re.compile(r"display\s*:\s*none|mso-element\s*:\s*(?:comment|footnote-separator)", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_PLAIN = frozenset({"normal", "lighter", "100", "200", "300", "400", "500"})
_FAR = 60  # elements that an end tag may close at once


def markdown_of_html(html: str) -> str:
    """The Markdown that says the same, without pictures, scripts and forms. Never raises; "" if nothing is left."""
    reader = _Plainer()
    reader.feed(from_word_online(parsable(_DECLARATION.sub("", without_comments(html[:LONGEST])))))
    reader.close()
    return markdown_of(reader.html(), lambda _address, _words: "", lambda _what: None, page=True)


class _Plainer(HTMLParser):
    """Writes the same HTML with plain elements in the place of styles: `b` and `i` for spans, lists for Word's."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []  # each element, and what ends it in what is written
        self._dropped: list[str] = []
        self._lists = WordLists()

    def html(self) -> str:
        """All that was written."""
        while self._open:
            self._lists.write(self._open.pop()[1])
        return self._lists.html()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Writes what the element means."""
        given = {name: value or "" for name, value in attrs}
        style = given.get("style", "")
        if self._dropped or tag in _DROPPED or _HIDDEN.search(style):
            if tag not in _VOID and (not self._dropped or tag == self._dropped[-1]):
                self._dropped.append(tag)
            return
        self._lists.begin(tag, style)
        opening, closing = _as_plain(tag, given, style)
        self._lists.write(opening)
        if tag not in _VOID:
            self._open.append((tag, closing))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it begins; what is none in HTML is read as its beginning, as browsers do."""
        self.handle_starttag(tag, attrs)
        if ":" in tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the element, and what was left open within it."""
        if self._dropped:
            if tag == self._dropped[-1]:
                self._dropped.pop()
            return
        if tag not in (name for name, _ in self._open[-_FAR:]):
            return
        while self._open:
            name, closing = self._open.pop()
            self._lists.write(closing)
            self._lists.end(name)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._dropped:
            self._lists.write(escape(data, quote=False))


def _as_plain(tag: str, given: dict[str, str], style: str) -> tuple[str, str]:
    """How an element begins and ends when its style is said by elements."""
    weight, slant, raised = (pattern.search(style) for pattern in (_WEIGHT, _SLANT, _RAISED))
    marks = []
    if tag in ("span", "font"):
        marks += ["b"] if weight and weight[1].lower() in _BOLD else []
        marks += ["i"] if slant and slant[1].lower() in ("italic", "oblique") else []
        marks += ["sup" if raised[1].lower() == "super" else "sub"] if raised else []
    elif (tag in ("b", "strong") and weight and weight[1].lower() in _PLAIN) or (
        tag in ("i", "em") and slant and slant[1].lower() == "normal"
    ):
        marks = []
    else:
        kept = "".join(
            f' {name}="{escape(given[name])}"' for name in ("href", "colspan", "rowspan", "src", "alt") if name in given
        )
        return f"<{tag}{kept}>", "" if tag in _VOID else f"</{tag}>"
    return "".join(f"<{mark}>" for mark in marks), "".join(f"</{mark}>" for mark in reversed(marks))
