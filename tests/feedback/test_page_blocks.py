"""A page in blocks, from its HTML alone; pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.feedback.page_blocks import QUOTED, blocks_of, named, quoted, quoted_html
from tests.learning.courses import SELF_CHECK

ASIDE = '<aside class="note" role="note">\n<p>Catatan</p>\n<p>Isi.</p>\n</aside>'


@pytest.mark.parametrize(
    ("html", "quotes"),
    [
        ("", []),
        ("\n \n", []),
        ("<p>Satu</p>\n<p>Dua <em>kali</em></p>", ["Satu", "Dua kali"]),
        ("<p>A &amp; B</p><hr><p>C</p>", ["A & B", "C"]),
        ('<h2 id="u-a">Judul</h2>\n<p>Isi</p>', ["Judul Isi"]),
        ("<h2>Satu</h2><h3>Dua</h3><ul><li>x</li><li>y</li></ul>", ["Satu Dua x y"]),
        ("<p>Isi</p><h2>Sendiri</h2>", ["Isi", "Sendiri"]),
        ('<figure><img alt="Peta kantor" src="/media/a.webp"></figure><p>Isi</p>', ["Peta kantor", "Isi"]),
        ('<figure><img alt="Peta" src="/a"><figcaption>Denah</figcaption></figure>', ["Denah"]),
        ('<figure><img alt="" src="/media/a.webp"></figure>', [""]),
        (ASIDE + "<p>Lalu</p>", ["Catatan Isi.", "Lalu"]),
        ("teks lepas <b>tebal</b><p>Isi</p>", ["teks lepas tebal", "Isi"]),
        ("<div><p>a</p><div><p>b</p></div></div><p>c\nd</p>", ["a b", "c d"]),
        ("<p>" + "kata " * 60 + "</p>", ["kata " * 23 + "kata…"]),
    ],
)
def test_a_block_is_a_piece_at_the_top_level_and_a_heading_stands_with_what_follows(
    html: str, quotes: list[str]
) -> None:
    found = blocks_of([("html", html)], {})
    assert [block.quote for block in found] == quotes
    assert [block.number for block in found] == list(range(1, len(found) + 1))


def test_a_question_is_a_block_in_its_place_and_an_unknown_one_is_passed_over() -> None:
    parts = [("html", "<p>Satu</p><p>Dua</p>"), ("question", "kapan"), ("question", "x"), ("html", "<p>Tiga</p>")]
    found = blocks_of(parts, {"kapan": SELF_CHECK})
    assert [(block.number, block.quote) for block in found] == [
        (1, "Satu"),
        (2, "Dua"),
        (3, "Kapan Anda menyapa?"),
        (4, "Tiga"),
    ]


def test_a_gap_of_a_question_is_left_open_in_its_quote() -> None:
    assert quoted_html("<p>Warga di \ue0000\ue001 itu.</p>") == "Warga di … itu."


@given(st.lists(st.sampled_from(["<p>a</p>", "<h2>b</h2>", "<ul><li>c</li></ul>", ASIDE, "<hr>", "\n", "d"])))
def test_nothing_but_rules_is_lost_between_the_blocks(pieces: list[str]) -> None:
    html = "".join(pieces)
    joined = "".join(str(block.html) for block in blocks_of([("html", html)], {}))
    assert joined.replace("<hr>", "").replace("\n", "") == html.replace("<hr>", "").replace("\n", "")


@given(st.text())
def test_a_quote_fits_its_column_and_holds_nothing_that_a_database_refuses(text: str) -> None:
    assert len(quoted(text)) <= QUOTED + 1 and "\0" not in quoted(text) and len(named(quoted(text))) <= 61
