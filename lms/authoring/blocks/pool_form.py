"""The form for a pool: the heading over questions of which only some are asked (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import BlockForm, Written, nothing_written, only_node, refused
from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import EMPTY, RichText, missing_problems, rich_fields, rich_from, rich_line
from lms.content.heading_words import MOST_POINTS, read_heading, whole_number
from lms.kernel.problems import Problem, error

_KEY = re.compile(r"[^\s{}#]+")
_WORD = re.compile(r"(kelompok|pool):", re.IGNORECASE)


@dataclass(frozen=True)
class PoolValues:
    """A pool; `draw` as typed, "" to ask all of its questions. Its key and level stay."""

    title: RichText = EMPTY
    draw: str = ""
    key: str = ""
    level: int = 2


def read(block: PageBlock) -> PoolValues | None:
    """The pool as the form shows it."""
    node = only_node(block)
    if node is None:
        return None
    heading = read_heading(" ".join(node.lines))
    return PoolValues(rich_line(heading.title, block.definitions), heading.value("draw"), heading.key, node.level)


def write(values: PoolValues, previous: PageBlock | None) -> Written:
    """`## Kelompok: title {#key draw=3}`."""
    problems = missing_problems([values.title])
    if values.title.is_empty:
        problems += (nothing_written(),)
    if values.draw and whole_number(values.draw) is None:
        problems += (not_a_number(values.draw),)
    if problems:
        return refused(*problems)
    word = _WORD.search(previous.text) if previous else None
    attributes = " ".join(
        part for part in (f"#{values.key}" if values.key else "", f"draw={values.draw}" if values.draw else "") if part
    )
    title = markdown_of(values.title.runs, Place.HEADING)
    words = f"{'#' * values.level} {word[1] if word else 'Kelompok'}: {title}"
    return Written(f"{words} {{{attributes}}}" if attributes else words)


def not_a_number(typed: str) -> Problem:
    """The problem of a number field that holds something else."""
    return error(
        "not-a-whole-number",
        "“{value}” is not a whole number from 1 to {most}.",
        "Write it in digits, such as 2.",
        value=typed,
        most=MOST_POINTS,
    )


def to_fields(values: PoolValues) -> dict[str, str]:
    """`title`, `draw`, and hidden `key` and `level`."""
    hidden = {"key": values.key, "level": str(values.level)}
    return {"draw": values.draw, **hidden, **rich_fields("title", values.title)}


def from_fields(fields: Mapping[str, str]) -> PoolValues:
    """The pool that was sent."""
    key, level = fields.get("key", "").strip(), fields.get("level", "")
    return PoolValues(
        rich_from(fields, "title"),
        fields.get("draw", "").strip(),
        key if _KEY.fullmatch(key) else "",
        int(level) if level in ("1", "2", "3", "4", "5") else 2,
    )


FORM = BlockForm(PageBlockKind.POOL, PoolValues, PoolValues(), read, write, to_fields, from_fields)
