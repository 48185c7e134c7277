"""The form for a list: its items, up to three levels deep, each level with bullets or numbers (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.block_form import (
    BlockForm,
    Written,
    lines_and_nodes,
    nothing_written,
    refused,
)
from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.list_lines import FoundItem, ListStyle, find_items, list_lines
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind
from lms.authoring.blocks.rich_text import EMPTY, RichText, missing_problems, rich_fields, rich_from, rich_line

DEEPEST = 2


@dataclass(frozen=True)
class ListItem:
    """An item; level 0 is the outermost."""

    text: RichText = EMPTY
    level: int = 0


@dataclass(frozen=True)
class ListValues:
    """A list. `ordered` says for each level whether it is numbered; `start` is the first number of the outermost."""

    items: tuple[ListItem, ...] = (ListItem(), ListItem())
    ordered: tuple[bool, bool, bool] = (False, False, False)
    start: int = 1


def read(block: PageBlock) -> ListValues | None:
    """The list as the form shows it; None if an item holds more than a sentence and a list, or lists mix."""
    found = _found(block)
    if found is None:
        return None
    items, style = found
    return ListValues(
        tuple(ListItem(rich_line(item.text, block.definitions), item.level) for item in items),
        style.ordered,
        style.start,
    )


def write(values: ListValues, previous: PageBlock | None) -> Written:
    """Its lines; those of items that were not touched say what they said."""
    items = [item for item in values.items if not item.text.is_empty]
    problems = missing_problems(item.text for item in items)
    if not items:
        problems += (nothing_written(),)
    if problems:
        return refused(*problems)
    found = _found(previous) if previous else None
    before, style = found or ((), ListStyle())
    definitions = previous.definitions if previous else ""
    known = {rich_line(item.text, definitions): item.text for item in before}
    rows = [(level, known.get(item.text), item.text.runs) for level, item in zip(_levels(items), items, strict=True)]
    same_style = (values.ordered, values.start) == (style.ordered, style.start)
    wanted = style.with_numbers(values.ordered, values.start)
    return Written("\n".join(list_lines(rows, wanted, before, same_style)))


def _found(block: PageBlock) -> tuple[tuple[FoundItem, ...], ListStyle] | None:
    lines, nodes = lines_and_nodes(block)
    return find_items(nodes[0], lines, DEEPEST) if len(nodes) == 1 else None


def _levels(items: list[ListItem]) -> list[int]:
    """No item stands more than one level below the one above it."""
    found: list[int] = []
    for item in items:
        found.append(min(item.level, found[-1] + 1 if found else 0))
    return found


def to_fields(values: ListValues) -> dict[str, str]:
    """`ordered-0` to `ordered-2` ("1" or ""), `start`, and rows `item-N` with `item-N.level`."""
    rows = [{**rich_fields("", item.text), "level": str(item.level)} for item in values.items]
    fields = {f"ordered-{level}": "1" if ordered else "" for level, ordered in enumerate(values.ordered)}
    return {**fields, "start": str(values.start), **row_fields("item", rows)}


def from_fields(fields: Mapping[str, str]) -> ListValues:
    """The list that was sent; items without text are kept here, so that the form can be shown again."""
    items = tuple(_item(row) for row in rows_of(fields, "item"))
    first, second, third = (bool(fields.get(f"ordered-{level}")) for level in range(DEEPEST + 1))
    start = fields.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
    return ListValues(items, (first, second, third), number)


def _item(row: Mapping[str, str]) -> ListItem:
    level = row.get("level", "0")
    return ListItem(rich_from(row, ""), int(level) if level in ("0", "1", "2") else 0)


FORM = BlockForm(PageBlockKind.LIST, ListValues, ListValues(), read, write, to_fields, from_fields)
