"""Puts together again the lists that Word pastes as paragraphs with a sign in front (pure)."""

import re

_LEVEL = re.compile(r"mso-list\s*:[^;]*?level(\d{1,2})", re.IGNORECASE)
_SIGN = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\(?(?:\d+|[a-zA-Z]{1,4})[.)]")
_PARAGRAPH = re.compile(r"\A(?:\s*<(?:p|h[1-6])>)+|(?:</(?:p|h[1-6])>\s*)+\Z")
_ONLINE = re.compile(
    r"<(?P<list>[uo]l)\b[^<>]*>|</[uo]l\s*>|<div\b[^<>]*ListContainerWrapper[^<>]*>"
    r"|<li\b[^<>]*?data-aria-level=[\"']?(?P<level>\d)[^<>]*>|</li\s*>",
    re.IGNORECASE,
)
_DEEPEST = 9  # levels of a list in Word
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 table ul ol blockquote pre hr".split())


def from_word_online(html: str) -> str:
    """The lists of Word in a browser, each item of which is a list of its own, as Word on a computer pastes them."""
    if "ListContainerWrapper" not in html:
        return html
    kind = "ul"

    def as_paragraph(found: re.Match[str]) -> str:
        nonlocal kind
        kind = (found["list"] or kind).lower()
        if not found["level"]:
            return "</p>" if found[0].lower().startswith("</li") else ""
        sign = "1." if kind == "ol" else "·"
        return f"<p style='mso-list:l0 level{found['level']}'><span style='mso-list:Ignore'>{sign}</span>"

    return _ONLINE.sub(as_paragraph, html)


class WordLists:
    """Gathers HTML piece by piece; paragraphs of a list become its items."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._lists: list[str] = []  # the lists that are open: "ul" or "ol"
        self._item: list[str] | None = None  # what the paragraph of a list holds, while it is read
        self._level = 0
        self._depth = 0  # of elements within that paragraph
        self._sign_depth = 0
        self._sign: list[str] = []

    def begin(self, tag: str, style: str) -> None:
        """An element begins, of which nothing is written yet."""
        if self._item is not None:
            self._depth += tag == "p"
            if tag == "span" and (self._sign_depth or _SIGN.search(style)):
                self._sign_depth += 1
            return
        level = _LEVEL.search(style) if tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6") else None
        if level:
            self._item, self._level, self._depth, self._sign = [], min(max(int(level[1]), 1), _DEEPEST), 1, []
        elif tag in _BLOCKS:
            self._close_lists(0)

    def end(self, tag: str) -> None:
        """An element has ended, and its end is written."""
        if self._item is None:
            return
        if tag == "span" and self._sign_depth:
            self._sign_depth -= 1
        self._depth -= tag == "p" or (tag[:1] == "h" and tag[1:].isdigit())
        if not self._depth:
            self._add_item()

    def write(self, html: str) -> None:
        """A piece of HTML; the sign of an item tells only which list it is."""
        if self._sign_depth:
            self._sign.append(html)
        elif self._item is not None:
            self._item.append(html)
        elif not (self._lists and html == "</div>"):  # what stood around an item of its own parts nothing
            if html.strip() and not html.startswith("<"):
                self._close_lists(0)
            self._written.append(html)

    def html(self) -> str:
        """The whole."""
        if self._item is not None:
            self._add_item()
        self._close_lists(0)
        return "".join(self._written)

    def _add_item(self) -> None:
        sign = re.sub(r"<[^<>]*>|&\w+;|\s", "", "".join(self._sign))
        kind = "ol" if _NUMBER.fullmatch(sign) else "ul"
        item = _PARAGRAPH.sub("", "".join(self._item or ()))
        self._item, self._sign_depth = None, 0
        self._close_lists(self._level)
        if len(self._lists) == self._level and self._lists[-1] != kind:
            self._close_lists(self._level - 1)
        elif len(self._lists) == self._level:
            self._written.append("</li>")
        while len(self._lists) < self._level:
            self._lists.append(kind)
            self._written.append(f"<{kind}>" if len(self._lists) == self._level else f"<{kind}><li>")
        self._written.append(f"<li>{item}")

    def _close_lists(self, level: int) -> None:
        while len(self._lists) > level:
            self._written.append(f"</li></{self._lists.pop()}>")
