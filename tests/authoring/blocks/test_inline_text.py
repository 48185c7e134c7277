"""Typed text becomes Markdown that shows that very text, and runs are read back as they were."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.inline_reader import runs_of
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.runs import Run, normal, text_of
from lms.content.document_reader import read_document
from lms.content.markdown import render_parts
from tests.authoring.blocks.sources import some_run, typed

BOLD, PLAIN = Run("kata", bold=True), Run("kata")


def shown(markdown: str) -> str:
    """The words that a learner sees."""
    (rendered,) = render_parts((markdown,))
    words = re.sub(r"<[^>]*>", "", rendered.replace("<br>", " "))
    return " ".join(html.unescape(words).split())


@given(typed)
@example("|\n|")  # two bars alone are the smallest table
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_into_a_paragraph_is_shown(text: str) -> None:
    words = re.sub(r"\n+", "\n", text_of(normal([Run(text)])))

    assert shown(markdown_of([Run(words)])) == " ".join(words.split())


@given(typed)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_into_a_heading_is_shown_and_opens_no_question(text: str) -> None:
    words = " ".join(text_of(normal([Run(text)])).split())
    heading = f"## {markdown_of([Run(words)], Place.HEADING)}"

    assert shown(heading) == words
    assert [block.question or block.pool for block in read_document("", heading).document.blocks] == [None]
    assert read_document("", heading).document.blocks[0].level == 2


@given(typed)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_into_a_cell_is_shown(text: str) -> None:
    words = " ".join(text_of(normal([Run(text)])).split())
    table = f"| x | y |\n|---|---|\n| z | {markdown_of([Run(words)], Place.CELL)} |"

    assert shown(table).removeprefix("x y z").strip() == words


@given(st.lists(some_run, max_size=4), st.sampled_from(Place))
@settings(max_examples=200, deadline=None)
def test_runs_read_back_with_the_same_words(runs: list[Run], place: Place) -> None:
    wanted = normal(runs)
    markdown = markdown_of(wanted, place)

    read = runs_of(markdown.replace("\\|", "|") if place is Place.CELL else markdown)

    assert text_of(read).split() == text_of(wanted).split()
    assert "javascript" not in "".join(run.link for run in read)


@given(st.lists(some_run, max_size=4))
@settings(max_examples=100, deadline=None)
def test_the_normal_form_is_normal(runs: list[Run]) -> None:
    assert normal(normal(runs)) == normal(runs)


@pytest.mark.parametrize(
    ("runs", "markdown"),
    [
        ([Run("a "), BOLD, Run(" b")], "a **kata** b"),
        ([Run("a"), Run(" b ", bold=True), Run("c")], "a **b** c"),
        ([Run("a", italic=True), Run("b", bold=True)], "*a***b**"),
        ([Run("a", bold=True), Run("b", bold=True, italic=True)], "**a*b***"),
        ([Run("situs", link="https://bkn.go.id")], "[situs](https://bkn.go.id)"),
        ([Run("https://bkn.go.id", link="https://bkn.go.id")], "https://bkn.go.id"),
        ([Run("situs", link="a b(c).md", title="x")], '[situs](a%20b%28c%29.md "x")'),
        ([Run("a`b", code=True)], "``a`b``"),
        ([Run("Biaya 3 * 4 = 12 [lihat] $5")], r"Biaya 3 \* 4 = 12 \[lihat\] \$5"),
        ([Run("nama_berkas dan _x_")], r"nama_berkas dan \_x\_"),
        ([Run("1986. tahun itu")], r"1986\. tahun itu"),
        ([Run("- bukan butir")], r"\- bukan butir"),
        ([Run("A & B < C")], "A & B < C"),
        ([Run("dua\nbaris")], "dua\\\nbaris"),
        ([Run("Luas "), Run(kept="$x^2$"), Run(" cm")], "Luas $x^2$ cm"),
    ],
)
def test_markdown_is_what_an_author_would_write(runs: list[Run], markdown: str) -> None:
    assert markdown_of(runs) == markdown
    assert runs_of(markdown) == normal(runs)


@pytest.mark.parametrize(
    ("markdown", "runs"),
    [
        ("__a__ dan *b*", [Run("a", bold=True), Run(" dan "), Run("b", italic=True)]),
        ("<b>a</b>", [Run("a", bold=True)]),
        ("a  \nb\nc", [Run("a\nb c")]),
        ("a&nbsp;b &copy;", [Run("a\u00a0b ©")]),
        ("[a][x]", [Run("a", link="https://b.c", title="D")]),
        ("teks[^1]", [Run("teks"), Run(kept="[^1]")]),
        ("<kbd>K</kbd>", [Run(kept="<kbd>"), Run("K"), Run(kept="</kbd>")]),
        ("a ![b](c.png) d", [Run("a "), Run(kept="![b](c.png)"), Run(" d")]),
        ("Warga ke [[loket|meja]].", [Run("Warga ke "), Run(kept="[[loket|meja]]"), Run(".")]),
        ("`[[a]]`", [Run("[[a]]", code=True)]),
        ("[a](javascript:b)", [Run("a")]),
    ],
)
def test_marks_of_authors_are_read_and_the_rest_is_kept(markdown: str, runs: list[Run]) -> None:
    assert runs_of(markdown, '[x]: https://b.c "D"') == normal(runs)
