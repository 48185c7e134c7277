"""Forms without marks for every kind of block: what is not changed stays, what is typed becomes Markdown."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from lms.authoring.blocks.code_form import CodeValues
from lms.authoring.blocks.form_rows import rows_of, with_row_button
from lms.authoring.blocks.forms import (
    FORMS,
    anchors_of,
    empty_form,
    from_fields,
    read_form,
    to_fields,
    with_button,
    write_form,
)
from lms.authoring.blocks.heading_form import HeadingValues
from lms.authoring.blocks.list_form import ListItem, ListValues
from lms.authoring.blocks.media_form import MediaValues
from lms.authoring.blocks.note_form import NoteValues, QuoteValues
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of, page_blocks
from lms.authoring.blocks.paragraph_form import ParagraphValues
from lms.authoring.blocks.picture_form import PictureValues
from lms.authoring.blocks.pool_form import PoolValues
from lms.authoring.blocks.rich_text import RichText, rich_of
from lms.authoring.blocks.table_form import TableValues
from lms.content.document_reader import read_document
from tests.authoring.blocks.sources import any_file

FILES = sorted((Path(__file__).parents[3] / "courses").rglob("*.md"))


def block_of(source: str) -> PageBlock:
    (block,) = page_blocks(read_document("a.md", source).document)
    return block


def rich(markdown: str) -> RichText:
    return rich_of(markdown)


def row(*cells: str) -> tuple[RichText, ...]:
    return tuple(rich(cell) for cell in cells)


def items(*texts: str) -> tuple[ListItem, ...]:
    return tuple(ListItem(rich(text)) for text in texts)


def holds(source: str) -> None:
    """What must hold for every block that a form can show."""
    for block in page_blocks(read_document("a.md", source).document):
        values = read_form(block)
        if values is None:
            continue
        fields = to_fields(values)
        plain = {name: text for name, text in fields.items() if not name.endswith("html")}
        assert write_form(values, block).text == core_of(block.text)
        assert from_fields(fields) == values
        assert from_fields(plain) == values
        written = write_form(values)
        if not written.problems and written.text:
            again = page_blocks(read_document("a.md", written.text).document)[0]
            assert again.kind is not block.kind or read_form(replace(again, definitions=block.definitions)) == values


AS_TEXT_ONLY = {PageBlockKind.MATH, PageBlockKind.FOOTNOTE, PageBlockKind.DEFINITIONS, PageBlockKind.OTHER}
"""What the editor changes by its text alone: formulas, footnotes, lists of terms, allowed HTML."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_block_of_a_shipped_course_has_a_form_that_changes_nothing_by_itself(path: Path) -> None:
    source = path.read_bytes().decode("utf-8")

    holds(source)
    formless = [b for b in page_blocks(read_document("a.md", source).document) if read_form(b) is None]
    assert [b.text for b in formless if b.kind not in AS_TEXT_ONLY] == []


@given(any_file)
@example("```\x00")
@example("```\n\x00a\n```")
@example("#<!-----\n-->")  # raw HTML within a sentence, over two lines
@settings(max_examples=120, deadline=None)
def test_forms_of_any_file_change_nothing_by_themselves(source: str) -> None:
    holds(source)


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("## Hak *warga* {#hak}", HeadingValues(rich("Hak *warga*"), 2, "{#hak}")),
        ("Hak\n===", HeadingValues(rich("Hak"), 1)),
        ("satu\n**dua**", ParagraphValues(rich("satu **dua**"))),
        ("- a\n- b\n  1. c", ListValues((*items("a", "b"), ListItem(rich("c"), 1)), (False, True, False))),
        ("3) a\n4) b", ListValues(items("a", "b"), (True, False, False), 3)),
        ("- [x] a", ListValues((ListItem(rich("☑ a")),))),
        ('![Loket](<a b.png> "Ket")', PictureValues("a b.png", "Loket", "Ket")),
        ("![](garis.svg)", PictureValues("garis.svg")),
        ("[Suara](a.mp3)", MediaValues("a.mp3", "Suara")),
        ("| a | b |\n|:-:|--:|\n| `x\\|y` | |", TableValues(row("a", "b"), (row("`x|y`", ""),), ("center", "right"))),
        ("> [!tip] Ingat\n> satu\n>\n> dua", NoteValues("TIP", "Ingat", rich("satu\n\ndua"))),
        ("> kata", QuoteValues(rich("kata"))),
        ("~~~sql\nSELECT 1;\n~~~", CodeValues("SELECT 1;", "sql")),
        ("    a\n\n    b", CodeValues("a\n\nb")),
        ("## Kelompok: Hukum {#h draw=2}", PoolValues(rich("Hukum"), "2", "h")),
    ],
)  # fmt: skip
def test_a_form_shows_a_block_without_marks(source: str, values: object) -> None:
    assert read_form(block_of(source)) == values


