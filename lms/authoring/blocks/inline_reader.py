"""Reads the inline Markdown of a paragraph, heading, item or cell into runs, by the renderer's own patterns (pure)."""

import re
import xml.etree.ElementTree as etree
from dataclasses import replace
from html.parser import HTMLParser

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER

from lms.authoring.blocks.runs import Run, Runs, normal
from lms.content.gap_finder import CLOSES, OPENS, find_gaps
from lms.content.markdown import CourseMarkdown
from lms.content.markdown_extensions.addresses import without_backslashes
from lms.content.markdown_extensions.inline_text import Found, VerbatimText
from lms.content.markdown_extensions.link_definitions import take_definitions
from lms.content.source_lines import unified
from lms.content.targets import NOTHING_KNOWN

_PLACE = re.compile(f"{HTML_PLACEHOLDER % '([0-9]+)'}|{OPENS}([0-9]+){CLOSES}")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_EMPHASIS = re.compile(r"<(/?)(b|strong|i|em)>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})


def runs_of(markdown: str, definitions: str = "") -> Runs:
    """The runs of inline Markdown; `definitions` are those of the file, for links such as `[words][label]`.

    What no form can show without marks (formulas, numbers of footnotes, pictures, raw HTML, gaps) is kept as written.
    """
    text, kept = _with_places(_CONTROLS.sub("", unified(markdown)))
    reader = CourseMarkdown(NOTHING_KNOWN, "", "id", "")
    reader.inlinePatterns.register(_FormulasAsWritten(reader), "verbatim", 190)
    reader.inlinePatterns.register(_FootnotesAsWritten(r"\[\^[^\]\s\x02]+\](?![(\[])", reader), "footnote", 175)
    for definition in take_definitions(unified(definitions))[0]:
        target = without_backslashes(definition.address), without_backslashes(definition.title)
        reader.references.setdefault(definition.label, target)
    root = etree.Element("div")
    etree.SubElement(root, "p").text = text
    reader.treeprocessors["inline"].run(root)
    reader.treeprocessors["unescape"].run(root)
    html = reader.serializer(root).replace(AMP_SUBSTITUTE, "&")
    walker = _Walker([str(block) for block in reader.htmlStash.rawHtmlBlocks], kept)
    walker.feed(html)
    walker.close()
    return normal(walker.runs)


def is_inline(kept: str) -> bool:
    """Whether what was kept as written can stand within a sentence; a whole block cannot."""
    return "\n" not in kept and runs_of(kept) == (Run(kept=kept),)


def picture_markdown(words: str, address: str, title: str = "") -> str:
    """A picture as Markdown; `address` as it may stand in a link."""
    behind = f' "{_escaped_title(title)}"' if title.strip() else ""
    return f"![{_escaped_words(words)}]({_entities(address)}{behind})"


def link_target(address: str, title: str = "") -> str:
    """What stands between the parentheses of a link."""
    return _entities(address) + (f' "{_escaped_title(title)}"' if title else "")


def _entities(address: str) -> str:
    return address.replace("&", "&amp;") if without_backslashes(address) != address else address


def _escaped_title(title: str) -> str:
    return re.sub(r'[\\`$<&"]', r"\\\g<0>", " ".join(title.split()))


def _escaped_words(words: str) -> str:
    return re.sub(r"[\\`$<&\[\]*_!]", r"\\\g<0>", " ".join(words.split()))


def _with_places(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with a place for each gap, and the gaps as written."""
    text = text.replace(OPENS, "").replace(CLOSES, "")
    parts, kept, done = [], [], 0
    for number, gap in enumerate(find_gaps(text)):
        parts += [text[done : gap.start], f"{OPENS}{number}{CLOSES}"]
        kept.append(text[gap.start : gap.end])
        done = gap.end
    return "".join([*parts, text[done:]]), tuple(kept)


class _FormulasAsWritten(VerbatimText):
    """The renderer's pattern, but for formulas, whose source stays."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        if m.lastgroup in ("math", "display"):
            return self._stash(m[0]), m.start(), m.end()
        return super().handleMatch(m, data)


class _FootnotesAsWritten(InlineProcessor):
    """The number of a footnote, defined or not."""

    def handleMatch(self, m: re.Match[str], data: str) -> Found:  # type: ignore[override]
        assert self.md is not None
        return self.md.htmlStash.store(m[0]), m.start(), m.end()


class _Walker(HTMLParser):
    """Follows the renderer's HTML of one text and notes its runs."""

    def __init__(self, stash: list[str], gaps: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.stash, self.gaps = stash, gaps
        self.runs: list[Run] = []
        self.look = Run()
        self.before: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._add("\n")
        elif tag == "img":
            source = picture_markdown(values.get("alt", ""), values.get("src", ""), values.get("title", ""))
            self.runs.append(replace(self.look, kept=source))
        else:
            self.before.append(self.look)
            self.look = self._look_within(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self.before and tag not in ("br", "img"):
            self.look = self.before.pop()

    def handle_data(self, data: str) -> None:
        done = 0
        for place in _PLACE.finditer(data):
            self._add(data[done : place.start()].replace("\n", " "))
            self._add_kept(self.stash[int(place[1])] if place[1] else self.gaps[int(place[2])])
            done = place.end()
        self._add(data[done:].replace("\n", " "))

    def _add(self, text: str) -> None:
        if text:
            self.runs.append(replace(self.look, text=text))

    def _add_kept(self, source: str) -> None:
        if source.startswith("&"):
            self._add(without_backslashes(source))
        elif _BREAK.fullmatch(source):
            self._add("\n")
        elif emphasis := _EMPHASIS.fullmatch(source):
            name = "bold" if emphasis[2].lower() in _BOLD else "italic"
            self.look = replace(self.look, **{name: not emphasis[1]})  # type: ignore[arg-type]
        else:
            self.runs.append(replace(self.look, kept=source.replace("\n", " ")))  # no field of a form has its lines

    def _look_within(self, tag: str, values: dict[str, str]) -> Run:
        if tag in _BOLD:
            return replace(self.look, bold=True)
        if tag in _ITALIC:
            return replace(self.look, italic=True)
        if tag == "code":
            return replace(self.look, code=True)
        if tag == "a":
            return replace(self.look, link=values.get("href", ""), title=values.get("title", ""))
        return self.look
