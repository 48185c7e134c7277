"""Slides become sections: those of others with all they hold; what is lost is told with the numbers of the slides."""

import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from lms.authoring.foreign.foreign_course import ForeignCourse
from lms.authoring.foreign.slides import read_pptx
from tests.authoring.foreign.documents import DATA, png, texts, told
from tests.authoring.foreign.rendered import words_of
from tests.authoring.foreign.zips import zipped

LAYOUTS = {"cover": 0, "text": 1, "title": 5, "blank": 6}


class Deck:
    """A deck that is made for one test."""

    def __init__(self) -> None:
        self.deck = Presentation()

    def slide(self, layout: str = "text", title: str = "", body: str = "") -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[LAYOUTS[layout]])
        if title:
            slide.shapes.title.text = title
        if body:
            slide.placeholders[1].text_frame.text = body
        return slide

    def read(self) -> ForeignCourse:
        buffer = io.BytesIO()
        self.deck.save(buffer)
        return read_pptx(buffer.getvalue(), "paparan_layanan.pptx")


def of_others(name: str) -> ForeignCourse:
    return read_pptx((DATA / name).read_bytes(), name)


def test_slides_of_others_come_in_with_lists_tables_and_notes() -> None:
    found = texts(of_others("slides.pptx"))
    assert list(found) == ["course.md", "01-materi/module.md", "01-materi/01-second-slide-title.md"]
    assert 'title: "Test Table Slide"' in found["course.md"] and "| R1 | True | False |" in found["course.md"]
    lesson = found["01-materi/01-second-slide-title.md"]
    assert "## Second slide title\n\nLet’s introduce a list\n\n- With foo\n- Bar\n- And baz things" in lesson
    assert "Some notes on the second slide." in lesson
    assert "## Slide 3\n\n1. List item4\n2. List item5\n3. List item6\n\n- I1" in lesson
    assert told(of_others("slides.pptx")) == {"slides-without-title": "Slides without a title: 1 (3)."}


def test_a_simple_chart_becomes_a_table() -> None:
    course = of_others("chart.pptx")
    assert "| | Freshwater Ducks | Saltwater Ducks |\n|---|---|---|\n| 2019 | 120 | 80 |" in "".join(
        texts(course).values()
    )
    assert told(course)["charts-as-tables"] == "Charts that became tables: 1 (1)."
    assert told(course)["charts"] == "Charts: 1 (2). They are left out."


def test_a_slide_that_is_only_a_picture_is_named() -> None:
    course = of_others("picture.pptx")
    assert "## Slide 1\n\n![](../media/gambar-01.png)" in "".join(texts(course).values())
    assert told(course)["picture-slides"].startswith("Slides that are only pictures: 1 (1).")


def test_the_first_slide_names_the_course_and_ten_slides_make_a_lesson() -> None:
    deck = Deck()
    deck.slide("cover", "Layanan Prima", "Untuk petugas loket")
    for number in range(2, 26):
        deck.slide(title=f"Bagian {number}", body="isi")
    found = texts(deck.read())
    assert found["course.md"] == '---\ntitle: "Layanan Prima"\n---\n\nUntuk petugas loket\n'
    assert list(found)[2:] == [f"01-materi/{name}.md" for name in ("01-bagian-2", "02-bagian-12", "03-bagian-22")]


def test_sections_of_the_deck_are_lessons() -> None:
    deck = Deck()
    for title in ("Satu", "Dua", "Tiga"):
        deck.slide(title=title, body="isi")
    first, second, third = (slide.slide_id for slide in deck.deck.slides)
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    xml = (
        f'<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="x">'
        f'<p14:sectionLst xmlns:p14="{space}"><p14:section name="Pembuka &amp; salam" id="a"><p14:sldIdLst>'
        f'<p14:sldId id="{first}"/><p14:sldId id="{second}"/></p14:sldIdLst></p14:section>'
        f'<p14:section name="Isi" id="b"><p14:sldIdLst><p14:sldId id="{third}"/></p14:sldIdLst></p14:section>'
        "</p14:sectionLst></p:ext></p:extLst>"
    )
    deck.deck.part._element.append(parsed(xml))
    found = texts(deck.read())
    assert list(found)[2:] == ["01-materi/01-pembuka-salam.md", "01-materi/02-isi.md"]
    assert 'title: "Pembuka & salam"' in found["01-materi/01-pembuka-salam.md"]


def parsed(xml: str) -> Any:
    return etree.fromstring(xml)


