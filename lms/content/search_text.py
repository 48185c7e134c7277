"""What of a course can be searched, made of the HTML that learners read and so free of questions and keys (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lms.content.search_words import stems_of

MOST_STEMS = 500_000
"""Bytes of the stems of one section that are kept; PostgreSQL takes twice as many."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WITHIN_WORDS = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong time u var wbr".split()
)


@dataclass(frozen=True)
class SearchText:
    """A place that a search may lead to: a course's description (no item), or a section of a lesson (the item).

    `anchor` is the id of its heading, "" for what stands above the first; `title` that heading, else the title of
    the lesson or course. Stems stand apart by one space.
    """

    item_key: str
    item_title: str
    anchor: str
    title: str
    text: str
    title_stems: str
    stems: str


def course_text(title: str, summary: str, description_html: str, about: Iterable[str]) -> SearchText:
    """The description of a course; `about` is what else its page says: outcomes, topics, authors."""
    return _search_text(title, " ".join([summary, _plain_text(description_html), *about]))


def lesson_texts(item_key: str, title: str, parts: Iterable[tuple[str, str]]) -> list[SearchText]:
    """The sections of a lesson from the parts of its page; questions are passed over."""
    sections = _sections(title, (html for kind, html in parts if kind == "html"))
    return [_search_text(part.title, part.text, item_key, title, part.anchor) for part in sections]


@dataclass
class _Section:
    anchor: str = ""
    titles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return "".join(self.titles)

    @property
    def text(self) -> str:
        return "".join(self.texts)


class _SectionReader(HTMLParser):
    """Divides safe HTML at its headings. Formulas are no words."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.sections = [_Section(titles=[title])]
        self._in_heading = False
        self._formulas = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A heading begins a section; most other tags end a word."""
        anchor = dict(attrs).get("id") if tag in _HEADINGS else None
        if anchor:
            self.sections.append(_Section(anchor))
            self._in_heading = True
        self._formulas += tag == "math"
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of a heading is the beginning of its text."""
        self._space(tag)
        self._in_heading = self._in_heading and tag not in _HEADINGS
        self._formulas -= tag == "math"

    def handle_data(self, data: str) -> None:
        """Words of the heading or of the text below it."""
        if not self._formulas:
            section = self.sections[-1]
            (section.titles if self._in_heading else section.texts).append(data)

    def _space(self, tag: str) -> None:
        if tag not in _WITHIN_WORDS:
            self.handle_data(" ")


def _sections(title: str, html: Iterable[str]) -> list[_Section]:
    """What stands above the first heading, under `title`, then each heading with its text."""
    reader = _SectionReader(title)
    for part in html:
        reader.feed(part)
    reader.close()
    return reader.sections


def _plain_text(html: str) -> str:
    return " ".join(f"{section.title} {section.text}" for section in _sections("", [html]))


def _search_text(title: str, text: str, item_key: str = "", item_title: str = "", anchor: str = "") -> SearchText:
    title, text = _tidy(title), _tidy(text)
    stems = stems_of(title)
    return SearchText(
        item_key=item_key,
        item_title=item_title,
        anchor=anchor,
        title=title,
        text=text,
        title_stems=_kept(stems),
        stems=_kept((*stems, *stems_of(text))),
    )


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _kept(stems: Iterable[str]) -> str:
    """The stems, each once, as many as there is room for."""
    joined = " ".join(dict.fromkeys(stems))
    if len(joined.encode()) <= MOST_STEMS:
        return joined
    return joined.encode()[:MOST_STEMS].decode(errors="ignore").rpartition(" ")[0]
