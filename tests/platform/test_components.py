"""Layouts and component macros: they render, in both languages, without a style or script of their own."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from lxml import html

import lms
from lms.platform.web import i18n
from lms.platform.web.assets import Assets, load_assets
from lms.platform.web.icons import PATHS, fold_icons, icon, with_icons
from lms.platform.web.templating import FoldingLoader, make_environment

PACKAGE = Path(lms.__file__).parent
TEMPLATES = PACKAGE / "platform" / "web" / "templates"
MAIL = "mail.html"  # no page: mail programs know inline style best, and there is no stylesheet to refer to
ALL_TEMPLATES = sorted(path for path in PACKAGE.glob("**/templates/**/*.html") if path.name != MAIL)
DRAWINGS = {"logo.html", "hero.html", "theme_color.html"}  # the brand's own colours, the same in every theme
LATER_PAGE_BUDGET = 3_000


@pytest.fixture(scope="module")
def assets() -> Assets:
    return load_assets(PACKAGE / "static")


@pytest.fixture(scope="module")
def portal() -> Environment:
    return environment_of("id")


def environment_of(language: str) -> Environment:
    def url(endpoint: str, **values: object) -> str:
        return f"/{endpoint}"

    words = i18n.catalogue(language)
    environment = make_environment(FoldingLoader([TEMPLATES], words, url))
    environment.globals.update(_=words.text, ngettext=words.plural_text, url=url, icon=icon)
    environment.filters["with_icons"] = with_icons
    environment.filters.update(day=str, time=str)
    return environment


def context(assets: Assets, inline: bool = True, **changes: object) -> dict[str, object]:
    home = SimpleNamespace(label="Beranda", href="/home", icon="home", current=True)
    catalogue = SimpleNamespace(label="Katalog", href="/catalogue", icon="grid", current=False)
    return {
        "site_name": "Rambutan",
        "lang": "id",
        "theme": "",
        "text_size": "",
        "title": "Halaman",
        "note": None,
        "here": "/home",
        "is_demo": False,
        "user": SimpleNamespace(display_name="Ani Contoh", form_of_address="Bu Ani"),
        "unread": 0,
        "nav": (home, catalogue),
        "assets": assets.for_page(inline=inline),
        **changes,
    }


def page(portal: Environment, source: str, values: dict[str, object]) -> html.HtmlElement:
    return html.document_fromstring(portal.from_string(source).render(**values))


def macro(portal: Environment, file: str, call: str, **values: object) -> html.HtmlElement:
    name = call.split("(")[0]
    source = f'{{% from "components/{file}.html" import {name} %}}{{{{ {call} }}}}'
    return html.fragment_fromstring(portal.from_string(source).render(**values))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_gallery_shows_every_component(language: str, assets: Assets) -> None:
    text = environment_of(language).get_template("gallery.html").render(**context(assets))
    document = html.document_fromstring(text)

    assert len(document.findall(".//h1")) == 1
    assert len(document.xpath("//*[@id]")) == len(set(document.xpath("//@id")))
    shown = " ".join((TEMPLATES / "gallery.html").read_text("utf-8").split())
    parts = {file.stem for file in (TEMPLATES / "components").glob("*.html")} - {"bar", "logo"}
    assert [part for part in sorted(parts) if f'"components/{part}.html"' not in shown] == []


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_has_no_style_script_or_colour_of_its_own(path: Path) -> None:
    source = path.read_text("utf-8")

    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?! type=\"module\" src=)", source)
    assert "|safe" not in source.replace(" ", "") or "content" in path.parts
    if path.name not in DRAWINGS:
        assert not re.search(r"(?:fill|stroke|color|content)=\"#[0-9a-fA-F]{3,8}\"", source)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("**/*.html")), ids=lambda path: path.name)
def test_each_message_of_the_layouts_is_translated(path: Path) -> None:
    known = i18n.catalogue("id")
    ids = re.findall(r"\b(?:_|ngettext)\('([^']+)'", path.read_text("utf-8"))

    assert [message for message in ids if message not in known.singular and message not in known.plural] == []


def test_page_carries_each_icon_it_uses_once_and_no_other(portal: Environment, assets: Assets) -> None:
    document = page(portal, '{% extends "layouts/page.html" %}', context(assets, inline=False))

    used = {use.get("href")[1:] for use in document.iter("use")}
    drawn = [symbol.get("id") for symbol in document.iter("symbol")]

    assert used == {"i-home", "i-grid", "i-bell", "i-user"}
    assert sorted(drawn) == sorted(used)


def test_text_rendered_long_before_gets_its_icons_too() -> None:
    assert 'id="i-warn"' in with_icons('<use href="#i-warn"/>')
    assert with_icons("<p>plain</p>") == "<p>plain</p>"


def test_fixed_icon_calls_are_folded_when_a_template_compiles() -> None:
    assert fold_icons("{{ icon('check') }} {{ icon(name) }}") == f"{icon('check')} {{{{ icon(name) }}}}"


def test_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")
    assert "check" in PATHS


def test_theme_and_text_size_stand_on_the_html_element(portal: Environment, assets: Assets) -> None:
    document = page(portal, '{% extends "layouts/plain.html" %}', context(assets, theme="dark", text_size="large"))

    assert document.get("data-theme") == "dark"
    assert document.get("data-size") == "large"
    assert document.xpath("//meta[@name='theme-color']/@content") == ["#161311"]


def test_browser_bar_has_the_colour_of_the_page(portal: Environment, assets: Assets) -> None:
    document = page(portal, '{% extends "layouts/plain.html" %}', context(assets))

    tokens = (PACKAGE / "static" / "css" / "tokens.css").read_text("utf-8")

    assert document.xpath("//meta[@name='theme-color']/@content") == re.findall(r"--bg: (#[0-9a-f]{6})", tokens)[:2]


def test_later_page_without_its_text_is_small(portal: Environment, assets: Assets) -> None:
    text = portal.from_string('{% extends "layouts/page.html" %}').render(**context(assets, inline=False))

    assert len(gzip.compress(text.encode(), 9)) <= LATER_PAGE_BUDGET


def test_note_after_a_success_is_announced_first(portal: Environment, assets: Assets) -> None:
    values = context(assets, note=SimpleNamespace(kind="g", text="Tersimpan <b>"))
    main = page(portal, '{% extends "layouts/page.html" %}', values).get_element_by_id("isi")

    assert main[0].get("class") == "note g"
    assert main[0].get("role") == "status"
    assert main[0].text_content() == "Tersimpan <b>"


def test_focused_page_has_no_navigation_but_a_way_out(portal: Environment, assets: Assets) -> None:
    source = """{% extends "layouts/focus.html" %}{% from "components/button.html" import close_link %}
    {% block close %}{{ close_link('/course', 'Tutup') }}{% endblock %}"""
    document = page(portal, source, context(assets))

    assert document.find(".//nav") is None
    assert document.xpath("//header//a/@aria-label") == ["Tutup"]


def test_field_with_an_error_points_to_hint_and_error(portal: Environment) -> None:
    box = macro(portal, "field", 'field("nip", "NIP", "12", hint="18 angka", error="Isi NIP dengan 18 angka")')
    entry = box.find(".//input")

    assert entry is not None
    assert [part.tag for part in box] == ["label", "p", "p", "input"]
    assert entry.get("aria-describedby") == "nip-hint nip-error"
    assert entry.get("aria-invalid") == "true"
    assert entry.get("value") == "12"


def test_password_is_never_sent_back(portal: Environment) -> None:
    field = SimpleNamespace(
        id="pw", name="pw", errors=(), label=SimpleNamespace(text="Kata sandi"), _value=lambda: "rahasia"
    )

    box = macro(portal, "field", 'bound(field, type="password")', field=field)

    assert box.xpath(".//input/@value") == []


def test_error_summary_links_each_field(portal: Environment) -> None:
    box = macro(portal, "error_summary", 'error_summary([("nip", "Isi NIP"), ("pw", "Isi kata sandi")])')

    assert box.get("role") == "alert"
    assert box.get("tabindex") == "-1"
    assert box.xpath(".//a/@href") == ["#nip", "#pw"]


def test_progress_always_says_how_many(portal: Environment) -> None:
    text = portal.from_string('{% from "components/progress.html" import progress %}{{ progress(5, 16) }}').render()

    assert 'aria-label="5 dari 16 selesai"' in text
    assert ">5 dari 16 selesai<" in text


STATES = [
    ('state("not_started")', "Belum mulai"),
    ('state("in_progress")', "Sedang belajar"),
    ('state("due_soon", days=9)', "Hampir tenggat, 9 hari lagi"),
    ('state("overdue", days=3)', "Lewat tenggat 3 hari"),
    ('state("done")', "Selesai"),
    ('state("waived")', "Dibebaskan"),
    ('state("expiring", day="1 Maret")', "Perlu diperbarui sebelum 1 Maret"),
    ('state("expired", day="1 Maret")', "Perlu diperbarui sejak 1 Maret"),
]


@pytest.mark.parametrize(("call", "words"), STATES)
def test_state_has_its_word_and_an_icon(portal: Environment, call: str, words: str) -> None:
    tag = macro(portal, "tag", call)

    assert tag.text_content() == words
    assert tag.find(".//use") is not None


def test_words_of_a_person_are_escaped(portal: Environment) -> None:
    box = macro(portal, "note", "note_box(title, title)", title="<script>x</script>")

    assert box.find(".//script") is None
