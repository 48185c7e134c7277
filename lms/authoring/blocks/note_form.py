"""The forms for notes (`[!NOTE]` and its like) and for quotations: texts with a bar at their side (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, choice_of, lines_and_nodes, nothing_written, refused
from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import (
    EMPTY,
    RichText,
    missing_problems,
    rich_fields,
    rich_from,
    rich_line,
    rich_markdown,
    rich_of,
)
from lms.authoring.blocks.runs import Run, normal
from lms.content.markdown_extensions.block_nodes import NodeKind
from lms.kernel.problems import Problem
from lms.questions.answer_lines import quote_lines

NOTE_KINDS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_MARK = re.compile(r"[ \t]*\[!(?P<kind>[A-Za-z]+)\][ \t]*(?P<title>.*)$")
_QUOTED = re.compile(r" {0,3}> ?")


@dataclass(frozen=True)
class NoteValues:
    """A note: its kind, a title of its own ("" for that of the kind), and what it says."""

    note: str = "NOTE"
    title: str = ""
    text: RichText = EMPTY


@dataclass(frozen=True)
class QuoteValues:
    """A quotation."""

    text: RichText = EMPTY


def read_note(block: PageBlock) -> NoteValues | None:
    """The note as the form shows it; None if its title has marks."""
    lines = _inside(block)
    mark = _MARK.match(lines[0]) if lines else None
    if not mark or mark["kind"].upper() not in NOTE_KINDS:
        return None
    title = rich_line(mark["title"], block.definitions)
    if title.runs != normal([Run(title.words)]):
        return None
    return NoteValues(mark["kind"].upper(), title.words, rich_of("\n".join(lines[1:]), block.definitions))


def write_note(values: NoteValues, previous: PageBlock | None) -> Written:
    """A quote that begins with the kind in brackets."""
    if problems := _problems(values.text):
        return refused(*problems)
    title = markdown_of([Run(values.title)], Place.HEADING)
    first = " ".join(part for part in (f"> [!{values.note}]", title) if part)
    return Written("\n".join([first, *quote_lines(_text(values.text, previous, 1))]))


def read_quote(block: PageBlock) -> QuoteValues | None:
    """The quotation as the form shows it."""
    lines = _inside(block)
    return QuoteValues(rich_of("\n".join(lines), block.definitions)) if lines else None


def write_quote(values: QuoteValues, previous: PageBlock | None) -> Written:
    """Lines that begin with `>`."""
    if problems := _problems(values.text):
        return refused(*problems)
    return Written("\n".join(quote_lines(_text(values.text, previous, 0))))


def note_fields(values: NoteValues) -> dict[str, str]:
    """`note` (one of `NOTE_KINDS`), `title`, `text`."""
    return {"note": values.note, "title": values.title, **rich_fields("text", values.text)}


def note_from(fields: Mapping[str, str]) -> NoteValues:
    """The note that was sent."""
    title = " ".join(fields.get("title", "").split())
    return NoteValues(choice_of(fields.get("note", ""), NOTE_KINDS), title, rich_from(fields, "text"))


def quote_fields(values: QuoteValues) -> dict[str, str]:
    """`text`."""
    return rich_fields("text", values.text)


def quote_from(fields: Mapping[str, str]) -> QuoteValues:
    """The quotation that was sent."""
    return QuoteValues(rich_from(fields, "text"))


def _inside(block: PageBlock) -> list[str]:
    """The lines of a quote without their `>`; none if one of them goes on without it."""
    lines, nodes = lines_and_nodes(block)
    if len(nodes) != 1 or nodes[0].kind is not NodeKind.QUOTE:
        return []
    found = [_QUOTED.match(line) for line in lines[nodes[0].start - 1 : nodes[0].end]]
    return [match.string[match.end() :] for match in found if match] if all(found) else []


def _text(rich: RichText, previous: PageBlock | None, above: int) -> str:
    """The Markdown of the text; as it was, if it says the same. `above` lines of the block do not belong to it."""
    before = "\n".join(_inside(previous)[above:]) if previous else ""
    same = previous is not None and rich_of(before, previous.definitions) == rich
    return before if same else rich_markdown(rich)


def _problems(text: RichText) -> tuple[Problem, ...]:
    return missing_problems([text]) + ((nothing_written(),) if text.is_empty else ())


NOTE_FORM = BlockForm(PageBlockKind.NOTE, NoteValues, NoteValues(), read_note, write_note, note_fields, note_from)
QUOTE_FORM = BlockForm(
    PageBlockKind.QUOTE, QuoteValues, QuoteValues(), read_quote, write_quote, quote_fields, quote_from
)
