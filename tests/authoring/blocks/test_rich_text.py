"""A text of a form goes to the browser and back, with script and without, and hostile texts do no harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.plain_text import PlainText, missing_words, plain_of, runs_of_plain
from lms.authoring.blocks.rich_html import html_of, runs_of_html
from lms.authoring.blocks.rich_text import RichText, rich_fields, rich_from, rich_markdown, rich_of
from lms.authoring.blocks.runs import Run, normal
from tests.authoring.blocks.sources import some_run
from tests.content.course_sources import any_text

runs = st.lists(some_run.filter(lambda run: "\u27e6" not in run.text), max_size=4).map(normal)


@given(runs)
@settings(max_examples=150, deadline=None)
def test_a_text_goes_through_the_editable_field_unchanged(text: tuple[Run, ...]) -> None:
    assert runs_of_html(html_of(text)) == text


@given(runs)
@settings(max_examples=150, deadline=None)
def test_a_text_goes_through_plain_fields_unchanged(text: tuple[Run, ...]) -> None:
    plain = plain_of(text)

    assert runs_of_plain(plain) == text
    assert missing_words(plain) == ()


@given(any_text)
@settings(max_examples=100, deadline=None)
def test_any_markdown_goes_through_both_kinds_of_fields_unchanged(markdown: str) -> None:
    rich = rich_of(markdown)
    fields = rich_fields("text", rich)

    assert rich_from(fields, "text") == rich


def test_plain_fields_say_which_words_are_bold_and_linked() -> None:
    plain = plain_of(rich_of("warga dan **warga** di [loket](../a.md) $x$").runs)

    assert plain == PlainText(
        "warga dan warga di loket \u27e61\u27e7", bold=("warga #2",), links=("loket → ../a.md",), kept=("$x$",)
    )


def test_an_arrow_of_a_keyboard_is_an_arrow() -> None:
    assert runs_of_plain(PlainText("ke loket", links=("loket -> www.bkn.go.id",))) == (
        Run("ke "),
        Run("loket", link="https://www.bkn.go.id"),
    )


def test_words_that_the_text_does_not_have_are_named() -> None:
    sent = {"text": "ke meja", "text.bold": "loket\nmeja", "text.links": "meja → \npintu → a.md"}

    assert rich_from(sent, "text").missing == ("loket", "meja →", "pintu → a.md")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b<br>c</p>", [Run("a\n\nb\nc")]),
        ("<div>a</div><div><b>b</b></div>", [Run("a\n\n"), Run("b", bold=True)]),
        ('<span style="font-weight:700">a</span><em>b</em>', [Run("a", bold=True), Run("b", italic=True)]),
        ('<b style="font-weight:normal">a</b>', [Run("a")]),
        ("a<script>alert(1)</script><style>b{}</style>", [Run("a")]),
        ('<a href="javascript:alert(1)">a</a><a href="data:x">b</a>', [Run("ab")]),
        ('<img src=x onerror="alert(1)">a', [Run("a")]),
        ("<b>a", [Run("a", bold=True)]),
        ("a</b></p>b", [Run("ab")]),
        ("<ul><li>a</li><li>b</li></ul>", [Run("a\n\nb")]),
        ("a&nbsp;&lt;b&gt;", [Run("a\u00a0<b>")]),
        ("", []),
        ("<" * 1000, [Run("<" * 1000)]),
    ],
)
def test_of_what_a_browser_sends_only_words_and_looks_are_read(html: str, text: list[Run]) -> None:
    assert runs_of_html(html) == normal(text)


def test_no_html_of_a_browser_is_stored() -> None:
    hostile = '<p data-kept="**a**">x</p><span data-kept="<script>alert(1)</script>">y</span><u onclick="z">kata</u>'

    markdown = rich_markdown(RichText(runs_of_html(hostile)))

    assert "onclick" not in markdown
    assert "<u" not in markdown


def test_what_is_kept_cannot_be_broken_by_moving_its_token() -> None:
    text = rich_of("Sebelum\n\n```\nkode\n```")
    sent = {**rich_fields("text", text), "text": "Sebelum \u27e61\u27e7 dan sesudah"}
    del sent["text.html"]

    assert rich_markdown(rich_from(sent, "text")) == "Sebelum\n\n```\nkode\n```\n\ndan sesudah"


def test_a_kept_part_that_nobody_sent_is_text() -> None:
    assert rich_from({"text": "a \u27e67\u27e7", "text.kept": "{}"}, "text").words == "a \u27e67\u27e7"
