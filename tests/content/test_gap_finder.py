"""Where a gap is read, and where two brackets are only two brackets."""

import pytest

from lms.content.gap_finder import find_gaps, with_places

FOUND = [
    ("a gap in a sentence", "Di [[loket]] saja.", ["loket"]),
    ("two gaps", "[[a]] dan [[b|c]]", ["a", "b|c"]),
    ("in a list", "- di [[loket]]\n  - [[meja]]", ["loket", "meja"]),
    ("in a quote", "> di [[loket]]", ["loket"]),
    ("in bold", "**[[loket]]**", ["loket"]),
    ("over a line end", "[[dua\nkata]]", ["dua kata"]),
    ("empty", "[[]]", [""]),
    ("in code", "`[[a]]` dan ``[[b]]``", []),
    ("in a fence", "```\n[[a]]\n```", []),
    ("in indented code", "Teks.\n\n    [[a]]", []),
    ("in a table", "| a | b |\n|---|---|\n| [[c]] | d |", []),
    ("in a link", "[x](a[[b]]c) dan [[[d]]](e)", []),
    ("in an HTML tag", '<abbr title="[[a]]">b</abbr>', []),
    ("in a comment block", "<!--\n[[a]]\n-->", []),
    ("escaped", r"\[\[a\]\] dan \[[b]]", []),
    ("a footnote", "[^1] dan [a][b]", []),
    ("behind code that never closes", "` [[a]]", ["a"]),
    ("without an end", "[[a", []),
]


@pytest.mark.parametrize(("text", "inside"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_gaps_are_read_in_text_only(text: str, inside: list[str]) -> None:
    assert [gap.inside for gap in find_gaps(text)] == inside


def test_a_gap_knows_its_line_and_leaves_only_its_place_in_the_text() -> None:
    text = "Satu.\n\nDi [[loket]] atau\n[[(x) ya|( ) tidak]].\n"

    assert [gap.line for gap in find_gaps(text)] == [3, 4]
    assert with_places(text) == "Satu.\n\nDi \ue0000\ue001 atau\n\ue0001\ue001.\n"


def test_places_that_an_author_wrote_are_taken_out() -> None:
    assert with_places("\ue0005\ue001 [[a]]") == "5 \ue0000\ue001"


def test_many_brackets_are_read_quickly() -> None:
    assert find_gaps("[[" * 20_000) == ()
    assert len(find_gaps("[[a]] " * 5_000)) == 5_000
