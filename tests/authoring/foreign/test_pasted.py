"""Pasted from Word, Google Docs and web pages: headings, lists, tables and bold stay, words stay what they are."""

import re
import time
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lms.authoring.foreign.pasted import markdown_of_html
from lms.content.markdown import render_markdown
from tests.authoring.foreign.rendered import words_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
<body><!--StartFragment--><h1>Melayani <b>warga</b></h1>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Salam<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>a.<span>&nbsp; </span></span><!--[endif]--><b>Senyum</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span>Sapa<o:p></o:p></p>
<p class=MsoNormal>Biasa<o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml><w:x>rahasia</w:x></xml><![endif]-->
<table class=MsoTableGrid border=1><tr><td><p>Hari</p></td><td><p>Jam</p></td></tr>
<tr><td><p>Senin</p></td><td><p>8</p><p>16</p></td></tr></table><!--EndFragment--></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a"><h2 dir="ltr"><span
style="font-weight:400;font-style:normal">Syarat</span></h2><p><span style="font-weight:700">tebal</span><span
style="font-style:italic;font-weight:400"> miring </span><a href="https://a.id/x_y"><span>tautan</span></a></p><ul><li
dir="ltr" aria-level="1"><p role="presentation"><span>satu</span></p></li><ul><li aria-level="2"><p><span>dua</span></p>
</li></ul><li aria-level="1"><p>tiga</p></li></ul><ol><li><p>empat</p></li></ol><br></b>"""


def test_lists_headings_and_tables_of_word_stay_what_they_are() -> None:
    assert markdown_of_html(WORD) == (
        "# Melayani warga\n\n- Salam\n  1. **Senyum**\n- Sapa\n\nBiasa\n\n"
        "| Hari | Jam |\n|---|---|\n| Senin | 8<br>16 |"
    )


ONLINE = """<div class="OutlineGroup"><div class="OutlineElement"><p class="Paragraph"><span class="TextRun">Buka</span>
</p></div><div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1"><li data-aria-level="1"><p><span
style="font-weight:bold">Satu</span><span class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1"><ol><li data-aria-level="2"><p>Dua</p></li></ol></div>
<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>Tiga</p></li></ul></div>
<div><p>Tutup</p></div></div>"""


def test_lists_of_word_in_a_browser_are_put_together_again() -> None:
    assert markdown_of_html(ONLINE) == "Buka\n\n- **Satu**\n  1. Dua\n- Tiga\n\nTutup"


def test_styles_of_google_docs_become_bold_and_italic_and_its_lists_stay_nested() -> None:
    assert markdown_of_html(GOOGLE) == (
        "## Syarat\n\n**tebal** *miring* [tautan](<https://a.id/x_y>)\n\n- satu\n  - dua\n- tiga\n\n1. empat"
    )


def test_a_web_page_leaves_its_text_and_nothing_that_acts() -> None:
    page = """<div class=a><div><h3>Judul</h3>Satu<div>Dua <a href="javascript:x()">klik</a></div></div>
    <script>alert(1)</script><style>b{}</style><form><input value=x><textarea>diam</textarea><button>Kirim</button>
    <select><option>pilih</option></select></form><img src="data:image/png;base64,AAAA" alt="x"><iframe src=x>y</iframe>
    <blockquote><p>Kutip</p><p>lagi</p></blockquote><hr><pre>a  *b*
    c</pre><span style="display:none">gaib</span><svg><text>gambar</text></svg></div>"""
    assert markdown_of_html(page) == (
        "### Judul\n\nSatu\n\nDua klik\n\n> Kutip\n>\n> lagi\n\n***\n\n```\na  *b*\n    c\n```"
    )


def test_a_list_paragraph_that_ends_nowhere_is_still_an_item() -> None:
    assert markdown_of_html("<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1)</span>a") == "1. a"


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" *_#<>|[]()`~$&\\!-+=:.1{}^"), max_size=40)
)
@example("1986. Tahun")
@example("Soal: apa {#kunci}")
@example("http://a.id/x_y_z?a=1&copy=2, dan www.b.id")
@example("[!NOTE] bukan catatan")
@example("# # #")
@example("a * b * c __d__ ~~e~~ $x$ <b>")
@example("--- === +++")
def test_text_is_shown_exactly_as_it_was_pasted(text: str) -> None:
    wanted = " ".join(text.split())
    for html in (f"<p>{escape(text)}</p>", f"<h2>{escape(text)}</h2>", f"<ul><li>{escape(text)}</li></ul>"):
        assert words_of(markdown_of_html(html)) == wanted
    table = f"<table><tr><td>x</td><td>y</td></tr><tr><td>z</td><td>{escape(text)}</td></tr></table>"
    assert words_of(markdown_of_html(table)) == f"x y z {wanted}".strip()


WORDS = st.text(st.sampled_from("abc, .*(1"), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "b", "i", "bi", "sup"]), WORDS), min_size=1, max_size=5))
def test_marked_words_show_the_same_words(runs: list[tuple[str, str]]) -> None:
    html = "".join(
        "".join(f"<{m}>" for m in ("sup",) * (marks == "sup") or marks)
        + escape(words)
        + "".join(f"</{m}>" for m in ("sup",) * (marks == "sup") or marks[::-1])
        for marks, words in runs
    )
    wanted = "".join(words for _, words in runs)
    assert words_of(markdown_of_html(f"<p>{html}</p>")).replace(" ", "") == wanted.replace(" ", "")


HOSTILE = (
    *("<div>" * 20_000, "<ul><li>x" * 12_000, "<p></p>" * 15_000, "<b>x" * 25_000, "<" * 100_000, "<!" * 50_000),
    *(
        "<!--" * 25_000,
        "<!--x-->" * 12_000,
        "<br>" * 25_000,
        " " * 100_000 + "x",
        "<a href='x'>" * 8_000,
        "<svg/>" * 10_000,
    ),
    *("<table><tr><td>" * 6_000, "<blockquote>x" * 7_000, "<p style='mso-list:l0 level9'>x" * 3_000, "&" * 100_000),
    *("<span style='font-weight:700'>x" * 3_000, "</b></i>" * 12_000, "<a " + "x " * 50_000, "[" * 100_000),
    *("<h1>x" * 20_000, "http://a_" * 10_000, "\0" * 100_000, "\ue002" * 100_000, "<pre>`" * 15_000, "x<br> " * 15_000),
    *("<select>" * 12_000, "<b>a</b><i>b</i>" * 6_000, "<o:p/>" * 10_000, "<h1 style='mso-list:l0 level1'>" * 3000),
    *("<style>" * 9_000, "</b>" + "\n" * 100_000, "</td>" * 20_000, "</b> <b>" * 12_000),
    *("ListContainerWrapper<li data-aria-level=1>" * 2_500, "ListContainerWrapper" + "<li " * 25_000),
)


@pytest.mark.parametrize("html", HOSTILE, ids=lambda html: html[:24].strip() or "blanks")
def test_hostile_input_is_read_in_little_time(html: str) -> None:
    start = time.process_time()
    markdown = markdown_of_html(html)
    assert time.process_time() - start < 2
    assert not re.search("[\ue002-\ue005]", markdown)


TAGS = [
    *("<b>", "</b>", "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "<tr>", "<td>", "</td>", "</table>"),
    *("<h2>", "</h2>", "<pre>", "</pre>", "<code>", "</code>", "<blockquote>", "</blockquote>", "x", "<br>", "<hr>"),
    *("</", "<a href='https://x.id'>", "</a>", "<span>", "</span>", "<p style='mso-list:l0 level2'>"),
    "<span style='mso-list:Ignore'>·</span>",  # Word's own bullet, which is left out with whatever stands in it
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=30))
@example(["<a href='https://x.id'>", "<a href='https://x.id'>", "x"])
@example(["<p style='mso-list:l0 level2'>", "<li>", "</li>", "<blockquote>", "x"])
def test_any_order_of_tags_is_read_and_can_be_rendered(parts: list[str]) -> None:
    markdown = markdown_of_html("".join(parts))
    assert render_markdown(markdown).count("\ue002") == 0
    assert words_of(markdown).count("x") == parts.count("x")
