"""Nothing in a course's text can run, fetch, hide, overlay or take the place of a part of the page."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.allowed_html import ALLOWED
from lms.content.dropped_html import dropped_html
from lms.content.markdown import render_markdown
from lms.content.sanitising import sanitise_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.png'>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="java&#115;cript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    "<svg onload=alert(1)><script>1</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src='https://evil.example'></iframe>",
    "<form action=/sign-out><button>x</button><input name=q></form>",
    '<div style="position:fixed;inset:0">x</div>',
    "<style>body{display:none}</style>",
    '<p id="main" class="btn skip">x</p>',
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<video src='https://evil.example/v.mp4' autoplay></video>",
    "<audio src=/media/x.mp3 autoplay controls onplay=x></audio>",
    "<object data=x></object><embed src=x><base href=//evil.example>",
    "<a href=x target=_blank ping=//evil.example>x</a>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<template><script>1</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
]
FORBIDDEN = ("style", "autoplay", "target", "ping", "name", "action", "srcdoc")


class _Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def _is_harmless(name: str, value: str) -> bool:
    if name == "src":
        return value.startswith("/media/")
    return value.startswith(("http://", "https://", "mailto:", "/", "#")) or ":" not in value


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("through", [sanitise_html, render_markdown], ids=["sanitiser", "renderer"])
def test_an_attack_leaves_nothing_that_acts(attack: str, through: object) -> None:
    found = _Found()
    found.feed(through(attack))  # type: ignore[operator]
    assert found.tags <= set(ALLOWED)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name in FORBIDDEN]
    assert not [value for name, value in found.attributes if name in ("href", "src") and not _is_harmless(name, value)]
    assert ("id", "main") not in found.attributes
    assert not [value for name, value in found.attributes if name == "class"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*ATTACKS, "<", ">", '"', "'", "<b>", "</b>", "&lt;", "`", "[a](", "\n\n"]), max_size=6)
)
def test_attacks_put_together_do_not_add_up(pieces: list[str]) -> None:
    html = sanitise_html("".join(pieces))
    assert sanitise_html(html) == html
    for piece in html.split("<")[1:]:
        assert piece.removeprefix("/").split(">")[0].split()[0] in ALLOWED


KEPT = [
    "<kbd>Ctrl</kbd>",
    "H<sub>2</sub>O",
    '<abbr title="Kartu Keluarga">KK</abbr>',
    "<details><summary>Buka</summary><p>isi</p></details>",
    '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>',
    '<a href="https://lapor.go.id">x</a>',
    '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
    '<p lang="en">Hello</p>',
]


@pytest.mark.parametrize("html", KEPT)
def test_the_harmless_set_is_kept_as_it_is(html: str) -> None:
    assert sanitise_html(html) == html


def test_every_id_and_every_link_to_it_gets_the_same_prefix_once() -> None:
    html = sanitise_html('<h3 id="My_Place">x</h3><a href="#My_Place">y</a><a name="lama">z</a>')
    assert html == '<h3 id="u-my-place">x</h3><a href="#u-my-place">y</a><a id="u-lama">z</a>'
    assert sanitise_html(html) == html


def test_a_first_level_heading_becomes_a_second_because_the_page_has_its_own() -> None:
    assert sanitise_html("<h1>x</h1>") == "<h2>x</h2>"


def test_the_words_of_a_picture_that_cannot_be_shown_stay() -> None:
    assert sanitise_html('<img src="https://a.example/x.png" alt="Peta kota">') == "Peta kota"


def test_authors_are_told_of_html_that_is_taken_out_with_line_and_count() -> None:
    text = "Halo\n\n<center>x</center>\n<b style='x'>ya</b> `<font>`\n\n    <iframe>\n\n<center>y</center>"
    problems = dropped_html(text, "01-a/02-b.md", first_line=10)
    assert [(p.line, dict(p.params)) for p in problems] == [
        (12, {"name": "<center>", "count": "2"}),
        (13, {"name": "style=…", "count": "1"}),
    ]
    assert {p.path for p in problems} == {"01-a/02-b.md"}
