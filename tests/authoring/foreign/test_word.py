"""Documents of Word become course folders: those of others with all they hold, hostile ones not at all."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.authoring.foreign.foreign_course import ForeignCourse
from lms.authoring.foreign.word import read_docx
from lms.content.course import BlockKind
from lms.content.course_folder import read_course
from tests.authoring.foreign.documents import DATA, docx, paragraph, picture_in_word, png, texts, told
from tests.authoring.foreign.rendered import words_of


def of_others(name: str) -> ForeignCourse:
    return read_docx((DATA / name).read_bytes(), name)


def body(markdown: str) -> str:
    return markdown.split("---\n", 2)[2].strip("\n")


def test_headings_become_lessons_and_those_below_them_sections() -> None:
    found = texts(of_others("headings.docx"))
    assert found["course.md"] == '---\ntitle: "Test Document"\n---\n'
    assert list(found)[2:] == ["01-materi/01-section-1.md", "01-materi/02-section-2.md"]
    assert re.findall("^#+ .*", found["01-materi/01-section-1.md"], re.MULTILINE) == [
        "## Section 1.1",
        "## Section 1.2",
        "### Section 1.2.3",
    ]


def test_lists_stay_nested_as_they_were() -> None:
    found = texts(of_others("lists.docx"))
    assert body(found["01-materi/02-test-2.md"]) == "1. List item a\n2. List item b\n3. List item c"
    assert body(found["01-materi/05-test-5.md"]) == (
        "- List item 1\n  - List item 1.1\n    - List item 1.1.1\n- List item 3"
    )


def test_tables_keep_their_cells_where_they_were() -> None:
    found = texts(of_others("tables.docx"))["01-materi/01-test-with-tables.md"]
    assert "| Header 0.0 | Header 0.1 | Header 0.2 |\n|---|---|---|\n| Cell 1.0 | Cell 1.1 | Cell 1.2 |" in found
    assert "| Cell 1.0 | Merged Cell 1.1 2.1 | Cell 1.2 |\n| Cell 2.0 | | Cell 2.2 |" in found


def test_pictures_become_files_and_those_without_words_are_told() -> None:
    course = of_others("pictures.docx")
    assert "![](../media/gambar-01.png)" in texts(course)["01-materi/01-pictures.md"]
    assert {path for path in course.files if path.startswith("media/")} == {
        "media/gambar-01.png",
        "media/gambar-02.png",
    }
    assert told(course)["pictures-without-words"] == "Pictures without a description: 3."


def test_footnotes_stand_below_the_lesson_that_refers_to_them() -> None:
    assert body(texts(of_others("footnotes.docx"))["01-materi/01-footnotes.md"]) == (
        "Ouch[^1].[^2]\n\n[^1]: A tachyon walks into a bar.\n\n[^2]: Fin."
    )


def test_formulas_keep_their_letters_and_are_told() -> None:
    course = of_others("equations.docx")
    assert "inline equation: A=πr2" in texts(course)["01-materi/01-equations.md"]
    assert told(course)["equations"].startswith("Formulas: 27.")


def test_a_document_of_libreoffice_comes_in_with_its_headings_and_lists() -> None:
    found = texts(of_others("libreoffice.docx"))
    assert list(found)[2:] == ["01-materi/01-a-heading-1.md", "01-materi/02-another-heading-1.md"]
    assert body(found["course.md"]).startswith("Call me Ishmael.")
    assert "- A top level list item\n  - Next level\n  - Same\n- Second" in found["01-materi/01-a-heading-1.md"]


def test_long_chapters_become_modules_and_their_sections_lessons() -> None:
    long = paragraph("kata " * 2_500)
    chapters = (
        f"{paragraph('BAB I', 'heading1')}{paragraph('Pembuka bab')}{paragraph('Salam', 'heading2')}{long}"
        f"{paragraph('Rinci', 'heading3')}{paragraph('BAB II', 'heading1')}{paragraph('Senyum', 'heading2')}{long}"
    )
    found = texts(read_docx(docx(paragraph("Judul", "Title") + chapters), "x.docx"))
    assert list(found) == [
        "course.md",
        *("01-bab-i/module.md", "01-bab-i/01-bab-i.md", "01-bab-i/02-salam.md"),
        *("02-bab-ii/module.md", "02-bab-ii/01-senyum.md"),
    ]
    assert "\n## Rinci" in found["01-bab-i/02-salam.md"]
    assert 'title: "Judul"' in found["course.md"]


def test_a_heading_that_stands_above_all_others_is_the_title() -> None:
    headings = [("Kursus", "heading1"), ("Satu", "heading2"), ("Dua", "heading2")]
    found = texts(read_docx(docx("".join(paragraph(*one) + paragraph("isi") for one in headings)), "x.docx"))
    assert found["course.md"] == '---\ntitle: "Kursus"\n---\n\nisi\n'
    assert list(found)[2:] == ["01-materi/01-satu.md", "01-materi/02-dua.md"]


def test_what_does_not_come_along_is_told_with_what_to_do() -> None:
    parts = {
        "word/header1.xml": b'<w:hdr xmlns:w="x"><w:t>Kop</w:t></w:hdr>',
        "word/media/a.emf": b"\x01\x00\x00\x00emf",
        "word/media/b.png": png(),
    }
    links = {
        "r1": ("image", "media/a.emf"),
        "r2": ("image", "media/b.png"),
        "r3": ("hyperlink", "file:///C:/x.docx"),
        "r4": ("image", "https://x.id/a.png"),
    }
    content = (
        paragraph("Isi")
        + "<w:p><w:ins w:id='1'><w:r><w:t>baru</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>lama</w:delText>"
        "</w:r></w:del><w:r><w:commentReference w:id='1'/></w:r><w:r><w:object><o:OLEObject /></w:object></w:r>"
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r><w:r><w:pict><v:line /></w:pict></w:r><w:r><c:chart /></w:r>"
        "<w:hyperlink r:id='r3'><w:r><w:t>tautan</w:t></w:r></w:hyperlink></w:p>"
        + picture_in_word("r1", "Peta")
        + picture_in_word("r2", "C:\\foto\\loket.png")
        + picture_in_word("r2", "Loket\n\nDescription automatically generated")
    )
    course = read_docx(docx(content, parts, links), "laporan.docx")
    text = body(texts(course)["01-materi/01-laporan.md"])
    assert "baru" in text and "lama" not in text and "kotak" in text and "tautan" in text and "Peta" in text
    assert "![](../media/gambar-01.png)" in text and "![Loket](../media/gambar-01.png)" in text
    assert set(told(course)) == {
        *("changes", "comments", "objects", "text-boxes", "shapes", "charts", "links-within", "headers"),
        *("picture-formats", "pictures-without-words", "no-headings"),
    }
    assert all(problem.say(problem.remedy) for problem in course.problems)


def test_a_picture_that_pages_cannot_show_stays_outside() -> None:
    evil = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    parts = {"word/media/a.png": png(20_000, 20_000), "word/media/b.png": evil}
    links = {"r1": ("image", "media/a.png"), "r2": ("image", "media/b.png")}
    course = read_docx(docx(paragraph("Isi") + picture_in_word("r1") + picture_in_word("r2"), parts, links), "x.docx")
    assert not [path for path in course.files if path.startswith("media/")]
    assert {"picture-too-large", "svg-refused"} <= set(told(course))


def test_words_in_fields_readings_and_directions_are_not_lost() -> None:
    run = "<w:r><w:t>%s</w:t></w:r>"
    content = (
        f"<w:p><w:fldSimple w:instr='PAGE'>{run % 'satu '}</w:fldSimple><w:dir w:val='rtl'>{run % 'dua '}</w:dir>"
        f"<w:r><w:ruby><w:rubyPr><w:lid/></w:rubyPr><w:rt>{run % 'baca'}</w:rt><w:rubyBase>{run % 'tiga'}</w:rubyBase>"
        "</w:ruby></w:r><w:r><w:cr/></w:r><w:r><w:t>empat</w:t></w:r></w:p>"
    )
    assert body(texts(read_docx(docx(content), "x.docx"))["01-materi/01-x.md"]) == "satu dua tiga\\\nempat"


def test_styles_of_an_office_that_are_headings_by_their_level_or_their_origin_are_headings() -> None:
    styles = (
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:type="paragraph" w:styleId="heading1"><w:name w:val="heading 1"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="Bab"><w:name w:val="Bab"/><w:basedOn w:val="heading1"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Bab"/>'
        b'<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        b'<w:style w:type="paragraph" w:styleId="Isi"><w:name w:val="Isi"/><w:basedOn w:val="Isi"/>'
        b'<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style></w:styles>'
    )
    content = "".join(paragraph(*one) for one in (("Satu", "Bab"), ("isi", "Isi"), ("Rinci", "Sub"), ("Dua", "Bab")))
    found = texts(read_docx(docx(content, {"word/styles.xml": styles}), "x.docx"))
    assert list(found)[2:] == ["01-materi/01-satu.md", "01-materi/02-dua.md"]
    assert body(found["01-materi/01-satu.md"]) == "isi\n\n## Rinci"


def test_a_table_of_contents_is_left_to_the_portal() -> None:
    content = paragraph("Satu\t3", "toc1") + paragraph("Satu", "heading1") + paragraph("isi")
    assert body(texts(read_docx(docx(content), "x.docx"))["course.md"]) == ""


def test_a_note_in_a_heading_is_not_lost() -> None:
    note = b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="7">'
    note += b"<w:p><w:r><w:t>Catatan</w:t></w:r></w:p></w:footnote></w:footnotes>"
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r></w:p>'
    head = paragraph("Satu", "heading1").replace("</w:p>", mark)
    content = head + paragraph("isi") + paragraph("Dua", "heading1")
    found = texts(
        read_docx(docx(content, {"word/footnotes.xml": note}, {"n": ("footnotes", "footnotes.xml")}), "x.docx")
    )
    assert found["01-materi/01-satu.md"] == '---\ntitle: "Satu"\n---\n\nisi\n\n[^1]\n\n[^1]: Catatan\n'


def test_a_heading_that_looks_like_a_question_is_a_heading() -> None:
    words = "Soal: apa itu? {#kunci points=2}"
    content = (
        paragraph("Satu", "heading1") + paragraph(words, "heading2") + paragraph("isi") + paragraph("Dua", "heading1")
    )
    course = read_course(read_docx(docx(content), "x.docx").files, "x").course
    assert course is not None
    kinds = [block.kind for block in course.modules[0].items[0].document.blocks]
    assert kinds == [BlockKind.TEXT, BlockKind.HEADING, BlockKind.TEXT]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
PLAIN = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="<&")
    | st.sampled_from(" *_#>|[]()`~$\\!-+=:.1{}^\"'"),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=3), PLAIN)
@example(["1986. Tahun", "Soal: apa?", "# x"], "Soal: apa {#kunci}")
@example(["---", "- a", "= b"], "a: b # c")
@example(["\ue002\ue006\ue008"], "'\"")
def test_any_text_comes_in_as_it_is(paragraphs: list[str], title: str) -> None:
    content = paragraph(f"J {title}", "heading1") + "".join(map(paragraph, paragraphs))
    course = read_docx(docx(content), "x.docx")
    wanted = [" ".join(re.sub("[\ue000-\ue00f]", "", text).split()) for text in (*paragraphs, f"J {title}")]
    assert words_of(body(list(texts(course).values())[-1])) == " ".join(filter(None, wanted[:-1]))
    reading = read_course(course.files, "x")
    assert reading.course is not None
    assert reading.course.modules[0].items[0].title == wanted[-1]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-damaged"),
        (docx("x")[:-40], "document-damaged"),
        (docx("<w:p>"), "document-damaged"),
        (docx(paragraph("Isi"), {"word/x.xml": LAUGHS.encode()}), "document-damaged"),
        (docx(paragraph("Isi"), {"word/x.bin": LAUGHS.encode("utf-16")}), "document-damaged"),
        (docx("", {"../x.xml": b"<x/>"}), "document-damaged"),
        (docx("", {"word/media/x.png": bytes(30_000_000)}), "document-too-large"),
        (docx(paragraph("kata " * 7_000_000)), "document-too-large"),
        (docx("", {f"word/{number}.xml": b"<x/>" for number in range(5_001)}), "document-too-large"),
        (docx(""), "document-empty"),
        (docx(paragraph("Judul", "toc1")), "document-empty"),
    ],
    ids=["empty", "half", "broken", "entity", "entity16", "slip", "bomb", "long", "many", "blank", "contents"],
)
def test_a_hostile_or_broken_document_is_refused_in_words(data: bytes, code: str) -> None:
    course = read_docx(data, "x.docx")
    assert course.is_refused
    assert [problem.code for problem in course.problems] == [code]
