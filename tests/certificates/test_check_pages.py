"""The public check of certificates, by everybody who holds a code."""

from datetime import timedelta

import pytest
from flask import Flask

from lms.certificates import operations
from lms.certificates.models import CheckTry
from lms.org import operations as org
from lms.platform.db.doors import door
from tests.certificates.issuing import FIRST_DAY, with_certificate
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW

UNKNOWN = "RBT-0000-0000-0000"
WRONG = "1234"
SECRETS = ("199001012015012999", "19900101 201501 2 999", "2999", "nilai 90", "data:image")


def test_a_registered_code_shows_what_to_compare_and_nothing_else(app: Flask) -> None:
    _, code = with_certificate()
    answer = people.browser(app).get(f"/verify/{code}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Kode ini terdaftar dan berlaku" in answer.text
    for shown in ("Ani Contoh", "Pelayanan yang Ramah", "0001/RAMAH/BKPSDM/XI/2026", "24 November 2026", "BKPSDM Kota"):
        assert shown in answer.text
    assert not any(secret in answer.text for secret in SECRETS)


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[4:]} ".lower()]
)
def test_a_code_is_found_however_it_is_typed(app: Flask, change) -> None:  # type: ignore[no-untyped-def]
    _, code = with_certificate()
    browser = people.browser(app)
    answer = browser.get("/verify", query_string={"code": change(code)})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/verify/{code}")
    assert browser.get(f"/verify/{change(code).strip()}").headers["Location"] == f"/verify/{code}"


def test_the_form_is_a_page_that_everybody_finds_at_the_foot_of_a_page(app: Flask) -> None:
    browser = people.browser(app)
    assert 'href="/verify"' in browser.get("/").text
    answer = browser.get("/verify")
    assert (answer.status_code, "Kode sertifikat" in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("", 422),
        ("RBT", 422),
        ("A" * 10_000, 422),
        ("RBT-UUUU-UUUU-UUUU", 422),
        ("\x00\x1b[31m", 422),
        ("../../etc/passwd", 422),
        ("' OR 1=1 --", 422),
        ("<script>alert(1)</script>", 422),
        ("🍒" * 12, 422),
        ("１２３４５６７８９０１２", 422),
    ],
)
def test_what_is_no_code_is_said_to_be_none(app: Flask, typed: str, status: int) -> None:
    answer = people.browser(app).get("/verify", query_string={"code": typed})
    assert (answer.status_code, "Kode terdiri atas 12 huruf" in answer.text) == (status, True)
    assert "<script>alert" not in answer.text and len(answer.data) < 60_000
    assert "<title>Perlu diperbaiki: " in answer.text


@pytest.mark.parametrize("path", [UNKNOWN, "A" * 5_000, "%00%0a", "..%2f..%2fvar", "RBT", "%F0%9F%8D%92"])
def test_an_unknown_code_is_not_in_the_records(app: Flask, path: str) -> None:
    browser = people.browser(app)
    assert browser.get(f"/verify/{path}").status_code == 404
    assert browser.post(f"/verify/{path}", data={"nip": WRONG}).status_code == 404
    assert "tidak ada dalam catatan kami" in browser.get(f"/verify/{UNKNOWN}").text
    assert count(CheckTry) == 0


def test_a_replaced_certificate_names_the_new_code(app: Flask) -> None:
    _, code = with_certificate()
    with door(writes=True):
        new = operations.reissue(code, "perbaikan nama pribadi", by="operator", now=NOW)
    text = people.browser(app).get(f"/verify/{code}").text
    assert "Sertifikat ini sudah diganti" in text and f'href="/verify/{new}"' in text
    assert "perbaikan nama pribadi" not in text


def test_a_revoked_certificate_says_by_whom_and_when_but_not_why(app: Flask) -> None:
    _, code = with_certificate()
    with door(writes=True):
        operations.revoke(code, "perkara pribadi", by="command:certificates", now=NOW)
        org.set_fact("contact", "telepon (000) 000000", FIRST_DAY, by="operator", now=NOW)
    text = people.browser(app).get(f"/verify/{code}").text
    assert "Dicabut BKPSDM Kota Contoh pada 24 November 2026." in text and "telepon (000) 000000" in text
    assert "perkara pribadi" not in text and "command:" not in text


@pytest.mark.parametrize(("typed", "words"), [("2999", ">Cocok<"), (" 29 99", ">Cocok<"), (WRONG, ">Tidak cocok<")])
def test_four_digits_match_or_do_not(app: Flask, typed: str, words: str) -> None:
    _, code = with_certificate()
    answer = people.browser(app).post(f"/verify/{code}", data={"nip": typed})
    assert answer.status_code == 200 and words in answer.text.replace("</svg>", ">")
    assert count(CheckTry) == (typed == WRONG)


@pytest.mark.parametrize("typed", ["", "12", "12345", "abcd", "１２３４", "199001012015012999", "٢٩٩٩", "\x00" * 4])
def test_what_is_not_four_digits_is_no_try(app: Flask, typed: str) -> None:
    _, code = with_certificate()
    answer = people.browser(app).post(f"/verify/{code}", data={"nip": typed})
    assert (answer.status_code, "Isi 4 angka terakhir NIP" in answer.text, count(CheckTry)) == (422, True, 0)


def test_guessing_the_digits_of_a_code_ends_after_five_misses_even_for_who_knows_them(app: Flask) -> None:
    _, code = with_certificate()
    browser = people.browser(app)
    assert [browser.post(f"/verify/{code}", data={"nip": WRONG}).status_code for _ in range(6)] == [200] * 5 + [429]
    answer = browser.post(f"/verify/{code}", data={"nip": "2999"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert "NIP terlalu sering dicocokkan" in answer.text
    assert browser.get(f"/verify/{code}").status_code == 200


def test_one_address_cannot_guess_at_many_codes(app: Flask) -> None:
    _, code = with_certificate()
    with door(writes=True):
        for number in range(30):
            operations.record_miss(f"other {number}", "127.0.0.1", NOW)
    with pytest.raises(Exception, match="compared too often"), door(writes=True):
        operations.compare_digits(code, WRONG, "127.0.0.1", NOW + timedelta(minutes=59))
    with door(writes=True):
        assert not operations.compare_digits(code, WRONG, "127.0.0.2", NOW + timedelta(minutes=59))
        assert operations.compare_digits(code, "2999", "127.0.0.1", NOW + timedelta(minutes=61))


def test_a_certificate_without_nip_has_nothing_to_compare(app: Flask) -> None:
    _, code = with_certificate(nip="")
    browser = people.browser(app)
    assert "4 angka terakhir" not in browser.get(f"/verify/{code}").text
    assert ">Cocok<" not in browser.post(f"/verify/{code}", data={"nip": "0000"}).text.replace("</svg>", ">")


@pytest.mark.parametrize(("jp", "shown"), [(4, True), (0, False)])
def test_jp_are_compared_in_figures_and_words_where_there_are_any(app: Flask, jp: int, shown: bool) -> None:
    _, code = with_certificate(jp=jp)
    text = people.browser(app).get(f"/verify/{code}").text
    assert ("4 (empat) JP" in text, "Jumlah jam pelajaran" in text) == (shown, shown)
