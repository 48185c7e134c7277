"""The form for a table: heads, rows of cells, and how each column is aligned (pure)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lms.authoring.blocks.block_form import BlockForm, Written, choice_of, nothing_written, only_node, refused
from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import EMPTY, RichText, missing_problems, rich_fields, rich_from, rich_line
from lms.content.markdown_extensions.block_nodes import NodeKind
from lms.questions.table_rows import cells_of, row_of

ALIGNMENTS = ("", "left", "center", "right")
MOST_COLUMNS = 12
_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}

_RULE_CELL = re.compile(r":?-+:?")
_SIDES = {(False, False): "", (True, False): "left", (True, True): "center", (False, True): "right"}

Item = TypeVar("Item")
Cells = tuple[RichText, ...]


@dataclass(frozen=True)
class TableValues:
    """A table; every row has as many cells as there are columns, and `alignments` one of `ALIGNMENTS` for each."""

    heads: Cells = (EMPTY, EMPTY)
    rows: tuple[Cells, ...] = ((EMPTY, EMPTY),)
    alignments: tuple[str, ...] = ("", "")


def read(block: PageBlock) -> TableValues | None:
    """The table as the form shows it; None if its rows are not all as wide as its rule."""
    node = only_node(block)
    if node is None or node.kind is not NodeKind.PARAGRAPH or len(node.lines) < 2:
        return None
    head, rule, *rows = node.lines
    alignments = _alignments(rule)
    cells = tuple(_cells(line, block.definitions) for line in (head, *rows))
    if alignments is None or any(len(row) != len(alignments) for row in cells):
        return None
    return TableValues(cells[0], cells[1:], alignments)


def write(values: TableValues, previous: PageBlock | None) -> Written:
    """Its lines; rows that say the same keep theirs."""
    rows = [row for row in values.rows if any(not cell.is_empty for cell in row)]
    problems = missing_problems(cell for row in (values.heads, *rows) for cell in row)
    if not rows and all(head.is_empty for head in values.heads):
        problems += (nothing_written(),)
    if problems:
        return refused(*problems)
    node = only_node(previous) if previous else None
    before = node.lines if node and len(node.lines) > 1 else []
    known = {_cells(line, previous.definitions): line for line in before[:1] + before[2:]} if previous else {}
    rule = before[1] if before and _alignments(before[1]) == values.alignments else _rule(values.alignments)
    head, *others = (known.get(row, _row(row)) for row in (values.heads, *rows))
    return Written("\n".join([head, rule, *others]))


def to_fields(values: TableValues) -> dict[str, str]:
    """`columns`, `align-N`, `head-N` and `row-M.cell-N`, each with the fields of a text."""
    heads = (rich_fields("", head) for head in values.heads)
    rows = (
        {name: value for number, cell in enumerate(row) for name, value in rich_fields(f"cell-{number}", cell).items()}
        for row in values.rows
    )
    aligned = ({"": alignment} for alignment in values.alignments)
    columns = {"columns": str(len(values.heads))}
    return columns | row_fields("head", heads) | row_fields("align", aligned) | row_fields("row", rows)


def from_fields(fields: Mapping[str, str]) -> TableValues:
    """The table that was sent; a cell that is missing is empty."""
    columns = fields.get("columns", "")
    count = min(int(columns), MOST_COLUMNS) if columns.isascii() and columns.isdigit() and len(columns) < 4 else 0
    heads = [rich_from(row, "") for row in rows_of(fields, "head")]
    count = max(count or len(heads), 1)
    aligned = [choice_of(row.get("", ""), ALIGNMENTS) for row in rows_of(fields, "align")]
    rows = tuple(tuple(rich_from(row, f"cell-{number}") for number in range(count)) for row in rows_of(fields, "row"))
    return TableValues(tuple(_filled(heads, count, EMPTY)), rows, tuple(_filled(aligned, count, "")))


def with_column_button(values: TableValues, button: str) -> TableValues:
    """The table after a button such as "add:column:1" (behind column 1) or "remove:column:1" was pressed."""
    verb, _, place = button.partition(":column:")
    count = len(values.heads)
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else count
    may_add, may_remove = verb == "add" and count < MOST_COLUMNS, verb == "remove" and count > 1
    if number >= count or not (may_add or may_remove):
        return values
    kept = number + may_add

    def changed(row: Sequence[Item], empty: Item) -> tuple[Item, ...]:
        return (*row[:kept], *([empty] if may_add else []), *row[number + 1 :])

    rows = tuple(changed(row, EMPTY) for row in values.rows)
    return TableValues(changed(values.heads, EMPTY), rows, changed(values.alignments, ""))


def _cells(line: str, definitions: str) -> Cells:
    return tuple(rich_line(cell.replace("\\|", "|"), definitions) for cell in cells_of(line))


def _row(cells: Cells) -> str:
    return row_of([markdown_of(cell.runs, Place.CELL) for cell in cells])


def _rule(alignments: Sequence[str]) -> str:
    return f"|{'|'.join(_RULES[alignment] for alignment in alignments)}|"


def _alignments(rule: str) -> tuple[str, ...] | None:
    """How the rule of a table aligns its columns; None if it is none, or too wide for a form."""
    cells = cells_of(rule)
    if len(cells) > MOST_COLUMNS or not all(_RULE_CELL.fullmatch(cell) for cell in cells):
        return None
    return tuple(_SIDES[cell.startswith(":"), cell.endswith(":")] for cell in cells)


def _filled(row: Sequence[Item], count: int, empty: Item) -> list[Item]:
    return [*row[:count], *([empty] * (count - len(row)))]


FORM = BlockForm(PageBlockKind.TABLE, TableValues, TableValues(), read, write, to_fields, from_fields)
