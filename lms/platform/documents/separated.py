"""Writes lines as a CSV file that Excel opens well where numbers have a decimal comma (pure).

There the sign between columns is the semicolon, for the comma is in numbers; the mark at the start (BOM) says UTF-8.
Words stay words: an apostrophe keeps them from being a formula, a tab keeps a NIP from being a number that loses its
end.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_NUMBER = 15
"""Digits that programs keep of a number."""


def write_separated(path: Path, names: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """A line of names and one for each row, each as it comes; only an `int` is a number. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow([_cell(name) for name in names])
        out.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    if len(value) > _LONGEST_NUMBER and value.isdigit():
        return f"\t{value}"
    return f"'{value}" if value.startswith(_FORMULA) else value