def test_bullets_bold_links_tables_and_notes_of_a_slide() -> None:
    deck = Deck()
    slide = deck.slide(title="Salam *hangat*")
    frame = slide.placeholders[1].text_frame
    frame.text = "Satu"
    for text, level in (("Dua", 1), ("Tiga", 0)):
        one = frame.add_paragraph()
        one.text, one.level = text, level
    run = frame.add_paragraph().add_run()
    run.text, run.font.bold, run.hyperlink.address = "situs", True, "https://contoh.go.id/a_b"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(3), Inches(1)).table
    for place, text in enumerate(("Hari", "Jam", "Senin|Selasa", "8")):
        table.cell(place // 2, place % 2).text = text
    picture = slide.shapes.add_picture(io.BytesIO(png()), 0, 0)
    picture._element.nvPicPr.cNvPr.set("descr", "Loket depan")
    slide.notes_slide.notes_text_frame.text = "Sapa dulu.\nLalu dengar."
    course = deck.read()
    assert texts(course)["01-materi/01-salam-hangat.md"] == (
        '---\ntitle: "Salam *hangat*"\n---\n\n## Salam \\*hangat\\*\n\n- Satu\n  - Dua\n- Tiga\n'
        "- [**situs**](<https://contoh.go.id/a_b>)\n\n| Hari | Jam |\n|---|---|\n| Senin\\|Selasa | 8 |\n\n"
        "![Loket depan](../media/gambar-01.png)\n\nSapa dulu.\n\nLalu dengar.\n"
    )
    assert course.problems == ()


def test_what_does_not_come_along_is_told_with_its_slides() -> None:
    deck = Deck()
    hidden = deck.slide(title="Rahasia", body="x")
    hidden._element.set("show", "0")
    for _ in range(3):
        deck.slide("blank").shapes.add_picture(io.BytesIO(png()), 0, 0)
    chart = XyChartData()
    chart.add_series("a").add_data_point(1, 2)
    slide = deck.slide(title="Grafik", body="x")
    slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, 0, 0, Inches(3), Inches(2), chart)
    numbers = CategoryChartData()
    numbers.categories = ["2025", "2026"]
    numbers.add_series("Warga", (1.5, None))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(2), numbers)
    slide.shapes.add_movie(io.BytesIO(b"film"), 0, 0, Inches(1), Inches(1))
    slide.shapes.add_ole_object(io.BytesIO(b"ole"), "Excel.Sheet", 0, 0)
    slide.shapes.add_connector(1, 0, 0, 9, 9)
    course = deck.read()
    assert "| | Warga |\n|---|---|\n| 2025 | 1,5 |\n| 2026 | |" in "".join(texts(course).values())
    assert "Rahasia" not in "".join(texts(course).values())
    found = told(course)
    assert found["picture-slides"].startswith("Slides that are only pictures: 3 (2–4).")
    assert found["hidden-slides"] == "Hidden slides: 1 (1). They are left out."
    assert {"charts", "charts-as-tables", "recordings", "objects", "shapes", "pictures-without-words"} <= set(found)
    assert len([path for path in course.files if path.startswith("media/")]) == 1


def test_a_slide_that_goes_on_under_the_same_title_has_one_heading() -> None:
    deck = Deck()
    deck.slide(title="Alur", body="satu")
    deck.slide(title="Alur", body="dua")
    assert texts(deck.read())["01-materi/01-alur.md"].endswith("## Alur\n\nsatu\n\ndua\n")


@pytest.mark.parametrize(
    "text", ["1986. Tahun", "Soal: apa? {#k}", "# a_b*c*", "[[x]] <b> | $y$", "a\vb", "http://a.id/x_y_"]
)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    deck = Deck()
    deck.slide(title=text, body=text)
    lesson = next(text for path, text in texts(deck.read()).items() if path.startswith("01-materi/01"))
    shown = " ".join(text.split())
    assert words_of(lesson.split("---\n", 2)[2]) == f"{shown} {shown}"


def with_part(name: str, content: bytes) -> bytes:
    """The slides of others with one part more, or another one."""
    with zipfile.ZipFile(DATA / "slides.pptx") as archive:
        return zipped({**{part: archive.read(part) for part in archive.namelist()}, name: content})


def test_a_slide_show_is_slides_too() -> None:
    with zipfile.ZipFile(DATA / "slides.pptx") as archive:
        types = archive.read("[Content_Types].xml")
    shown = with_part("[Content_Types].xml", types.replace(b"presentation.main", b"slideshow.main"))
    assert texts(read_pptx(shown, "slides.ppsx")) == texts(of_others("slides.pptx"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "document-damaged"),
        ((DATA / "slides.pptx").read_bytes()[:20_000], "document-damaged"),
        (with_part("ppt/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><p/>'), "document-damaged"),
        (zipped({"ppt/presentation.xml": b"<p/>"}), "document-damaged"),
        (zipped({"ppt/media/a.png": bytes(30_000_000)}), "document-too-large"),
    ],
    ids=["empty", "half", "entity", "bare", "bomb"],
)
def test_a_hostile_or_broken_deck_is_refused_in_words(data: bytes, code: str) -> None:
    course = read_pptx(data, "x.pptx")
    assert course.is_refused and [problem.code for problem in course.problems] == [code]


def test_a_deck_without_words_and_pictures_is_refused() -> None:
    deck = Deck()
    deck.slide("blank")
    assert [problem.code for problem in deck.read().problems] == ["document-empty"]