@pytest.mark.parametrize(
    "source",
    [
        "- a\n\n  b",
        "- a\n  > b",
        "- - a",
        "- a\n  - b\n    - c\n      - d",
        "| a | b |\n|---|---|\n| c |",
        "a\n| b |\n|---|",
        "> a\nb",
        "> [!TIP] **a**\n> b",
        "```py title=a\nb\n```",
        "***",
        "$$x$$",
        "<!-- a -->",
        "[a]: b",
    ],
)
def test_a_block_that_a_form_cannot_show_has_none(source: str) -> None:
    assert read_form(block_of(source)) is None


@pytest.mark.parametrize(
    ("values", "markdown"),
    [
        (HeadingValues(rich("Soal: mudah #"), 3, "{#a}"), r"### Soal\: mudah \# {#a}"),
        (ParagraphValues(rich("a\n\n**b**")), "a\n\n**b**"),
        (ListValues((ListItem(rich("a")), ListItem(), ListItem(rich("b"), 2))), "- a\n  - b"),
        (ListValues((ListItem(rich("a")), ListItem(rich("b"), 1)), (True, False, False), 9), "9. a\n   - b"),
        (PictureValues("../a b.png", "Dua [loket]", 'Kata "Ani"'), r'![Dua \[loket\]](../a%20b.png "Kata \"Ani\"")'),
        (PictureValues("a.png", "", "", True), "![](a.png)"),
        (MediaValues("https://youtu.be/dQw4w9WgXcQ"), "https://youtu.be/dQw4w9WgXcQ"),
        (TableValues(row("a|b"), (row(""), row("**e**")), ("right",)), "| a\\|b |\n|--:|\n| **e** |"),
        (NoteValues("WARNING", "", rich("a\n\nb")), "> [!WARNING]\n> a\n>\n> b"),
        (QuoteValues(rich("[!NOTE] a")), r"> \[!NOTE\] a"),
        (CodeValues("a\n```\nb", "py"), "````py\na\n```\nb\n````"),
        (PoolValues(rich("Hukum"), "3"), "## Kelompok: Hukum {draw=3}"),
    ],
)  # fmt: skip
def test_a_form_writes_what_an_author_would(values: object, markdown: str) -> None:
    assert write_form(values).text == markdown


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (HeadingValues(), "nothing-written"),
        (ParagraphValues(RichText(rich("a").runs, ("b",))), "words-not-in-text"),
        (ListValues(), "nothing-written"),
        (PictureValues("", "a"), "no-picture"),
        (PictureValues("a.png"), "picture-needs-words"),
        (MediaValues("a.txt"), "not-played"),
        (MediaValues("https://example.org/film"), "not-played"),
        (TableValues(), "nothing-written"),
        (NoteValues(), "nothing-written"),
        (QuoteValues(), "nothing-written"),
        (CodeValues(" "), "nothing-written"),
        (PoolValues(rich("a"), "0"), "not-a-whole-number"),
    ],
)
def test_a_form_that_lacks_something_says_what(values: object, code: str) -> None:
    written = write_form(values)

    assert [problem.code for problem in written.problems] == [code]
    assert written.text == ""


