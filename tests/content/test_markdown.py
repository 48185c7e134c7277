"""Course Markdown becomes the HTML that the lesson page is styled for, and its links lead into the portal."""

import pytest

from lms.content.markdown import render_markdown, render_parts
from lms.content.markdown_extensions.block_nodes import NestedTooDeeply
from lms.content.targets import Picture, Recording, Targets

TARGETS = Targets(
    pages={"02-loket/01-antre.md": "/courses/ramah/loket/antre", "README.md": "/courses/ramah"},
    pictures={
        "media/loket.webp": Picture("/media/aa.webp", 1200, 800, ((480, "/media/a4.webp"), (960, "/media/a9.webp"))),
        "media/logo.svg": Picture("/media/bb.svg", 40, 40),
    },
    recordings={
        "media/sapa.mp4": Recording("/media/cc.mp4", "video/mp4", 12_345_678, "/media/cc.vtt", "<p>Selamat pagi.</p>"),
        "media/nada.mp3": Recording("/media/dd.mp3", "audio/mpeg", 900_000),
    },
    files={"media/formulir.pdf": "/media/ee.pdf"},
)
SOURCE = "01-mengapa/02-hak.md"


def shown(text: str, **options: str) -> str:
    return render_markdown(text, targets=TARGETS, source=SOURCE, **options)


