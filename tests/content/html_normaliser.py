"""Brings HTML of two renderers into one form, so that only what a reader would notice still differs.

Both sides of a comparison go through it. It drops ids and the spans of coloured code, sorts attributes, resolves
entities and ignores white space that browsers ignore.
"""

import re
from html.parser import HTMLParser
from urllib.parse import quote, unquote

BLOCKS = frozenset(
    "address article aside blockquote body br caption col colgroup dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr iframe li main ol p pre section script style summary table tbody td "
    "textarea tfoot th thead tr ul video".split()
)


def normalised(html: str) -> str:
    """The common form of `html`."""
    reader = _Normaliser()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces).strip()


class _Normaliser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "span":
            return
        self.pre += tag == "pre"
        kept = sorted((name, _address(name, value or "")) for name, value in attrs if name not in ("id", "rel"))
        self._end_text(tag)
        self.pieces.append(f"<{tag}{''.join(f' {name}={value!r}' for name, value in kept)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            return
        if tag == "pre":
            self.pre -= 1
        else:
            self._end_text(tag)
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = data.replace("<", "&lt;").replace(">", "&gt;")
        if not self.pre:
            text = re.sub(r"\s+", " ", text)
            before = re.match(r"</?(\w+)", self.pieces[-1]) if self.pieces else None
            if before and before[1] in BLOCKS:
                text = text.lstrip()
        self.pieces.append(text)

    def handle_comment(self, data: str) -> None:
        self.pieces.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.pieces.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.pieces.append(f"<![{data}]>")

    def _end_text(self, tag: str) -> None:
        if tag in BLOCKS and not self.pre and self.pieces and not self.pieces[-1].startswith("<"):
            self.pieces[-1] = self.pieces[-1].rstrip()


def _address(name: str, value: str) -> str:
    return quote(unquote(value)) if name in ("href", "src") else value
