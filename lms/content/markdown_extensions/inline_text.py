"""Reads inline code, formulas, escapes, autolinks, raw HTML and breaks; whichever begins first wins."""

import re
import string
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

from lms.content.markdown_extensions.addresses import as_address
from lms.content.markdown_extensions.maths import math_html

Found = tuple[etree.Element | str | None, int | None, int | None]
"""What Python-Markdown wants of an inline pattern: the element, and where the text it stands for begins and ends."""

_PUNCTUATION = re.escape(string.punctuation)
_ATTRIBUTE = r"""\s++[a-zA-Z_:][\w:.-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
_TAG = rf"[a-zA-Z][a-zA-Z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?>|/[a-zA-Z][a-zA-Z0-9-]*+\s*+>|![a-zA-Z][^>]*+>"
_MAIL = (
    r"[\w.!#$%&'*+/=?^`{|}~-]++@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
)
_ENDINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}


class VerbatimText(InlineProcessor):
    """Text that means itself. One pattern for all of it, so that a backtick within a tag opens no code, and so on."""

    def __init__(self, md: Markdown) -> None:
        pattern = (
            r"(?P<ticks>`+)"
            rf"|\\(?P<escaped>[{_PUNCTUATION}])"
            r"|\$\$(?P<display>[^$\n]+)\$\$"
            r"|(?<!\w)\$(?![\s$,.;:!?)])(?P<math>(?:\\.|[^\\$`])+?)(?<!\s)\$(?![\w$])"
            r"|<(?P<address>[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>"
            rf"|<(?P<mail>{_MAIL})>"
            rf"|(?P<tag><(?:{_TAG}|!---?>))"
            r"|(?P<opening><!--(?!-?>)|<\?|<!\[CDATA\[)"
        )
        super().__init__(pattern, md)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        kind = m.lastgroup
        if kind == "ticks":
            return self._code(m, data)
        if kind == "opening":
            return self._until_its_end(m, data)
        text = m[kind] if kind else ""
        node: etree.Element | str
        if kind == "escaped":
            node = f"{STX}{ord(text)}{ETX}" + ("amp;" if text == "&" else "")
        elif kind in ("address", "mail"):
            node = _link(text if kind == "address" else f"mailto:{text}", text)
        elif kind == "tag":
            node = self._stash(text)
        else:
            node = self._stash(math_html(text, block=kind == "display"))
        return node, m.start(), m.end()

    def _code(self, m: re.Match[str], data: str) -> Found:
        ticks = m["ticks"]
        closing = re.compile(f"(?<!`){ticks}(?!`)").search(data, m.end())
        if not closing:
            return None, m.start(), m.end()
        text = data[m.end() : closing.start()].replace("\n", " ")
        if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
            text = text[1:-1]
        code = etree.Element("code")
        code.text = AtomicString(code_escape(text))
        return code, m.start(), closing.end()

    def _until_its_end(self, m: re.Match[str], data: str) -> Found:
        """A comment, an instruction or a CDATA section."""
        ending = _ENDINGS[m["opening"]]
        end = data.find(ending, m.end())
        if end < 0:
            return None, m.start(), m.end()
        return self._stash(data[m.start() : end + len(ending)]), m.start(), end + len(ending)

    def _stash(self, html: str) -> str:
        assert self.md is not None
        return self.md.htmlStash.store(html)


class HardBreak(InlineProcessor):
    """A backslash, or two and more spaces, at the end of a line."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?:\\| {2,})\n", md)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        return etree.Element("br"), m.start(), m.end()


class BareLink(InlineProcessor):
    """An address that stands in a sentence as it is, without the punctuation that follows it."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(rf"(?<![\w/@.:])(?:https?://|www\.)[a-zA-Z0-9][^\s<>\"`{STX}{ETX}]*", md)

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        text = m[0].rstrip("?!.,:;*_~'")
        while text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1].rstrip("?!.,:;*_~'")
        address = text if text.startswith("http") else f"https://{text}"
        return _link(address, text), m.start(), m.start() + len(text)


def _link(address: str, text: str) -> etree.Element:
    link = etree.Element("a", {"href": as_address(address)})
    link.text = AtomicString(code_escape(text))
    return link
