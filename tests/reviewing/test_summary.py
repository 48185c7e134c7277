"""What a reviewer reads of a course first: sources and their age, what is tested, minutes, pictures."""

import pytest

from lms.authoring.sources import source_report
from lms.content.course_folder import read_course
from lms.content.document_reader import read_document
from lms.reviewing.summary import summary_of
from tests.support.drafts import FILES


def report(text: str):  # type: ignore[no-untyped-def]
    return source_report([read_document("a.md", text).document])


@pytest.mark.parametrize(
    ("text", "sourced", "unsourced", "years"),
    [
        ("Arsip disimpan rapi.\n", 0, 0, ()),
        ("Sebanyak 40 persen surat hilang.\n", 0, 1, ()),
        ("Sebanyak 40 % surat hilang.[^a]\n\n[^a]: Survei Kantor Contoh, 2019, dicetak 2021.\n", 1, 0, (2021,)),
        ("Menurut [laporan 2020](https://contoh.go.id/a), semua puas.\n", 1, 0, (2020,)),
        ("Lihat UU Nomor 43 Tahun 2009 tentang kearsipan.\n", 1, 0, (2009,)),
        ("Diatur dalam Peraturan Wali Kota Contoh Nomor 12 Tahun 2023.\n", 1, 0, (2023,)),
        ("Diatur UU 20/2023.\n", 1, 0, (2023,)),
        ("Menurut UU No. 25 Tahun 2009, semua dilayani. Selesai.\n", 1, 0, (2009,)),
        ("Ada 2,5 juta surat. Tujuh dari sepuluh warga menunggu.\n", 0, 2, ()),
        ("Sekitar 40% (BPS, 2023) hilang. Rapat (2024) selesai.\n", 1, 0, (2023,)),
        ("Sekitar 40% hilang, 2 juta surat. Sumber: BPS, 2022.\n", 1, 0, ()),
        ("Nilai $40 persen$ saja.\n", 0, 0, ()),
        ("Survei menyebut banyak. Arsip rapi. Penelitian lain tidak.\n", 0, 2, ()),
        ("Naik 5 %.[^tidak-ada]\n", 0, 1, ()),
        ("```\nnaik 50 %\n```\n", 0, 0, ()),
        ("Kode `50 %` saja.\n", 0, 0, ()),
        ("- Naik 5 %\n- Turun 7 %[^b]\n\n[^b]: Data 2024.\n", 1, 1, (2024,)),
        ("## Soal: Berapa persen? {#a}\n\n- (x) 40 persen\n- ( ) 50 persen\n", 0, 0, ()),
        ("", 0, 0, ()),
    ],
)
def test_statements_with_and_without_a_source(text: str, sourced: int, unsourced: int, years: tuple[int, ...]) -> None:
    found = report(text)
    assert (found.sourced, len(found.unsourced), found.years) == (sourced, unsourced, years)


def test_a_statement_says_where_it_stands() -> None:
    found = report("---\ntitle: A\n---\n\nSatu.\n\nDua baris,\nlalu 40 % hilang.\n")
    assert [(one.line, one.text) for one in found.unsourced] == [(7, "Dua baris, lalu 40 % hilang.")]


def test_a_statement_is_listed_without_its_marks() -> None:
    found = report("![Papan: **40 %** hilang](media/a.png)\n\nNaik 5 % dalam [tabel](b.md), [belum].[^x]\n")
    assert [one.shown for one in found.unsourced] == [
        "Papan: 40 % hilang",
        "Naik 5 % dalam tabel, [belum].[^x]",
    ]


def test_a_text_without_end_takes_no_time() -> None:
    found = report("UU " * 20000 + "Peraturan " * 20000 + "[^a" * 20000 + "\n")
    assert found.sourced == 0


def test_the_course_on_one_page() -> None:
    lesson = FILES["01-menyimpan/01-nama-berkas.md"] + b"\n![](media/a.png)\n\n![Map](media/b.png)\n"
    files = {
        **FILES,
        "course.md": FILES["course.md"].replace(b"outcomes:\n", b"outcomes:\n  buang: Memusnahkan arsip\n"),
        "01-menyimpan/01-nama-berkas.md": lesson,
    }
    course = read_course(files, "arsip").course
    assert course is not None
    found = summary_of(course, {"media/a.mp3": 1_440_000})
    assert (found.modules, found.lessons, found.practices, found.finals, found.asked_in_finals) == (1, 1, 0, 1, 1)
    assert found.audience == "Untuk semua yang menyimpan surat."
    assert found.media_minutes == 2 and found.counted_minutes > 2 and found.measures.minutes >= 6
    assert [(line.key, [place.number for place in line.places]) for line in found.outcomes] == [
        ("buang", []), ("simpan", [1]),
    ]  # fmt: skip
    assert [line.key for line in found.untested] == ["buang"]
    assert len(found.measures.pictures) == 2
    assert [one.path for one in found.measures.undescribed] == ["01-menyimpan/01-nama-berkas.md"]
