"""What an outline says of a draft is what its files say: pages, minutes, what is tested, what lacks a source."""

import pytest

from lms.authoring.draft import Content, FileLine
from lms.authoring.problem_words import IN_FORMS
from lms.authoring.sources import source_report
from lms.authoring.survey import Survey, survey_of
from lms.content.document_reader import read_document
from lms.platform.web.i18n import catalogue
from tests.support.drafts import FILES


def survey(files: dict[str, bytes]) -> Survey:
    lines = tuple(FileLine(path, 1, Content(data.decode(), None, len(data))) for path, data in files.items())
    return survey_of("arsip-kantor", lines)


def statements(text: str) -> list[str]:
    return [found.shown for found in source_report([read_document("01.md", text).document]).unsourced]


def test_pages_stand_with_their_kind_minutes_and_questions() -> None:
    found = survey(FILES)
    assert [(page.title, page.kind, page.minutes, page.questions) for page in found.pages] == [
        ("Nama berkas", "lesson", 6, 0), ("Uji diri", "final", 2, 1),
    ]  # fmt: skip
    assert (found.tested, found.jp, found.fits, found.empty_pages) == ({"simpan"}, 2, False, ())


def test_a_folder_without_any_text_is_no_course_but_has_a_survey() -> None:
    found = survey({})
    assert found.pages == () and [problem.code for problem in found.errors] == ["course-file-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "70 persen keluhan menyangkut waktu tunggu.", "Tujuh dari sepuluh warga menunggu lama.",
        "Ada 2,5 juta surat setahun.", "Penelitian itu menunjukkan hal yang sama.",
        "Kalimat tanpa angka. Sekitar 40% surat hilang. Selesai.", "- Butir pertama\n- 12,5 % dari surat masuk\n",
    ],
)  # fmt: skip
def test_a_statement_without_a_source_is_found(text: str) -> None:
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "70 persen keluhan menyangkut waktu [laporan](https://contoh.id).", "40% surat hilang.[^1]\n\n[^1]: BPS.",
        "Menurut UU 25/2009, 100 persen layanan memakai standar.", "Sekitar 40% (BPS, 2023) hilang. Sumber: BPS.",
        "Rapat tanggal 12 Maret 2026 pukul 09.00.", "Langkah 3 dari 5 soal.", "Pelatihan ini 2 JP, 90 menit.",
        "`70 persen`", "```\n70 persen\n```\n", "Dua dari sembilan unsurnya tentang Anda.", "Ada 14 hari kerja.",
    ],
)  # fmt: skip
def test_what_has_a_source_or_is_no_statement_is_left_alone(text: str) -> None:
    assert statements(text) == []


def test_a_statement_leads_to_the_line_of_its_block() -> None:
    lesson = b"---\ntitle: A\n---\n\nSatu.\n\nDua baris\nyang 70 persen hilang.\n"
    [found] = survey({"course.md": FILES["course.md"], "01-a.md": lesson}).unsourced
    assert (found.path, found.line) == ("01-a.md", 7)


def test_texts_made_to_be_costly_are_read_line_by_line() -> None:
    for text in ("\n" * 100_000, "```a\n" * 20_000, " \n" * 60_000, "`" * 60_000, "$" * 60_000, "UU 1" * 20_000):
        assert statements(text) == []


def test_more_text_than_anybody_reads_is_not_read_here_either() -> None:
    many = {f"{number:02}-a.md": b"x" * 900_000 for number in range(12)}
    found = survey({"course.md": FILES["course.md"], **many})
    assert [problem.code for problem in found.errors] == ["texts-too-large"] and found.pages == ()


def test_every_remedy_for_those_who_see_no_marks_has_its_indonesian() -> None:
    words = catalogue("id").singular
    assert [text for said in IN_FORMS.values() for text in said if text and text not in words] == []
