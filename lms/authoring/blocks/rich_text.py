"""One text of a form: paragraphs with bold, slanted and linked words; its Markdown, and its fields in HTML (pure)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_reader import is_inline, runs_of
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.plain_text import PlainText, missing_words, plain_of, runs_of_plain
from lms.authoring.blocks.rich_html import html_of, lines_of, runs_of_html
from lms.authoring.blocks.runs import Run, Runs, normal, text_of
from lms.content.gap_finder import is_table
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply, Node, NodeKind
from lms.content.markdown_extensions.block_structure import read_blocks
from lms.content.markdown_extensions.link_definitions import take_definitions
from lms.content.source_lines import bare, split_lines
from lms.kernel.problems import Problem, error

_BREAK = Run(text="\n\n")
_MOST_KEPT = 1000

Compared = TypeVar("Compared")


@dataclass(frozen=True)
class RichText:
    """Runs in normal form, and the entries of the form's lists (bold words, links, …) that its text does not have."""

    runs: Runs = ()
    missing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be seen."""
        return not self.runs

    @property
    def words(self) -> str:
        """Its characters alone."""
        return text_of(self.runs)


EMPTY = RichText()


def rich_line(markdown: str, definitions: str = "") -> RichText:
    """The text of inline Markdown."""
    return RichText(runs_of(markdown, definitions))


def rich_of(markdown: str, definitions: str = "") -> RichText:
    """The text of Markdown with blocks: paragraphs become paragraphs, any other block is kept as written."""
    lines = [bare(line) for line in split_lines(markdown)]
    try:
        nodes = read_blocks(lines).children if markdown.strip() else []
    except NestedTooDeeply:
        return RichText(normal([Run(kept=markdown.strip("\r\n"))]))
    runs: list[Run] = []
    for node in nodes:
        text = paragraph_text(node)
        kept = Run(kept="\n".join(lines[node.start - 1 : node.end]))
        runs += [_BREAK, *([kept] if text is None else runs_of(text, definitions))]
    return RichText(normal(runs))


def paragraph_text(node: Node) -> str | None:
    """The inline Markdown of a paragraph; None of anything else, and of one with a table or definitions in it."""
    if node.kind is not NodeKind.PARAGRAPH or is_table(node):
        return None
    text = "\n".join(line.lstrip(" \t") for line in node.lines).strip(" \t\n")
    return None if take_definitions(text)[0] else text


def rich_markdown(rich: RichText, place: Place = Place.PARAGRAPH) -> str:
    """The Markdown of a text, its paragraphs parted by blank lines."""
    return "\n\n".join(_paragraph_markdown(runs, place) for runs in _paragraphs(rich.runs))


def one_line(rich: RichText) -> RichText:
    """The text with spaces in the place of its line breaks."""
    return replace(rich, runs=normal(replace(run, text=run.text.replace("\n", " ")) for run in rich.runs))


def without_looks(values: Compared) -> Compared:
    """Values of a form with all their texts plain: what they say, whatever is bold, slanted or linked in it."""
    if isinstance(values, RichText):
        return RichText(normal(Run(text=run.text, kept=run.kept) for run in values.runs))  # type: ignore[return-value]
    if isinstance(values, tuple):
        return tuple(without_looks(value) for value in values)  # type: ignore[return-value]
    if is_dataclass(values) and not isinstance(values, type):
        changed = {part.name: without_looks(getattr(values, part.name)) for part in fields(values)}
        return replace(values, **changed)
    return values


def rich_fields(name: str, rich: RichText) -> dict[str, str]:
    """The fields of a text: `name` and its lists for forms without script, `name.html` for those with it.

    A page without script leaves `name.html` out; where it is sent, it alone counts.
    """
    plain = plain_of(rich.runs)
    parts = {
        "bold": "\n".join(plain.bold),
        "italic": "\n".join(plain.italic),
        "code": "\n".join(plain.code),
        "links": "\n".join(plain.links),
        "kept": json.dumps(plain.kept, ensure_ascii=False) if plain.kept else "",
        "html": html_of(rich.runs),
    }
    return {name: plain.text, **{_part(name, part): value for part, value in parts.items()}}


def rich_from(sent: Mapping[str, str], name: str) -> RichText:
    """The text that a form sent."""
    html = sent.get(_part(name, "html"))
    if html is not None:
        return RichText(runs_of_html(html))
    bold, italic, code, links = (
        tuple(lines_of(sent.get(_part(name, part), ""))) for part in ("bold", "italic", "code", "links")
    )
    plain = PlainText(sent.get(name, ""), bold, italic, code, links, _kept_from(sent.get(_part(name, "kept"), "")))
    return RichText(runs_of_plain(plain), missing_words(plain))


def _part(name: str, part: str) -> str:
    """The name of a part; the text of a row itself has none before it."""
    return f"{name}.{part}" if name else part


def missing_problems(texts: Iterable[RichText]) -> tuple[Problem, ...]:
    """An error for each entry of a list whose words do not stand in the text."""
    return tuple(words_not_in_text(words) for text in texts for words in text.missing)


def words_not_in_text(words: str) -> Problem:
    """The error that an entry of a list does not stand in the text."""
    return error(
        "words-not-in-text",
        "“{words}” does not stand in the text.",
        "Write it in the list as it stands in the text, or take it out of the list.",
        words=words,
    )


def _kept_from(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(str(item) for item in found[:_MOST_KEPT]) if isinstance(found, list) else ()


def _paragraphs(runs: Iterable[Run]) -> Iterator[Runs]:
    """The runs of each paragraph; a kept block stands alone."""
    current: list[Run] = []
    for run in runs:
        if run.kept and not is_inline(run.kept):
            yield from (normal(current), (run,)) if normal(current) else ((run,),)
            current = []
            continue
        first, *rest = [run.text] if run.kept else run.text.split("\n\n")
        current.append(replace(run, text=first))
        for text in rest:
            if normal(current):
                yield normal(current)
            current = [replace(run, text=text)]
    if normal(current):
        yield normal(current)


def _paragraph_markdown(runs: Runs, place: Place) -> str:
    alone = runs[0].kept if len(runs) == 1 else ""
    return alone if alone and not is_inline(alone) else markdown_of(runs, place)
