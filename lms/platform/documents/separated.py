"""Writes lines as a CSV file that Excel opens well where numbers have a decimal comma (pure).

There the sign between columns is the semicolon, for the comma is in numbers; the mark at the start (BOM) says UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def separated(names: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """A line of names and one for each row; no cell is read as a formula."""
    target = io.StringIO()
    out = csv.writer(target, delimiter=";")
    out.writerow([harmless(name) for name in names])
    out.writerows([harmless(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def harmless(value: str | int) -> str:
    """What a cell says; an apostrophe before whatever a program would reckon."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not isinstance(value, int) else text
