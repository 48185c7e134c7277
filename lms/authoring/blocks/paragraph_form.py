"""The form for a paragraph; an empty line in it begins another one (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, nothing_written, only_node, refused
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import (
    EMPTY,
    RichText,
    missing_problems,
    paragraph_text,
    rich_fields,
    rich_from,
    rich_line,
    rich_markdown,
)


@dataclass(frozen=True)
class ParagraphValues:
    """A paragraph, or several."""

    text: RichText = EMPTY


def read(block: PageBlock) -> ParagraphValues | None:
    """The paragraph as the form shows it; None with a table or definitions of links in it."""
    node = only_node(block)
    text = paragraph_text(node) if node else None
    return None if text is None else ParagraphValues(rich_line(text, block.definitions))


def write(values: ParagraphValues, previous: PageBlock | None) -> Written:
    """Its Markdown, each paragraph in one line."""
    problems = missing_problems([values.text])
    if values.text.is_empty:
        problems += (nothing_written(),)
    return refused(*problems) if problems else Written(rich_markdown(values.text))


def to_fields(values: ParagraphValues) -> dict[str, str]:
    """`text`."""
    return rich_fields("text", values.text)


def from_fields(fields: Mapping[str, str]) -> ParagraphValues:
    """The paragraph that was sent."""
    return ParagraphValues(rich_from(fields, "text"))


FORM = BlockForm(PageBlockKind.PARAGRAPH, ParagraphValues, ParagraphValues(), read, write, to_fields, from_fields)
