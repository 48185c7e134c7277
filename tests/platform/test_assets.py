"""The asset builder: one small stylesheet, names by content, nothing lost by making it smaller."""

import base64
import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path

import pytest

import lms
from lms.platform.web.assets import Assets, load_assets, minify_css

STATIC = Path(lms.__file__).parent / "static"
STYLESHEET_BUDGET = 6_000
LEARNER_SCRIPT_BUDGET = 6_000
EDITOR_SCRIPT_BUDGET = 20_000
EDITOR_STYLE_BUDGET = 2_000
OFFICE_STYLE_BUDGET = 2_000

SMALLER = [
    pytest.param("a { color: red; }", "a{color:red}", id="idle space and the last semicolon go"),
    pytest.param("a /* why */ b { c: d }", "a b{c:d}", id="a comment is a space"),
    pytest.param('a::after { content: "  /* x */ ; "; }', 'a::after{content:"  /* x */ ; "}', id="strings stay"),
    pytest.param("a { width: calc(1px + 2px); }", "a{width:calc(1px + 2px)}", id="sums keep their space"),
    pytest.param("a :hover, a > b {}", "a :hover,a>b{}", id="descendants keep their space"),
    pytest.param("a { font: 1rem/1.6 x; }", "a{font:1rem/1.6 x}", id="a slash is no comment"),
    pytest.param(
        "@media (min-width: 2px) and (x: y) { a { b: c; } }", "@media (min-width:2px) and (x:y){a{b:c}}", id="media"
    ),
]


@pytest.fixture(scope="module")
def assets() -> Assets:
    return load_assets(STATIC)


def packed(assets: Assets, names: Iterable[str]) -> int:
    found = [assets.by_name[assets.paths[name].removeprefix("/static/")] for name in names]
    return sum(len(asset.gzip_body) for asset in found)


@pytest.mark.parametrize(("source", "smaller"), SMALLER)
def test_minifier_keeps_the_meaning(source: str, smaller: str) -> None:
    assert minify_css(source) == smaller


def test_minified_stylesheet_does_not_change_when_minified_again(assets: Assets) -> None:
    assert minify_css(assets.css_text) == assets.css_text


def test_stylesheet_stays_within_its_budget(assets: Assets) -> None:
    assert len(gzip.compress(assets.css_text.encode(), 9)) <= STYLESHEET_BUDGET


def test_scripts_of_learner_pages_stay_within_their_budget(assets: Assets) -> None:
    assert packed(assets, [file.name for file in (STATIC / "js").glob("*.js")]) <= LEARNER_SCRIPT_BUDGET


def test_style_and_scripts_of_the_editor_stay_within_theirs(assets: Assets) -> None:
    assert packed(assets, [file.name for file in (STATIC / "js" / "editor").glob("*.js")]) <= EDITOR_SCRIPT_BUDGET
    assert packed(assets, ["editor.css"]) <= EDITOR_STYLE_BUDGET


def test_style_of_office_pages_stays_within_its_own(assets: Assets) -> None:
    assert packed(assets, ["office.css"]) <= OFFICE_STYLE_BUDGET


def test_stylesheet_begins_with_tokens_base_and_layout(assets: Assets) -> None:
    css = assets.css_text

    assert css.startswith(":root{")
    assert css.index("*,::before") < css.index(".wrap{") < css.index(".ans{") < css.index(".verdict{")


def test_hash_allows_exactly_the_inlined_text(assets: Assets) -> None:
    inlined = assets.for_page(inline=True).inline_css

    digest = hashlib.sha256(str(inlined).encode()).digest()

    assert assets.css_hash == "sha256-" + base64.b64encode(digest).decode()


def test_inlined_stylesheet_cannot_end_its_element(assets: Assets) -> None:
    assert "<" not in assets.css_text


def test_later_page_links_what_the_first_page_inlined(assets: Assets) -> None:
    later = assets.for_page(inline=False)
    linked = assets.find(later.css_path.removeprefix("/static/"))

    assert later.inline_css == ""
    assert linked is not None
    assert linked.body.decode() == assets.css_text


def test_file_names_follow_the_content(tmp_path: Path) -> None:
    for folder in ("css/components", "css/office", "js/editor", "icons"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "js/editor/editor.js").write_text("0")
    for name in ("tokens", "base", "layout"):
        (tmp_path / f"css/{name}.css").write_text("a { b: c; }")
    (tmp_path / "icons/icon.svg").write_text("<svg/>")
    (tmp_path / "js/main.js").write_text('import("./one.js");')
    (tmp_path / "js/one.js").write_text("1")

    before = load_assets(tmp_path)
    (tmp_path / "js/one.js").write_text("2")
    after = load_assets(tmp_path)

    assert before.css_path == after.css_path
    assert before.js_path("one") != after.js_path("one")
    assert before.js_path("main") != after.js_path("main")


def test_entry_script_loads_modules_by_their_hashed_names(assets: Assets) -> None:
    entry = assets.find(assets.js_path("main").removeprefix("/static/"))

    assert entry is not None
    assert assets.js_path("save-answers").removeprefix("/static/") in entry.body.decode()
    assert '"./save-answers.js"' not in entry.body.decode()


def test_compressed_body_is_the_body(assets: Assets) -> None:
    assert all(gzip.decompress(asset.gzip_body) == asset.body for asset in assets.by_name.values())


def test_unknown_file_is_not_found(assets: Assets) -> None:
    assert assets.find("rambutan.css") is None
