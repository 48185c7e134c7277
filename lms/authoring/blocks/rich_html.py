"""Runs as a tiny HTML for the editable field of pages with script, and back; whatever else comes is dropped (pure)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from itertools import islice

from lms.authoring.blocks.runs import Run, Runs, normal

_BLOCKS = frozenset("p div li h1 h2 h3 h4 h5 h6 blockquote pre tr td th ul ol table section article".split())
_SILENT = frozenset("script style template title head noscript textarea select option iframe object svg math".split())
_ALONE = frozenset("br img hr input wbr meta link source col area embed track".split())
MOST_ENTRIES = 300
_DEEPEST = 100  # elements within one another; what a hostile sender nests deeper looks like what is around it
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)


def html_of(runs: Iterable[Run]) -> str:
    """Safe HTML: `<p>`, `<br>`, `<b>`, `<i>`, `<code>`, `<a>`, and a `<span data-kept>` that nobody can write into."""
    paragraphs: list[str] = [""]
    for run in runs:
        first, *rest = [run.text] if run.kept else run.text.split("\n\n")
        paragraphs[-1] += _html_of_run(replace(run, text=first))
        paragraphs += [_html_of_run(replace(run, text=text)) for text in rest]
    return "".join(f"<p>{html}</p>" for html in paragraphs)


def runs_of_html(html: str) -> Runs:
    """The runs of what an editable field sent, whoever wrote it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return normal(reader.runs)


def _html_of_run(run: Run) -> str:
    if run.kept:
        source = escape(run.kept)
        html = f'<span data-kept="{source}" contenteditable="false">{source}</span>'
    elif not run.text:
        return ""
    else:
        html = escape(run.text).replace("\n", "<br>")
    for tag, worn in (("code", run.code), ("i", run.italic), ("b", run.bold)):
        html = f"<{tag}>{html}</{tag}>" if worn else html
    if not run.link:
        return html
    title = f' title="{escape(run.title)}"' if run.title else ""
    return f'<a href="{escape(run.link)}"{title}>{html}</a>'


class _Reader(HTMLParser):
    """Notes runs; an open element remembers the look outside it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self.look = Run()
        self.open: list[tuple[str, Run, bool]] = []  # tag, look outside, whether text within is dropped

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
        if tag in _ALONE:
            return
        self._part(tag)
        if len(self.open) == _DEEPEST:
            return
        kept = values.get("data-kept", "")
        if kept and not self._is_silent():
            self.runs.append(replace(self.look, kept=kept))
        self.open.append((tag, self.look, bool(kept) or tag in _SILENT or self._is_silent()))
        self.look = _look_within(self.look, tag, values)

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _, _ in self.open]
        if tag not in names:
            return
        while self.open:
            name, outside, _ = self.open.pop()
            self.look = outside
            if name == tag:
                break
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def _add(self, text: str) -> None:
        if not self._is_silent():
            self.runs.append(replace(self.look, text=text))

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS and not self._is_silent():
            self.runs.append(Run(text="\n\n"))

    def _is_silent(self) -> bool:
        return bool(self.open) and self.open[-1][2]


def _look_within(look: Run, tag: str, values: dict[str, str]) -> Run:
    style = values.get("style", "")
    if (tag in ("b", "strong") and not _PLAIN_STYLE.search(style)) or _BOLD_STYLE.search(style):
        look = replace(look, bold=True)
    if tag in ("i", "em") or _ITALIC_STYLE.search(style):
        look = replace(look, italic=True)
    if tag in ("code", "tt", "kbd"):
        look = replace(look, code=True)
    if tag == "a" and values.get("href"):
        look = replace(look, link=values["href"], title=values.get("title", ""))
    return look


def lines_of(text: str) -> Iterator[str]:
    """The entries of a list that was typed one to a line; of endless lists the first."""
    return islice((line.strip() for line in text.splitlines() if line.strip()), MOST_ENTRIES)
