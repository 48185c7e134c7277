"""Finds links and pictures in a text in one pass, the inner before the outer, by the rules of CommonMark 0.31."""

import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE

from lms.content.markdown_extensions.addresses import as_address, plain_source
from lms.content.markdown_extensions.inline_text import Found
from lms.content.markdown_extensions.link_definitions import normal_label

_BRACKET = re.compile(r"!?\[|\]")
_OPENING = re.compile(r"\([ \t]*\n?[ \t]*")
_ANGLED = re.compile(r"<([^<>\n]*)>")
_TITLE = re.compile(r"""(?:[ \t]+\n?|\n)[ \t]*(?:"([^"]*+)"|'([^']*+)'|\(([^()]*+)\))""")
_CLOSING = re.compile(r"[ \t]*\n?[ \t]*\)")
_LABEL = re.compile(r"\[([^\[\]]{0,999}+)\]")
_STASHED = re.compile(HTML_PLACEHOLDER % r"([0-9]+)")
_MAX_PARENTHESES = 32
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1")
_INNER_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")


@dataclass(frozen=True)
class _Region:
    """A link or picture in a text: the words in brackets, and where all of it begins and ends."""

    start: int
    end: int
    is_image: bool
    words: str
    address: str
    title: str


@dataclass
class _Opener:
    start: int
    words_start: int
    is_image: bool
    active: bool = True


class LinkFinder(InlineProcessor):
    """Inline links, full, collapsed and short references.

    Registered twice: first for all of them, then with `only_images` for the pictures within the words of links.
    """

    def __init__(self, md: Markdown, *, only_images: bool = False) -> None:
        super().__init__(r"!\[" if only_images else r"!?\[", md)
        self._only_images = only_images
        self._data = ""
        self._regions: list[_Region] = []
        self._next = 0
        self._shift = 0

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        if data is not self._data:
            self._look_at(data)
        while self._next < len(self._regions) and self._regions[self._next].start + self._shift < m.start():
            self._next += 1
        if self._next == len(self._regions) or self._regions[self._next].start + self._shift != m.start():
            return None, None, None
        region = self._regions[self._next]
        return _element(region, self._plain(region.words)), m.start(), region.end + self._shift

    def _look_at(self, data: str) -> None:
        """Notes the outermost links and pictures of `data`.

        After each match Python-Markdown hands over the same text with that match replaced: then those behind it are
        known already and have only moved. Scanning anew each time would be quadratic.
        """
        if self._next < len(self._regions):
            region = self._regions[self._next]
            head, tail = self._data[: region.start + self._shift], self._data[region.end + self._shift :]
            replaced = data[len(head) : len(data) - len(tail)]
            if data.startswith(head) and data.endswith(tail) and INLINE_PLACEHOLDER_RE.fullmatch(replaced):
                self._shift += len(data) - len(self._data)
                self._next += 1
                self._data = data
                return
        self._data, self._regions, self._next, self._shift = data, self._scan(data), 0, 0

    def _scan(self, data: str) -> list[_Region]:
        openers: list[_Opener] = []
        regions: list[_Region] = []
        position = 0
        while bracket := _BRACKET.search(data, position):
            position = bracket.end()
            if bracket[0] != "]":
                openers.append(_Opener(bracket.start(), bracket.end(), bracket[0] == "!["))
                continue
            if not openers:
                continue
            opener = openers.pop()
            region = self._close(data, opener, bracket.start()) if opener.active else None
            if region is None:
                continue
            position = region.end
            while regions and regions[-1].start > region.start:
                regions.pop()
            regions.append(region)
            if not region.is_image:
                for earlier in openers:
                    earlier.active = earlier.is_image
        return regions

    def _close(self, data: str, opener: _Opener, bracket: int) -> _Region | None:
        if self._only_images and not opener.is_image:
            return None
        words = data[opener.words_start : bracket]
        target = self._inline_target(data, bracket + 1) or self._reference(data, bracket + 1, words)
        if target is None:
            return None
        address, title, end = target
        return _Region(opener.start, end, opener.is_image, words, address, title)

    def _inline_target(self, data: str, start: int) -> tuple[str, str, int] | None:
        """Address, title and end of `(address "title")` at `start`."""
        opening = _OPENING.match(data, start)
        if not opening:
            return None
        end = _end_of_address(data, opening.end())
        address: str | None = data[opening.end() : end]
        if angled := _ANGLED.match(data, opening.end()):
            address, end = angled[1], angled.end()
        elif data.startswith(("<", INLINE_PLACEHOLDER_PREFIX), opening.end()):
            address = self._stashed_address(data[opening.end() : end])
        if address is None:
            return None
        title = _TITLE.match(data, end)
        closing = _CLOSING.match(data, title.end() if title else end)
        if not closing and title:
            title, closing = None, _CLOSING.match(data, end)
        if not closing:
            return None
        words = next(group for group in title.groups() if group is not None) if title else ""
        return self._plain(address), self._plain(words), closing.end()

    def _stashed_address(self, text: str) -> str | None:
        """The address in `<address>`, which has been taken for a tag before links were looked for."""
        assert self.md is not None
        source = self.unescape(text)
        if stashed := _STASHED.fullmatch(source):
            source = str(self.md.htmlStash.rawHtmlBlocks[int(stashed[1])])
            return source[1:-1] if source.startswith("<") and "\n" not in source else None
        return None if _STASHED.match(source) or source.startswith("<") else text

    def _reference(self, data: str, start: int, words: str) -> tuple[str, str, int] | None:
        """Address, title and end of the definition that `[label]` at `start`, or the words themselves, refer to."""
        assert self.md is not None
        label = _LABEL.match(data, start)
        name = label[1] if label and label[1].strip() else words
        if not name.strip() or (label is None and "[" in words):
            return None
        known = self.md.references.get(normal_label(self._source(name)))
        if known is None:
            return None
        return known[0], known[1], label.end() if label else start

    def _plain(self, text: str) -> str:
        return plain_source(self.unescape(text))

    def _source(self, text: str) -> str:
        """`text` as it was written, escapes included: labels are compared so."""
        return re.sub("\x02(\\d+)\x03", lambda mark: "\\" + chr(int(mark[1])), self.unescape(text))


def plain_words(markdown: str) -> str:
    """What a reader hears of a picture's text: links and emphasis leave their words."""
    while (stripped := _INNER_LINK.sub(r"\1", _EMPHASIS.sub(r"\2", markdown))) != markdown:
        markdown = stripped
    return markdown


def _end_of_address(data: str, start: int) -> int:
    """Where an address without angle brackets ends: at a blank, or at a parenthesis that it did not open."""
    depth = 0
    for position in range(start, len(data)):
        char = data[position]
        if char <= " " and char not in "\x02\x03":
            return position
        if char == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return start
        elif char == ")":
            if depth == 0:
                return position
            depth -= 1
    return start


def _element(region: _Region, plain: str) -> etree.Element:
    if region.is_image:
        element = etree.Element("img", {"src": as_address(region.address), "alt": plain_words(plain)})
    else:
        element = etree.Element("a", {"href": as_address(region.address)})
        element.text = region.words
    if region.title:
        element.set("title", region.title)
    return element