def test_an_edited_item_leaves_the_lines_of_the_others() -> None:
    block = block_of("*  satu\n   lanjut\n*  [dua](a.md 'b')\n\n     1. __tiga__\n")
    values = read_form(block)
    first, second, third = values.items

    changed = replace(values, items=(first, replace(second, text=rich("2 * 2")), third))

    assert write_form(changed, block).text == "*  satu\n   lanjut\n*  2 \\* 2\n\n     1. __tiga__"


def test_an_added_item_leaves_the_words_of_the_others() -> None:
    block = block_of("1. __a__\n2. b\n   c\n")
    values = read_form(block)

    changed = replace(values, items=(values.items[0], ListItem(rich("baru")), values.items[1]))

    assert write_form(changed, block).text == "1. __a__\n2. baru\n3. b\n   c"


def test_an_edited_cell_leaves_the_lines_of_the_other_rows() -> None:
    block = block_of("a|b\n:-|-\n__c__|d\n e | f\n")
    values = read_form(block)

    changed = replace(values, rows=(values.rows[0], row("e", "g")))

    assert write_form(changed, block).text == "a|b\n:-|-\n__c__|d\n| e | g |"


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_a_form_reads_whatever_is_sent(kind: PageBlockKind) -> None:
    names = [*to_fields(empty_form(kind)), "item-99999", "item-x", "choice-1.right", "row-0.cell-40", "columns"]
    for hostile in ("", "9" * 50, "-1", "<script>", "\x00", "²", "[1,2", "x" * 5000):
        values = from_fields({**dict.fromkeys(names, hostile), "kind": kind})
        written = write_form(values)
        assert written.problems or "\x00" not in written.text


def test_a_form_of_no_kind_is_none() -> None:
    assert from_fields({"kind": "rule"}) is None
    assert from_fields({}) is None


def test_buttons_change_rows_and_save_nothing() -> None:
    fields = {"kind": "list", "item-0": "a", "item-0.level": "1", "item-0.bold": "a", "item-7": "b", "start": "1"}

    def items(button: str) -> list[str]:
        return [row[""] for row in rows_of(with_row_button(fields, button), "item")]

    assert items("add:item") == ["a", "b", ""]
    assert items("add:item:0") == ["a", "", "b"]
    assert items("remove:item:0") == ["b"]
    assert items("up:item:1") == items("down:item:0") == ["b", "a"]
    assert items("up:item:0") == items("remove:item:9") == items("x") == items("down:item:x:y") == ["a", "b"]
    assert with_row_button(fields, "add:item:0")["item-1.level"] == "1"
    assert with_row_button(fields, "up:item:1")["item-1.bold"] == "a"


def test_buttons_add_and_remove_columns() -> None:
    fields = to_fields(TableValues(row("a", "b"), (row("c", "d"),), ("", "right")))

    wider = from_fields(with_button(fields, "add:column:0"))
    narrower = from_fields(with_button(fields, "remove:column:0"))

    assert wider == TableValues(row("a", "", "b"), (row("c", "", "d"),), ("", "", "right"))
    assert narrower == TableValues(row("b"), (row("d"),), ("right",))


def test_the_right_option_stays_right_when_rows_move() -> None:
    fields = {"kind": "question", "question": "single_choice", "choice-0": "a", "choice-1": "b", "right": "1"}

    moved = from_fields(with_button(fields, "up:choice:1"))

    assert [(choice.text.words, choice.right) for choice in moved.answer.choices] == [("b", True), ("a", False)]


def test_the_keys_of_a_file_are_those_of_its_headings_questions_and_pools() -> None:
    source = "## A {#a}\n\nb\n\n## Kelompok: C {#c}\n\n### Soal: D\n\n- = e\n"

    assert anchors_of(page_blocks(read_document("", source).document)) == {"a", "c", "d"}
