"""Reads the lines of a staff list from an XLSX or CSV file, within bounds (pure).

What a cell is matters: a NIP that Excel kept as a number has lost its end, which only the cell's type tells.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import python_calamine

from lms.kernel.problems import Problem, error
from lms.platform.documents.zips import BROKEN

Value = str | float | int | bool | date | time | timedelta
"""What a cell holds; "" where it is empty."""

LARGEST_FILE = 8_000_000  # bytes as sent
LARGEST_PARTS = 60_000_000  # bytes of its parts unpacked
MOST_LINES, MOST_COLUMNS = 30_000, 120
_PART = re.compile(r"(?:\[Content_Types\]\.xml|_rels/\.rels|xl/.+\.(?:xml|rels))")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_PLACED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_LINES_LOOKED_AT = 25  # for the one with the names of the columns: above it stand titles
_OLD = b"\xd0\xcf\x11\xe0"


class SheetRefused(Exception):
    """Nothing can be read of the file; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Line:
    """One line of the list; `number` is that of the file, from 1."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """The lines of a list below the names of its columns."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    header_number: int  # the line of the file in which the names of the columns stand


def read_sheet(data: bytes, is_header: Callable[[str], bool]) -> Sheet:
    """The list in a file; `is_header` knows names of columns. Raises SheetRefused."""
    if not data.strip():
        raise SheetRefused(error("empty", "The file is empty.", "Choose the file with the list."))
    if len(data) > LARGEST_FILE:
        remedy = "Send the list of each perangkat daerah by itself."
        raise SheetRefused(error("large", "The file is larger than {limit} MB.", remedy, limit=LARGEST_FILE // 10**6))
    if data.startswith(_OLD):
        message = "This is an old Excel file (.xls), or one under a password."
        raise SheetRefused(error("old", message, "Open it in Excel and save it as “Excel Workbook (.xlsx)”."))
    rows = _rows_of_workbook(data) if data.startswith(b"PK") else _rows_of_csv(data)
    return _below_headers(rows, is_header)


def text_of(value: Value) -> str:
    """A cell as words: spaces are single, numbers have no ".0", days are written year first."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows_of_workbook(data: bytes) -> list[tuple[int, list[Value]]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(_only_its_sheets(data)))
        found = [list[tuple[int, list[Value]]]()]
        for meta in book.sheets_metadata:
            if meta.typ is python_calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(meta.name)
                first = (sheet.start or (0, 0))[0] + 1
                found.append([(first + at, row) for at, row in enumerate(sheet.to_python(skip_empty_area=True))])
    except (*BROKEN, python_calamine.CalamineError) as failure:
        message = "The file is damaged, or it is no Excel workbook."
        raise SheetRefused(error("damaged", message, "Open it in Excel and save it anew as .xlsx.")) from failure
    return max(found, key=len)


def _only_its_sheets(data: bytes) -> bytes:
    """The parts that are read, unpacked within bounds, as a file that is what it says of itself."""
    left, packed = LARGEST_PARTS, io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as kept:
        names = {info.filename: info for info in archive.infolist() if _PART.fullmatch(info.filename)}
        if "xl/workbook.xml" not in names:
            raise ValueError("no workbook")
        for name, info in names.items():
            with archive.open(info) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise SheetRefused(_too_long())
            if name.startswith("xl/worksheets/"):
                _require_bounds(content)
            kept.writestr(name, content)
    return packed.getvalue()


def _require_bounds(sheet: bytes) -> None:
    """A cell that stands far out would cost memory for all the empty ones before it."""
    placed = _PLACED_CELL.findall(sheet)
    if len(_CELL.findall(sheet)) != len(placed):
        raise ValueError("a cell without a place")
    if any(int(row) > MOST_LINES + _LINES_LOOKED_AT or _column(letters) > MOST_COLUMNS for letters, row in placed):
        raise SheetRefused(_too_long())


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows_of_csv(data: bytes) -> list[tuple[int, list[Value]]]:
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[Value]]] = []
    try:
        for row in reader:
            if len(rows) > MOST_LINES + _LINES_LOOKED_AT or len(row) > MOST_COLUMNS:
                raise SheetRefused(_too_long())
            rows.append((reader.line_num, list(row)))
    except csv.Error as failure:
        message = "Line {line} of the file cannot be read."
        remedy = "Look for a quotation mark that is not closed, or send the list as .xlsx."
        raise SheetRefused(error("csv", message, remedy, line=reader.line_num, at=reader.line_num)) from failure
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = "This is neither an Excel workbook nor a text file."
    raise SheetRefused(error("type", message, "Send the list as .xlsx or .csv."))


def _below_headers(rows: list[tuple[int, list[Value]]], is_header: Callable[[str], bool]) -> Sheet:
    filled = [(number, values) for number, values in rows if any(text_of(value) for value in values)]
    if not filled:
        raise SheetRefused(error("empty", "The file is empty.", "Choose the file with the list."))
    known = [sum(is_header(text_of(value)) for value in values) for _, values in filled[:_LINES_LOOKED_AT]]
    at = known.index(max(known))
    number, names = filled[at]
    lines = tuple(Line(number, tuple(values)) for number, values in filled[at + 1 :])
    if not lines:
        message = "Below the names of the columns there is no line."
        raise SheetRefused(error("no-lines", message, "Choose the file with the list.", line=number))
    if len(lines) > MOST_LINES:
        raise SheetRefused(_too_long())
    return Sheet(_headers(map(text_of, names)), lines, number)


def _headers(names: Iterable[str]) -> tuple[str, ...]:
    headers = list(names)
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def _too_long() -> Problem:
    message = "The list has more than {lines} lines or {columns} columns."
    remedy = "Send the list of each perangkat daerah by itself, without empty lines and columns."
    return error("long", message, remedy, lines=MOST_LINES, columns=MOST_COLUMNS)
