"""Staff lists as files, and an office that brings them in."""

import io
import re
from collections.abc import Sequence

import xlsxwriter
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HEADERS = (
    "NIP",
    "Nama",
    "Gelar Depan",
    "Gelar Belakang",
    "Tgl Lahir",
    "Status",
    "Pangkat/Gol",
    "Jabatan",
    "Unit Kerja",
    "OPD",
)
ANI = ("199001012015012999", "Ani Contoh", "", "S.Kep.", "01-01-1990", "PNS", "Penata (III/c)", "Perawat Ahli Muda",
       "UPTD Puskesmas Contoh", "Dinas Kesehatan")  # fmt: skip
BUDI = ("198503032010011998", "Budi Umpama", "Drs.", "", "03-03-1985", "PNS", "Pembina (IV/a)", "Kepala Puskesmas",
        "UPTD Puskesmas Contoh", "Dinas Kesehatan")  # fmt: skip
CITRA = ("199204042023212997", "Citra Misal", "", "", "04-04-1992", "PPPK", "IX", "Guru", "SD Negeri 1 Contoh",
         "Dinas Pendidikan")  # fmt: skip
Row = Sequence[str | float]


def xlsx(*rows: Row, headers: Row = HEADERS, title: str = "") -> bytes:
    """A workbook; numbers are written as numbers, as Excel does with a NIP that was typed in."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    lines = ([[title], []] if title else []) + [headers, *rows]
    for number, row in enumerate(lines):
        for at, value in enumerate(row):
            sheet.write_string(number, at, value) if isinstance(value, str) else sheet.write_number(number, at, value)
    book.close()
    return target.getvalue()


def csv(*rows: Row, headers: Row = HEADERS, delimiter: str = ";") -> bytes:
    """A text file as Indonesian Excel writes it."""
    return "\r\n".join(delimiter.join(map(str, row)) for row in (headers, *rows)).encode()


def send(browser: FlaskClient, data: bytes, name: str = "pegawai.xlsx", **fields: str) -> TestResponse:
    """Sends a list with its form."""
    form = {"token": "", "unit": "", "is_complete": "1", "valid_from": "2026-11-27", **fields}
    return browser.post("/people/lists/new", data={**form, "file": (io.BytesIO(data), name)})


def compared(browser: FlaskClient, data: bytes, name: str = "pegawai.xlsx", **fields: str) -> int:
    """Sends a list and takes the columns as they were guessed; gives the number of the list."""
    answer = send(browser, data, name, **fields)
    assert answer.status_code == 303, answer.text
    path = answer.location
    page = browser.get(path).text
    chosen = re.findall(r'<select[^>]*name="(\w+)".*?</select>', page, re.DOTALL)
    values = re.findall(r'<option value="(-?\d+)" selected>', page)
    assert browser.post(path, data=dict(zip(chosen, values, strict=True))).status_code == 303
    return int(path.split("/")[3])


def save(browser: FlaskClient, number: int, **decisions: str) -> TestResponse:
    """Decides what is given, then saves what the page shows."""
    if decisions:
        sent = {name.replace("_", "-"): value for name, value in decisions.items()}
        browser.post(f"/people/lists/{number}", data={**sent, "act": "decide"})
    return browser.post(f"/people/lists/{number}", data={"mark": mark_of(browser, number), "act": "save"})


def mark_of(browser: FlaskClient, number: int) -> str:
    """What the page of a list sends, so that what is saved is what was seen."""
    page = browser.get(f"/people/lists/{number}").text
    mark = re.search(r'name="mark" value="(\w+)"', page)
    assert mark, page
    return mark[1]


def brought_in(browser: FlaskClient, *rows: Row, **fields: str) -> int:
    """A list of these rows, saved."""
    number = compared(browser, xlsx(*rows), **fields)
    assert save(browser, number).status_code == 303
    return number


def counts(browser: FlaskClient, number: int) -> dict[str, int]:
    """What the page of a list counts, by the words of its rows."""
    page = browser.get(f"/people/lists/{number}").text
    found = re.findall(r'<h3 class="h3">(?:<a[^>]*>)?([^<]+).*?<strong class="num">([\d.]+)</strong>', page, re.DOTALL)
    return {words: int(number.replace(".", "")) for words, number in found}
