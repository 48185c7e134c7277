"""The form for a heading: its words and its level. A `{#key}` at its end stays, and is not shown (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, nothing_written, only_node, refused
from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import EMPTY, RichText, missing_problems, rich_fields, rich_from, rich_line
from lms.content.heading_words import read_heading

LEVELS = (2, 3, 4)
"""What an author chooses from; the page's title is level 1."""

_ATTRIBUTES = re.compile(r"\{[^{}\r\n]*\}")


@dataclass(frozen=True)
class HeadingValues:
    """A heading; `attributes` is what stands in braces at its end."""

    text: RichText = EMPTY
    level: int = 2
    attributes: str = ""


def read(block: PageBlock) -> HeadingValues | None:
    """The heading as the form shows it."""
    node = only_node(block)
    if node is None:
        return None
    words = " ".join(node.lines).strip()
    title = read_heading(words).title
    return HeadingValues(rich_line(title, block.definitions), node.level, words[len(title) :].strip())


def write(values: HeadingValues, previous: PageBlock | None) -> Written:
    """A line that begins with its level in `#`."""
    problems = missing_problems([values.text])
    if values.text.is_empty:
        problems += (nothing_written(),)
    if problems:
        return refused(*problems)
    words = markdown_of(values.text.runs, Place.HEADING)
    return Written(" ".join(part for part in ("#" * values.level, words, values.attributes) if part))


def to_fields(values: HeadingValues) -> dict[str, str]:
    """`text`, `level`, `attributes` (hidden)."""
    return {"level": str(values.level), "attributes": values.attributes, **rich_fields("text", values.text)}


def from_fields(fields: Mapping[str, str]) -> HeadingValues:
    """The heading that was sent."""
    level, attributes = fields.get("level", ""), fields.get("attributes", "").strip()
    return HeadingValues(
        text=rich_from(fields, "text"),
        level=int(level) if level in ("1", "2", "3", "4", "5", "6") else LEVELS[0],
        attributes=attributes if _ATTRIBUTES.fullmatch(attributes) else "",
    )


FORM = BlockForm(PageBlockKind.HEADING, HeadingValues, HeadingValues(), read, write, to_fields, from_fields)
