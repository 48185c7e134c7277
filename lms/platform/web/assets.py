"""Stylesheet, scripts and pictures of the interface: read once, named by their content, kept in memory and compressed.

Knows how the one stylesheet is put together and made small; answering requests and headers is left to the app door.
"""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

LAYERS = ("tokens", "base", "layout")
ENTRY_SCRIPT = "main.js"
EDITOR = "editor"
"""What only authors load: folders of style and scripts of this name, and the files made of them."""
OFFICE = "office"
"""What only pages of coordinators and leaders load: style of charts and wide tables."""

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<space>\s+)|(?P<other>[^\s"'/]+|/)""",
    re.DOTALL,
)
_TIGHT_AFTER = "{};,>:"
_TIGHT_BEFORE = "{};,>"
_JS_IMPORT = re.compile(r'"\./([a-z0-9-]+\.js)"')


@dataclass(frozen=True)
class Asset:
    """One file as it is sent. `name` holds a hash of the content, so it may be cached for ever."""

    name: str
    body: bytes
    gzip_body: bytes
    content_type: str


@dataclass(frozen=True)
class PageAssets:
    """What the layouts need. `inline_css` is empty when the browser already holds the stylesheet."""

    inline_css: Markup
    css_path: str
    scripts: tuple[str, ...]
    icon_path: str
    editor_css_path: str
    editor_script: str
    office_css_path: str


@dataclass(frozen=True)
class Assets:
    """All files of the interface. `css_hash` is the source expression for `style-src`, without its quotes."""

    css_text: str
    css_hash: str
    css_path: str
    first_page: PageAssets
    later_page: PageAssets
    by_name: Mapping[str, Asset]
    paths: Mapping[str, str]

    def find(self, name: str) -> Asset | None:
        """The file of that hashed name."""
        return self.by_name.get(name)

    def path(self, source_name: str) -> str:
        """Address of a picture by its name in the source tree, such as `icon.svg`."""
        return self.paths[source_name]

    def js_path(self, name: str) -> str:
        """Address of a script module by its plain name, such as `save-answers`."""
        return self.paths[f"{name}.js"]

    def for_page(self, *, inline: bool) -> PageAssets:
        """The layouts' view: with the stylesheet in the page, or linked."""
        return self.first_page if inline else self.later_page


def load_assets(static: Path, prefix: str = "/static/") -> Assets:
    """Read the folder of static sources. `prefix` is the address under which the door answers."""
    css = stylesheet(static / "css")
    sheet = _asset("rambutan.css", css.encode())
    more = {f"{name}.css": _sheet(static / "css" / name) for name in (EDITOR, OFFICE)}
    scripts = {**_scripts(static / "js", ENTRY_SCRIPT), **_scripts(static / "js" / EDITOR, f"{EDITOR}.js")}
    icons = {file.name: _asset(file.name, file.read_bytes()) for file in sorted((static / "icons").iterdir())}
    files = {"rambutan.css": sheet, **more, **scripts, **icons}
    paths = {source: prefix + asset.name for source, asset in files.items()}
    rest = (
        paths["rambutan.css"],
        (paths[ENTRY_SCRIPT],),
        paths["icon.svg"],
        paths[f"{EDITOR}.css"],
        paths[f"{EDITOR}.js"],
        paths[f"{OFFICE}.css"],
    )
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Assets(
        css_text=css,
        css_hash=f"sha256-{digest}",
        css_path=paths["rambutan.css"],
        first_page=PageAssets(Markup(css), *rest),
        later_page=PageAssets(Markup(""), *rest),
        by_name={asset.name: asset for asset in files.values()},
        paths=paths,
    )


def stylesheet(folder: Path) -> str:
    """The one stylesheet: tokens, base, layout, then every component in the order of the alphabet."""
    layers = [folder / f"{name}.css" for name in LAYERS]
    return _joined([*layers, *sorted((folder / "components").glob("*.css"))])


def _sheet(folder: Path) -> Asset:
    return _asset(f"{folder.name}.css", _joined(sorted(folder.glob("*.css"))).encode())


def _joined(files: Iterable[Path]) -> str:
    return minify_css("\n".join(file.read_text("utf-8") for file in files))


def minify_css(source: str) -> str:
    """Shorter text of the same meaning: no comments, no idle space; strings stay as they are."""
    out: list[str] = []
    waiting = False
    for token in _TOKEN.finditer(source):
        if token.lastgroup in ("comment", "space"):
            waiting = True
            continue
        text = token.group()
        if waiting and out and out[-1][-1] not in _TIGHT_AFTER and text[0] not in _TIGHT_BEFORE:
            out.append(" ")
        waiting = False
        out.append(text)
    return "".join(_without_last_semicolons(out))


def _without_last_semicolons(tokens: Iterable[str]) -> Iterable[str]:
    held = ""
    for token in tokens:
        yield held[:-1] if held.endswith(";") and token.startswith("}") else held
        held = token
    yield held


def _scripts(folder: Path, entry: str) -> dict[str, Asset]:
    """Modules by file name; the entry comes last, when the hashed names that it loads are known."""
    modules = {
        file.name: _asset(file.name, file.read_bytes()) for file in sorted(folder.glob("*.js")) if file.name != entry
    }
    source = (folder / entry).read_text("utf-8")
    linked = _JS_IMPORT.sub(lambda match: f'"./{modules[match[1]].name}"', source)
    return {**modules, entry: _asset(entry, linked.encode())}


def _asset(file_name: str, body: bytes) -> Asset:
    stem, suffix = file_name.rsplit(".", 1)
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{stem}.{digest}.{suffix}", body, gzip.compress(body, 9, mtime=0), CONTENT_TYPES[f".{suffix}"])
