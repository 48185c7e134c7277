"""Rows that repeat in a form (`item-0`, `item-1`, …), and the buttons that add, remove and move one (pure).

The fields of a row begin with its name: `item-3`, `item-3.bold`, `item-3.feedback`. A button is named `row` and says
what to do: "add:item", "add:item:3" (below row 3), "remove:item:3", "up:item:3", "down:item:3". Rows may nest:
"add:gap-0.choice".
"""

import re
from collections.abc import Iterable, Mapping, Sequence

MOST_ROWS = 200


def rows_of(fields: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """The rows of a form in order: of each its fields, the row's own as "" and others by what follows the dot."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,4}})(?:\.(.+))?", re.DOTALL)
    rows: dict[int, dict[str, str]] = {}
    for field, value in fields.items():
        if match := pattern.fullmatch(field):
            rows.setdefault(int(match[1]), {})[match[2] or ""] = value
    return [rows[number] for number in sorted(rows)][:MOST_ROWS]


def row_fields(name: str, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The fields of rows that `rows_of` reads back."""
    return {
        f"{name}-{number}.{field}" if field else f"{name}-{number}": value
        for number, row in enumerate(rows)
        for field, value in row.items()
    }


def with_row_button(fields: Mapping[str, str], button: str) -> dict[str, str]:
    """The fields after a button was pressed; as they were if it names nothing that is there."""
    verb, _, rest = button.partition(":")
    name, _, place = rest.partition(":")
    rows: list[Mapping[str, str]] = list(rows_of(fields, name))
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else len(rows) - 1
    if verb == "add" and name and len(rows) < MOST_ROWS:
        rows.insert(number + 1, {"": "", **_shape_of(rows[number : number + 1])})
    elif verb == "remove" and number in range(len(rows)):
        del rows[number]
    elif verb == "up" and number in range(1, len(rows)):
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    elif verb == "down" and number in range(len(rows) - 1):
        rows[number + 1], rows[number] = rows[number], rows[number + 1]
    others = {field: value for field, value in fields.items() if not _belongs(field, name)}
    return others | row_fields(name, rows)


def _shape_of(row: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """A new row stands as deep as the one above it."""
    return {"level": row[0]["level"]} if row and "level" in row[0] else {}


def _belongs(field: str, name: str) -> bool:
    return re.match(rf"{re.escape(name)}-\d{{1,4}}(?:\.|$)", field) is not None
