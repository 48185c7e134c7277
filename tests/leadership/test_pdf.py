"""The sheet as PDF says what the page says, on one page, whatever there is to say."""

import io
import re

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.certificates.issuing import set_up_institution
from tests.leadership.cities import BIG, add_units, leader, say, staff, words
from tests.support.pdf_text import page_text


def pdf_words(client: FlaskClient) -> str:
    """The text of its only page."""
    answer = client.get("/leadership.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        (page,) = document.pages
        return squeezed(page_text(page))


def squeezed(text: str) -> str:
    """Without white space: lines break elsewhere."""
    return re.sub(r"\s+|\u200b", "", text)


def figures(text: str) -> set[str]:
    """Every number in a text."""
    return set(re.findall(r"\d[\d.]*", text))


def test_it_says_what_the_page_says_under_the_letterhead(app: Flask) -> None:
    set_up_institution()
    say("training_spend", "412000000")
    big, other = add_units(BIG, "Dinas Lain")
    staff(big, 12, [20] * 3)
    staff(other, 12, [20] * 9)
    client = leader(app)
    page, file = words(client), pdf_words(client)
    assert "PEMERINTAHKOTACONTOH" in file
    for sentence in (
        "5 dari 10 pegawai sudah mencapai minimal 20 JP",
        "12 dari 24 pegawai. Angka sama dengan yang dilihat pegawai dan koordinator.",
        f"{BIG} paling tertinggal. 25% dari 12 pegawai, sedangkan seluruhnya 50%.",
        "Rp 1.716.666: belanja Rp 412.000.000 untuk 240 JP",
        "Angka ini menunjukkan belajar, belum menunjukkan mutu layanan.",
    ):
        assert sentence in page and squeezed(sentence) in file, sentence
    assert {number for number in figures(page) if squeezed(number) not in file} == set()


def test_an_empty_city_without_letterhead_is_one_page_too(app: Flask) -> None:
    assert "BelumadapegawaidenganbatasminimalJP" in pdf_words(leader(app))


@pytest.mark.parametrize("name", ["Dinas Nomor", "Dinas Pemberdayaan Masyarakat, Perlindungan Anak dan Arsip " * 3,
                                  "TanpaSpasi" * 19])  # fmt: skip
def test_sixty_units_of_any_name_leave_one_page_that_says_how_many_it_leaves_out(app: Flask, name: str) -> None:
    set_up_institution(letterhead="PEMERINTAH KOTA CONTOH\nDINAS\nBADAN\nSEKRETARIAT DAERAH")
    for number, unit in enumerate(add_units(*(f"{name.strip()[:190]} {number}" for number in range(60)))):
        staff(unit, 10, [20] * (number % 11))
    client = leader(app)
    assert "50unitdiantaranyatidakditampilkan" in pdf_words(client)
    assert client.get("/leadership").text.count("<progress") == 60