EVERYDAY = [
    (
        "a list right after a sentence",
        "Bawalah:\n- KTP\n- KK",
        "<p>Bawalah:</p>\n<ul>\n<li>KTP</li>\n<li>KK</li>\n</ul>",
    ),
    ("a list nested by two spaces", "- a\n  - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    ("a hashtag is no heading", "#layanan", "<p>#layanan</p>"),
    ("a bare address", "Lihat https://lapor.go.id/a_b_c.", '<a href="https://lapor.go.id/a_b_c" rel="noopener">'),
    ("a link in another link's words", "[a [b](https://b.id) c](https://c.id)", '[a <a href="https://b.id"'),
    ("an escaped mark", r"5 \* 4 \$ 3", "<p>5 * 4 $ 3</p>"),
    ("a list that goes on at a number", "7. tujuh\n8. delapan", '<ol start="7">'),
    ("a quote goes on without its mark", "> satu\ndua", "<blockquote>\n<p>satu\ndua</p>\n</blockquote>"),
    (
        "Markdown inside a disclosure",
        "<details>\n<summary>S</summary>\n\n**isi**\n\n</details>",
        "<strong>isi</strong>",
    ),
    ("what is done and what is not", "- [x] sudah\n- [ ] belum", "<li>☑ sudah</li>\n<li>☐ belum</li>"),
    ("a term and its meaning", "Loket\n: Meja layanan", "<dl>\n<dt>Loket</dt>\n<dd>Meja layanan</dd>\n</dl>"),
    (
        "a link after a paragraph that was all link",
        "[a](#a)\n\n<b>[b](#b)</b> [c](#c)",
        '<b><a href="#u-b">b</a></b> <a',
    ),
    (
        "a lone dollar sign is none",
        "tanda $, lalu `kode` dan $ lagi",
        "<p>tanda $, lalu <code>kode</code> dan $ lagi</p>",
    ),
    ("money is no formula", "dari $5 sampai $10", "<p>dari $5 sampai $10</p>"),
    ("a formula", "luas $a^2$ kecil", "<math><msup><mi>a</mi><mn>2</mn></msup></math>"),
    (
        "a formula on its own, which the keyboard scrolls",
        "$$\n\\frac{a}{b}\n$$",
        '<div class="formula" role="group" tabindex="0" aria-label="Rumus"><math display="block"><mfrac>',
    ),
    ("a formula that cannot be read", r"$\salah{$", '<code class="math">\\salah{</code>'),
    ("plain code", "```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
    ("a hard break", "satu\\\ndua", "<p>satu<br>\ndua</p>"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in EVERYDAY], ids=[row[0] for row in EVERYDAY])
def test_what_authors_write_every_day_becomes_what_they_mean(text: str, expected: str) -> None:
    assert expected in shown(text)


def test_code_with_a_known_language_gets_classes_and_no_style() -> None:
    html = shown("- langkah\n  ```python\n  x = 1\n  ```")
    assert '<code class="language-python"><span class="n">x</span>' in html
    assert "style" not in html


def test_very_long_code_is_shown_without_colours() -> None:
    html = shown("```python\n" + "x = 1\n" * 4000 + "```")
    assert "<span" not in html
    assert html.count("x = 1") == 4000


@pytest.mark.parametrize(
    ("kind", "classes", "title"),
    [
        ("NOTE", "note", "Catatan"),
        ("TIP", "note g", "Kiat"),
        ("WARNING", "note y", "Perhatian"),
        ("CAUTION", "note r", "Bahaya"),
    ],
)
def test_a_callout_is_an_aside_with_a_title_line(kind: str, classes: str, title: str) -> None:
    html = shown(f"> [!{kind}]\n> Jaga *jarak*.")
    assert html == f'<aside class="{classes}" role="note">\n<p>{title}</p>\n<p>Jaga <em>jarak</em>.</p>\n</aside>'


def test_a_quotation_that_only_begins_with_brackets_stays_a_quotation() -> None:
    assert shown("> [!LAIN]\n> x").startswith("<blockquote>")


def test_headings_begin_below_the_title_of_the_page_whatever_the_author_began_with() -> None:
    assert [tag for tag in ("<h1", "<h2", "<h3", "<h4") if tag in shown("# Satu\n\n## Dua")] == ["<h2", "<h3"]
    assert [tag for tag in ("<h1", "<h2", "<h3", "<h4") if tag in shown("### Satu\n\n#### Dua")] == ["<h2", "<h3"]


def test_ids_of_headings_are_explicit_or_slugs_with_a_prefix_and_never_twice() -> None:
    html = shown("## Hak Warga\n\n## Hak Warga\n\n## Lain {#hak points=2}")
    assert [piece.partition('"')[0] for piece in html.split('id="')[1:]] == ["u-hak-warga", "u-hak-warga-1", "u-hak"]


def test_a_table_scrolls_in_a_group_named_after_its_head() -> None:
    html = shown("| Hindari | Ucapkan |\n|:-:|---|\n| a | b |")
    group = '<div aria-label="Tabel: Hindari, Ucapkan" class="scroll" role="group" tabindex="0">'
    assert html.startswith(group)
    assert '<th align="center" scope="col">Hindari</th>' in html
    assert "style=" not in html


def test_an_empty_cell_at_the_head_of_a_table_heads_nothing() -> None:
    html = shown("| | Loket | `SMS` |\n|---|---|---|\n| Cepat | a | b |")
    assert '<tr>\n<td></td>\n<th scope="col">Loket</th>\n<th scope="col"><code>SMS</code></th>' in html


def test_a_bar_in_a_cell_is_escaped_in_code_too() -> None:
    assert "<td><code>a | b</code></td>\n<td>c | d</td>" in shown("| A | B |\n|---|---|\n| `a \\| b` | c \\| d |")


def test_footnotes_are_numbered_by_their_place_in_the_text_and_unused_ones_left_out() -> None:
    html = shown("Satu[^b], dua[^a], lagi[^b].\n\n[^a]: A\n[^b]: B\n[^c]: C")
    assert html.index('<li id="u-fn-b">') < html.index('<li id="u-fn-a">')
    assert "u-fn-c" not in html
    assert '<sup id="u-fnref-b-2"><a class="footnote-ref" href="#u-fn-b">1</a></sup>' in html
    assert html.count("footnote-back") == 3


def test_a_picture_alone_is_a_figure_with_sizes_and_its_title_below() -> None:
    html = shown('![Antrean di loket](../media/loket.webp "Pagi hari")')
    assert html.startswith("<figure><img ")
    assert 'width="1200"' in html and 'height="800"' in html and 'loading="lazy"' in html
    assert 'srcset="/media/a4.webp 480w, /media/a9.webp 960w"' in html
    assert "<figcaption>Pagi hari</figcaption>" in html


def test_a_picture_in_a_sentence_stays_in_it() -> None:
    assert shown("Tekan ![tombol](../media/logo.svg) itu.").startswith("<p>Tekan <img ")


def test_a_picture_from_elsewhere_is_not_fetched_but_linked() -> None:
    assert shown("![peta](https://peta.example/x.png)") == (
        '<p><a href="https://peta.example/x.png" rel="noopener">peta</a></p>'
    )


YOUTUBE = "Membuka YouTube, memakai kuota internet."


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=10",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ],
)
def test_a_lone_link_to_youtube_becomes_a_card_that_loads_nothing_and_says_what_it_costs(address: str) -> None:
    href = address.replace("&", "&amp;")
    for text, words in ((f"[Rekaman](<{address}>)", "Rekaman"), (f"<{address}>", href), (address, href)):
        html = render_markdown(text)
        assert html == (
            f'<figure class="card"><a href="{href}" rel="noopener">{words}</a>'
            f"<figcaption>{YOUTUBE}</figcaption>\n</figure>"
        )


@pytest.mark.parametrize(
    "text",
    [
        "Lihat https://youtu.be/dQw4w9WgXcQ sebentar.",
        "<https://youtube.com.contoh.go.id/watch?v=x>",
        "<https://contoh.go.id/youtu.be/x>",
        "<https://www.youtube.com/>",
    ],
)
def test_a_link_within_a_sentence_or_to_elsewhere_is_no_card(text: str) -> None:
    assert YOUTUBE not in render_markdown(text)


def test_a_lone_link_to_a_film_becomes_a_player_with_captions_size_and_transcript() -> None:
    html = shown("[Menyapa warga](../media/sapa.mp4)")
    assert '<video controls="" preload="none" src="/media/cc.mp4">' in html
    assert 'kind="captions"' in html and 'src="/media/cc.vtt"' in html
    assert '<a href="/media/cc.mp4">Menyapa warga</a> (12,3 MB)' in html
    assert "<summary>Transkrip</summary>\n<p>Selamat pagi.</p>" in html


def test_a_link_to_a_recording_within_a_sentence_stays_a_link() -> None:
    assert shown("Dengar [nada](../media/nada.mp3) ini.") == '<p>Dengar <a href="/media/dd.mp3">nada</a> ini.</p>'


LINKS = [
    ("another lesson", "../02-loket/01-antre.md", "/courses/ramah/loket/antre"),
    ("a place in it", "../02-loket/01-antre.md#Cara Antre", "/courses/ramah/loket/antre#u-cara-antre"),
    ("without its ending", "../02-loket/01-antre", "/courses/ramah/loket/antre"),
    ("from the root of the course", "/02-loket/01-antre.md", "/courses/ramah/loket/antre"),
    ("the folder of an index", "..", "/courses/ramah"),
    ("a place in this text", "#hak-warga", "#u-hak-warga"),
    ("a mail address", "mailto:a@b.id", "mailto:a@b.id"),
]


@pytest.mark.parametrize(("target", "address"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS])
def test_links_lead_to_the_pages_of_the_portal(target: str, address: str) -> None:
    assert f'<a href="{address}">x</a>' in shown(f"[x](<{target}>)")


def test_a_hand_out_is_saved_under_its_own_name() -> None:
    assert shown("[x](../media/formulir.pdf)") == '<p><a download="formulir.pdf" href="/media/ee.pdf">x</a></p>'


def test_a_link_to_what_is_not_there_keeps_only_its_words() -> None:
    assert shown("[x](../../rahasia.md)") == "<p><a>x</a></p>"


def test_pictures_and_links_written_as_html_are_led_like_the_others() -> None:
    html = shown('<p align="center"><img src="../media/logo.svg" width="9"><a href="../02-loket/01-antre.md">b</a></p>')
    assert 'src="/media/bb.svg"' in html
    assert 'href="/courses/ramah/loket/antre"' in html


def test_parts_of_a_text_share_ids_and_footnotes() -> None:
    first, second = render_parts(("## Hak\n\nSatu[^1].", "## Hak\n\nDua[^1].\n\n[^1]: Kaki"))
    assert 'id="u-hak"' in first and 'id="u-hak-1"' in second
    assert "footnotes" not in first and second.count("<li") == 1


def test_an_unclosed_fence_does_not_swallow_the_next_part() -> None:
    first, second = render_parts(("```\nx", "*dua*"))
    assert first == "<pre><code>x\n</code></pre>"
    assert second == "<p><em>dua</em></p>"


def test_definitions_from_elsewhere_help_but_are_not_shown() -> None:
    html = shown("Lihat [uu] dan[^1].", definitions="[uu]: https://a.id\n\n[^1]: Kaki\n[^2]: Lain", anchor="q-")
    assert 'href="https://a.id"' in html
    assert 'id="u-q-fn-1"' not in html and 'id="u-fn-q-1"' in html
    assert "Lain" not in html


def test_quotes_without_end_are_refused_with_their_line() -> None:
    with pytest.raises(NestedTooDeeply) as refusal:
        shown("a\n\n" + ">" * 200)
    assert refusal.value.line == 3
