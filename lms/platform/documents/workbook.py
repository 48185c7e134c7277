"""Writes lines as an XLSX file in which words are text: a NIP stays whole, nothing is a formula (pure)."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

MOST_ROWS = 1_048_575
"""What a sheet holds below its head."""
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Column:
    """The head of a column, and its width in letters."""

    name: str
    width: int


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | int]]) -> bytes:
    """One sheet with a head that stays in sight; `title` is its name. Only an `int` is a number."""
    target = io.BytesIO()
    _write(target, _OPTIONS, title, columns, rows)
    return target.getvalue()


def write_workbook(
    path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | int]], spare: Path
) -> None:
    """The same into a file, each row as it comes; what lies on disk on the way lies in the folder `spare`.

    Raises OSError.
    """
    try:
        _write(str(path), {**_OPTIONS, "tmpdir": str(spare)}, title, columns, rows)
    except FileCreateError as problem:
        raise problem.args[0] from problem


def _write(
    target: str | BinaryIO,
    options: dict[str, Any],
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | int]],
) -> None:
    book = xlsxwriter.Workbook(target, options)
    plain = book.add_format({"num_format": "0"})
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, text)
        sheet.write_string(0, at, column.name, bold)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, at, value, plain)
            else:
                sheet.write_string(number, at, value, text)
    book.close()


def _sheet_name(title: str) -> str:
    return "".join(" " if letter in "[]:*?/\\'" else letter for letter in title)[:31].strip() or "1"
