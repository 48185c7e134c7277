"""Keeps finished HTML out of Python-Markdown's way until the text around it has been rendered."""

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.util import HTML_PLACEHOLDER

_PLACE = HTML_PLACEHOLDER % r"([0-9]+)"
_PLACES = re.compile(f"<p>{_PLACE}</p>|{_PLACE}")


class BlockHtml(str):
    """Stashed HTML that stands as a block of its own, whatever its first tag is, and so never in a paragraph."""


class StashedHtml(RawHtmlPostprocessor):
    """Puts stashed HTML back; only `BlockHtml` loses the paragraph that held its place."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks

        def html_of(match: re.Match[str]) -> str:
            alone, within = match.groups()
            number = int(alone or within)
            if number >= len(stash):
                return match[0]
            html = stash[number]
            inner = _PLACES.sub(html_of, str(html))
            return inner if within or isinstance(html, BlockHtml) else f"<p>{inner}</p>"

        return _PLACES.sub(html_of, text)


def add_block(md: Markdown, parent: etree.Element, html: str) -> None:
    """Appends `html` to `parent` as a block that nothing touches any more."""
    etree.SubElement(parent, "p").text = md.htmlStash.store(BlockHtml(html))
