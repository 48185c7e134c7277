"""The pages of those who hold certificates, and their document."""

import shutil

import pytest
from flask import Flask

from lms.certificates import operations
from lms.certificates.models import CertificateFile
from lms.platform.db.doors import door
from tests.certificates.issuing import complete, with_certificate
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW


def test_the_list_is_empty_until_the_first_certificate(app: Flask) -> None:
    answer = people.signed_in(app, people.add_person()).get("/certificates")
    assert answer.status_code == 200 and "Sertifikat pertama Anda akan muncul di sini" in answer.text


def test_a_completion_that_waits_is_told_honestly(app: Flask) -> None:
    person_id = people.add_person()
    complete(person_id)
    text = people.signed_in(app, person_id).get("/certificates").text
    assert "1 pelatihan yang selesai menunggu sertifikatnya" in text
    assert "Sertifikat terbit setelah penandatangan diatur." in text


def test_the_holder_sees_list_and_sheets(app: Flask) -> None:
    person_id, code = with_certificate()
    browser = people.signed_in(app, person_id)
    assert f'href="/certificates/{code}"' in browser.get("/certificates").text
    text = browser.get(f"/certificates/{code}").text
    for words in ("SERTIFIKAT", "Ani Contoh", "NIP 19900101 201501 2 999", "DAFTAR MATERI", "PEMERINTAH KOTA CONTOH"):
        assert words in text
    assert f'href="/certificates/{code}.pdf"' in text


def test_somebody_elses_certificate_looks_like_none(app: Flask) -> None:
    _, code = with_certificate()
    stranger = people.signed_in(app, people.add_person("budi", "Budi Contoh"))
    for path in (f"/certificates/{code}", f"/certificates/{code}.pdf", "/certificates/RBT-0000-0000-0000.pdf"):
        assert stranger.get(path).status_code == 404
    assert "Ani Contoh" not in stranger.get("/certificates").text
    assert people.browser(app).get(f"/certificates/{code}.pdf").status_code == 303


def test_the_document_is_made_once_small_and_the_same_for_ever(app: Flask) -> None:
    person_id, code = with_certificate()
    browser = people.signed_in(app, person_id)
    first = browser.get(f"/certificates/{code}.pdf")
    assert (first.status_code, first.content_type, count(CertificateFile)) == (200, "application/pdf", 1)
    assert first.headers["Content-Disposition"] == f'attachment; filename="sertifikat-{code}.pdf"'
    assert first.data.startswith(b"%PDF-") and len(first.data) <= 60_000
    again = browser.get(f"/certificates/{code}.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, count(CertificateFile)) == (304, 1)
    shutil.rmtree(app.extensions["settings"].data_dir / "certificates")
    assert browser.get(f"/certificates/{code}.pdf").data == first.data


@pytest.mark.parametrize("name", ["Ani 🍒 Contoh", "Ani ᯅᯖᯂ᯲", "安妮 Contoh", "Ani\u202eContoh", "<b>Ani</b>"])
def test_any_name_gets_a_document_and_a_page(app: Flask, name: str) -> None:
    person_id, code = with_certificate(name=name)
    browser = people.signed_in(app, person_id)
    assert browser.get(f"/certificates/{code}.pdf").data.startswith(b"%PDF-")
    page = browser.get(f"/certificates/{code}")
    assert page.status_code == 200 and "<b>Ani" not in page.text


def test_what_is_not_in_force_keeps_its_page_but_hands_out_no_document(app: Flask) -> None:
    person_id, code = with_certificate()
    browser = people.signed_in(app, person_id)
    with door(writes=True):
        new = operations.reissue(code, "perbaikan nama", by="operator", now=NOW)
    text = browser.get(f"/certificates/{code}").text
    assert "Alasan: perbaikan nama" in text and f'href="/certificates/{new}"' in text
    assert browser.get(f"/certificates/{code}.pdf").status_code == 409
    with door(writes=True):
        operations.revoke(new, "salah orang", by="operator", now=NOW)
    assert "Sertifikat ini dicabut pada 24 November 2026" in browser.get(f"/certificates/{new}").text
    listed = browser.get("/certificates").text
    assert "Dicabut" in listed and "Diganti" in listed
