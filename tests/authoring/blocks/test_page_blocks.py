"""A file as page blocks: joined they are the file, and each is what an author would call it."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, find_block, page_blocks
from lms.content.document_reader import read_document
from tests.authoring.blocks.sources import any_file

K = PageBlockKind
FILES = sorted((Path(__file__).parents[3] / "courses").rglob("*.md"))


def blocks_of(source: str) -> tuple[PageBlock, ...]:
    return page_blocks(read_document("a.md", source).document)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("## Judul", K.HEADING),
        ("Judul\n---", K.HEADING),
        ("kata\nlagi", K.PARAGRAPH),
        ("- a\n- b\n\n- c", K.LIST),
        ('![peta](peta.svg "Ket")', K.PICTURE),
        ("[![a](a.png)](b.md)", K.PARAGRAPH),
        ("![a](a.png) dan kata", K.PARAGRAPH),
        ("[Wawancara](w.mp3)", K.MEDIA),
        ("https://youtu.be/dQw4w9WgXcQ", K.MEDIA),
        ("[Film](https://www.youtube.com/watch?v=dQw4w9WgXcQ)", K.MEDIA),
        ("[Situs](https://www.menpan.go.id)", K.PARAGRAPH),
        ("| a | b |\n|---|---|\n| 1 | 2 |", K.TABLE),
        ("> [!TIP]\n> Ingat.", K.NOTE),
        ("> kata orang", K.QUOTE),
        ("```\nkode\n```", K.CODE),
        ("    kode", K.CODE),
        ("$$x^2$$", K.MATH),
        ("***", K.RULE),
        ("## Soal: a\n\n- (x) b\n- ( ) c\n\n> Penjelasan: d", K.QUESTION),
        ("## Kelompok: a {draw=1}", K.POOL),
        ("[^1]: Catatan.\n    Lanjut.", K.FOOTNOTE),
        ('[uu]: https://example.org "UU"', K.DEFINITIONS),
        ("<details>\n<summary>a</summary>\n\nisi\n\n- b\n\n</details>", K.OTHER),
        ("<!-- diam -->", K.OTHER),
        ("Istilah\n: arti", K.OTHER),
        ("\n \n", K.BLANK),
    ],
)
def test_a_piece_of_a_page_is_what_an_author_would_call_it(source: str, kind: K) -> None:
    assert [block.kind for block in blocks_of(source)] == [kind]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_blocks_of_a_shipped_file_joined_are_the_file(path: Path) -> None:
    source = path.read_bytes().decode("utf-8")
    document = read_document(path.name, source).document

    assert document.front_text + "".join(block.text for block in page_blocks(document)) == source


@given(any_file)
@settings(max_examples=150, deadline=None)
def test_the_blocks_of_any_file_joined_are_the_file(source: str) -> None:
    document = read_document("a.md", source).document
    blocks = page_blocks(document)

    assert document.front_text + "".join(block.text for block in blocks) == source
    assert len({block.key for block in blocks}) == len(blocks)
    assert [block.index for block in blocks] == list(range(len(blocks)))


def test_an_empty_file_has_no_blocks() -> None:
    assert blocks_of("") == ()


def test_blank_lines_belong_to_the_block_above_and_those_at_the_top_to_the_first() -> None:
    assert [block.text for block in blocks_of("\n\na\n\n\n- b\n")] == ["\n\na\n\n\n", "- b\n"]


def test_a_block_keeps_its_key_when_others_change_and_loses_it_when_it_changes() -> None:
    key = blocks_of("a\n\nb")[1].key

    moved, changed = find_block(blocks_of("b\r\n\r\na\r\n\r\nc"), key), find_block(blocks_of("a\n\nb!"), key)

    assert moved is not None
    assert moved.index == 0
    assert changed is None


def test_equal_blocks_have_keys_of_their_own() -> None:
    first, second = blocks_of("sama\n\nsama")

    assert second.key == f"{first.key}-2"


def test_html_around_a_question_does_not_hide_the_question() -> None:
    kinds = [block.kind for block in blocks_of("<div>\n\na\n\n## Soal: b\n\n- (x) c\n- ( ) d\n\n## Judul\n\ne")]

    assert kinds == [K.OTHER, K.PARAGRAPH, K.QUESTION, K.HEADING, K.PARAGRAPH]


def test_a_question_without_key_has_the_one_that_publication_would_give_it() -> None:
    (block,) = blocks_of("## Soal: Apa itu SKM?\n\n- = survei")

    assert block.question is not None
    assert block.question.key == block.anchor == "apa-itu-skm"


def test_lists_nested_without_end_are_one_block_that_can_only_be_edited_as_text() -> None:
    assert [block.kind for block in blocks_of("> " * 60 + "a\n\nb")] == [K.OTHER]
