"""Files of staff lists: what is read of them, in which shapes, and what is refused before it costs anything."""

import io
import resource
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.platform.documents.workbook import Column, workbook
from lms.staff.lists.columns import guessed, is_header
from lms.staff.lists.rows import day_of, read_rows
from lms.staff.lists.sheet import SheetRefused, read_sheet
from tests.staff.sheets import ANI, HEADERS, csv, xlsx

WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


def forged(sheet: str | bytes) -> bytes:
    """A workbook with this as its one sheet."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return target.getvalue()


def sheet_with(cells: str) -> bytes:
    return forged(
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    "data",
    [
        sheet_with('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        sheet_with("<row><c><v>1</v></c></row>" + "<row/>" * 1_000_000 + "<row>" + "<c/>" * 200_000 + "</row>"),
        forged(b"<worksheet>" + b" " * 70_000_000),
        forged("<worksheet"),
        xlsx(ANI)[:2000],
        b"PK\x03\x04" + bytes(5000),
    ],
    ids=["far out", "cells without a place", "bomb", "half", "cut off", "noise"],
)
def test_what_would_cost_memory_is_refused_first(data: bytes) -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(SheetRefused):
        read_sheet(data, is_header)
    assert time.process_time() - start < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_are_read_whatever_wrote_them(encoding: str, delimiter: str) -> None:
    text = csv(("'199001012015012999", "José Contoh", *ANI[2:]), delimiter=delimiter).decode()
    sheet = read_sheet(text.encode(encoding), is_header)
    (row,) = read_rows(sheet, guessed(sheet.headers))
    assert (row.name, row.nip, row.birth_date) == ("José Contoh", "199001012015012999", date(1990, 1, 1))


@pytest.mark.parametrize(
    ("written", "nip", "start"),
    [
        ("199001012015012999", "199001012015012999", ""),
        ("19900101 201501 2 999", "199001012015012999", ""),
        ('="199001012015012999"', "199001012015012999", ""),
        ("1,99001E+17", "", "199001"),
        (199001012015012999.0, "", "19900101201501"),
        (199001012015012000.0, "", "19900101201501"),
        ("-", "", ""),
        ("", "", ""),
    ],
)
def test_a_nip_is_known_by_what_its_cell_is(written: str | float, nip: str, start: str) -> None:
    sheet = read_sheet(xlsx((written, *ANI[1:])), is_header)
    (row,) = read_rows(sheet, guessed(sheet.headers))
    assert (row.nip, row.nip_start) == (nip, start)


@pytest.mark.parametrize("written", ["12345", "19900101201501299", "1990010120150129999", 12345.0])
def test_a_nip_of_another_length_is_a_problem_of_its_line(written: str | float) -> None:
    sheet = read_sheet(xlsx((written, *ANI[1:])), is_header)
    (row,) = read_rows(sheet, guessed(sheet.headers))
    assert [problem.code for problem in row.problems] == ["nip"] and not row.is_usable


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31-12-1990", date(1990, 12, 31)),
        ("31/12/1990", date(1990, 12, 31)),
        ("1990-12-31", date(1990, 12, 31)),
        ("31 Desember 1990", date(1990, 12, 31)),
        ("5 Agu 1990", date(1990, 8, 5)),
        ("29-02-1992", date(1992, 2, 29)),
        ("29-02-1990", None),
        ("00-00-0000", None),
        ("kemarin", None),
    ],
)
def test_days_are_read_as_lists_write_them(written: str, day: date | None) -> None:
    assert day_of(written) == day


def test_titles_above_the_list_and_unknown_columns_are_passed_over() -> None:
    data = xlsx(("1", *ANI), headers=("No.", *HEADERS), title="DAFTAR NOMINATIF PEGAWAI TAHUN 2026")
    sheet = read_sheet(data, is_header)
    assert sheet.header_number == 3 and len(read_rows(sheet, guessed(sheet.headers))) == 1


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_whatever_is_exported_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    data = workbook("Coba", [Column("Nama", 20), Column("NIP", 20), Column("Jabatan", 20)], rows)
    expected = [tuple(row) for row in rows if any(value.split() for value in row)]
    try:
        sheet = read_sheet(data, is_header)
    except SheetRefused:
        assert not expected
        return
    found = [tuple(str(value) for value in line.values) + ("",) * (3 - len(line.values)) for line in sheet.lines]
    assert found == expected
