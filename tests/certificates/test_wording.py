"""The sheets say what was attested, in full sentences of the certificate's language."""

from dataclasses import replace

import pytest

from lms.certificates.facts import Recognition, Result, materials_of
from lms.certificates.wording import sheets_of
from lms.org.signing import OfficeKind
from lms.platform.documents.words import Language
from tests.certificates.samples import ANI

OFFICES = [
    (OfficeKind.DEFINITIVE, "Kepala BKPSDM Kota Binjai,"),
    (OfficeKind.ACTING, "Plt. Kepala BKPSDM Kota Binjai,"),
    (OfficeKind.DAILY, "Plh. Kepala BKPSDM Kota Binjai,"),
]


def test_the_first_sheet_names_learner_course_and_jp_in_figures_and_words() -> None:
    sheet = sheets_of(ANI).first
    assert sheet.identity == "NIP 19900101 201501 2 999, Pengatur (II/c)"
    assert sheet.post == "Perawat Terampil, UPTD Puskesmas Contoh, Dinas Kesehatan"
    assert sheet.before_verdict + sheet.verdict + sheet.after_verdict == (
        "yang telah mengikuti dan dinyatakan LULUS dengan nilai 90 pada pelatihan"
    )
    assert sheet.held == (
        "yang diselenggarakan oleh BKPSDM Kota Binjai pada tanggal 12 Oktober s.d. 2 November 2026, setara 4 (empat) "
        "jam pelajaran, dalam bentuk pembelajaran mandiri daring."
    )
    assert sheet.recognised == (
        "Diakui berdasarkan Keputusan Kepala BKPSDM Kota Binjai Nomor 800/000/2026 tanggal 5 Januari 2026."
    )


def test_the_english_sheet_has_sentences_of_its_own() -> None:
    sheet = sheets_of(replace(ANI, language=Language.ENGLISH, form="self-paced learning online")).first
    assert sheet.before_verdict + sheet.verdict + sheet.after_verdict == (
        "who has attended and PASSED, with a mark of 90, the course"
    )
    assert sheet.held == (
        "held by BKPSDM Kota Binjai from 12 October to 2 November 2026, equal to 4 (four) lesson hours (JP), "
        "in the form of self-paced learning online."
    )


def test_without_a_final_the_course_is_completed_and_no_mark_is_named() -> None:
    sheet = sheets_of(replace(ANI, result=Result.COMPLETED, mark=None, exam=None)).first
    assert sheet.before_verdict + sheet.verdict + sheet.after_verdict == (
        "yang telah mengikuti dan MENYELESAIKAN pelatihan"
    )


def test_without_recognition_no_decision_is_named() -> None:
    assert sheets_of(replace(ANI, recognition=None)).first.recognised == ""


def test_braces_in_facts_stay_text() -> None:
    decision = Recognition("Keputusan {number} {0} {x.y}", "{day}", ANI.issued_on)
    recognised = sheets_of(replace(ANI, recognition=decision)).first.recognised
    assert recognised == "Diakui berdasarkan Keputusan {number} {0} {x.y} Nomor {day} tanggal 2 November 2026."


@pytest.mark.parametrize(("office", "position"), OFFICES, ids=[row[0].value for row in OFFICES])
def test_who_signs_without_appointment_says_so(office: OfficeKind, position: str) -> None:
    assert sheets_of(replace(ANI, signer=replace(ANI.signer, office=office))).first.signature.position == position


def test_the_second_sheet_adds_up() -> None:
    sheet = sheets_of(ANI).second
    assert [row.jp for row in sheet.rows] == ["1,00", "0,89", "1,11", "1,00"]
    assert (sheet.total.title, sheet.total.minutes, sheet.total.jp) == (
        "Jumlah: 4 (empat) jam pelajaran",
        "180",
        "4,00",
    )
    assert sheet.notes.startswith("1 JP = 45 menit. Versi pelatihan 1.")
    assert sheet.page == "Halaman 2 dari 2"


def test_where_minutes_and_jp_differ_the_sheet_says_how_jp_were_shared() -> None:
    rows = (("Satu", 60, ""), ("Dua", 60, ""))
    sheet = sheets_of(replace(ANI, materials=materials_of(rows, ANI.jp))).second
    assert sheet.notes.startswith("JP dibagi menurut menit tiap materi.")
    assert [row.jp for row in sheet.rows] == ["2", "2"]


def test_speakers_stand_in_the_rows_or_else_in_one_line() -> None:
    named = sheets_of(ANI).second
    assert (named.has_speakers, named.speakers) == (True, "")
    rows = (("Satu", 180, ""),)
    unnamed = sheets_of(replace(ANI, materials=materials_of(rows, ANI.jp))).second
    assert (unnamed.has_speakers, unnamed.speakers) == (False, "Narasumber: Budi Misal, Gita Seumpama.")


def test_the_address_is_printed_without_its_scheme_and_code() -> None:
    sheet = sheets_of(ANI).first
    assert sheet.check_site == "rambutan.contoh.id/verify/"
    assert sheet.check_address == ANI.check_address
