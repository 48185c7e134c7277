"""What the papers say, and that the engine sets each of them, however long its texts are."""

import hashlib
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from lms.org.signing import Letterhead, OfficeKind, Signer
from lms.platform.documents.words import Language
from lms.speakers.paper_sheet import TEMPLATE, render_paper
from lms.speakers.paper_wording import sheet_of
from lms.speakers.papers import PaperFacts, PaperKind
from lms.speakers.reach import Reach

SERVICE = PaperFacts(
    kind=PaperKind.SERVICE,
    language=Language.INDONESIAN,
    number="0002/SKN/BKPSDM/XI/2026",
    letterhead=Letterhead(("PEMERINTAH KOTA CONTOH", "BADAN KEPEGAWAIAN"), "Jalan Contoh Nomor 1"),
    organiser="BKPSDM Kota Contoh",
    place="Contoh",
    issued_on=date(2026, 11, 27),
    signer=Signer("Drs. Umpama Nyata, M.Si.", "Kepala BKPSDM", "", "197001011995011998", OfficeKind.ACTING),
    signature="Ditandatangani secara basah.",
    name="Dr. Siti Contoh, M.Si.",
    position="Lektor",
    institution="Universitas Contoh",
    field="Kearsipan",
    topic="Arsip yang mudah dicari",
    addressee="",
    first_day=date(2026, 5, 2),
    last_day=date(2026, 11, 20),
    minutes=750,
    courses=(Reach("Dasar Kearsipan", date(2026, 6, 1), 120), Reach("Arsip Elektronik", date(2026, 9, 1), 8)),
)
REQUEST = replace(SERVICE, kind=PaperKind.REQUEST, addressee="Dekan", minutes=0, courses=())
CERTIFICATE = replace(SERVICE, kind=PaperKind.CERTIFICATE)
LONG = replace(
    CERTIFICATE,
    name="Prof. Dr. Ir. " + "Sitimaimunah " * 14,
    position="Lektor " * 28,
    institution="x" * 200,
    courses=tuple(Reach("Pelatihan berjudul panjang " * 7, date(2026, 6, 1), 1) for _ in range(40)),
)
CASES = {
    "request": REQUEST,
    "service": SERVICE,
    "certificate": CERTIFICATE,
    "english": replace(SERVICE, language=Language.ENGLISH),
    "long certificate": LONG,
    "long statement": replace(LONG, kind=PaperKind.SERVICE),
    "nearly empty": replace(SERVICE, letterhead=Letterhead(()), signature="", minutes=0, courses=()),
}


def test_the_statement_says_number_period_time_and_learners() -> None:
    sheet = sheet_of(SERVICE)
    assert sheet.number == "Nomor: 0002/SKN/BKPSDM/XI/2026"
    assert sheet.details == (
        ("Masa", "2 Mei s.d. 20 November 2026"),
        ("Waktu yang diberikan", "12 jam 30 menit"),
        ("Peserta yang menyelesaikan", "128 orang sampai dengan 27 November 2026"),
    )
    assert sheet.rows[1] == ("2", "Arsip Elektronik", "1 September 2026", "8")
    assert sheet.signature.position == "Plt. Kepala BKPSDM,"
    assert "pengabdian kepada masyarakat" in sheet.closing[0]


def test_the_letter_goes_to_the_head_of_the_institution_and_says_that_nothing_is_paid() -> None:
    sheet = sheet_of(REQUEST)
    assert sheet.addressee == ("Yth. Dekan", "Universitas Contoh", "di tempat")
    assert ("Pokok bahasan", "Arsip yang mudah dicari") in sheet.person
    assert "tanpa imbalan" in sheet.closing[0]


def test_a_certificate_names_five_courses_and_counts_the_others() -> None:
    assert sheet_of(LONG).closing[1].endswith("; dan 35 lainnya.")


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES.keys())
def test_facts_come_back_from_their_text_and_every_paper_is_set(facts: PaperFacts) -> None:
    assert PaperFacts.from_json(facts.to_json()) == facts
    pdf = render_paper(facts, None)
    assert pdf.tagged and len(pdf.data) <= 60_000
    with pikepdf.open(io.BytesIO(pdf.data)) as document:
        widths = {round(float(page.mediabox[2])) for page in document.pages}
        assert widths == ({842} if facts.kind is PaperKind.CERTIFICATE else {595})
        assert facts.kind is not PaperKind.CERTIFICATE or len(document.pages) == 1
        assert document.check_pdf_syntax() == []


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_paper(SERVICE, None).sha256 == render_paper(SERVICE, None).sha256


def test_names_of_any_script_are_printed_without_the_claim() -> None:
    assert not render_paper(replace(REQUEST, name="王小明 \u202e \x00"), None).tagged


def test_a_new_look_has_a_new_template_name() -> None:
    """Change the name with the digest."""
    typst = (Path(__file__).parents[2] / "lms/speakers/paper.typ").read_bytes()
    words = "".join(repr(sheet_of(facts)) for facts in CASES.values()).encode()
    assert (TEMPLATE, hashlib.sha256(typst + words).hexdigest()[:12]) == ("paper-1", "1e2dd19a9039")
