"""What the names in a course folder mean: order, key, title, module and role of each file (pure)."""

import posixpath
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from lms.content.slugs import slug

TEXT_SUFFIXES = frozenset({".md", ".vtt"})
_PLAYED = (".mp3", ".ogg", ".oga", ".opus", ".m4a", ".wav", ".mp4", ".webm", ".ogv")
_NUMBERED = re.compile(r"(\d{1,6})[-_. ]+(.+)", re.DOTALL)
MODULE_FILES = ("module.md", "README.md", "readme.md", "index.md")
_COURSE_FILES = ("course.md", "README.md", "readme.md", "index.md")
# What a repository keeps beside its texts; nobody means these as lessons.
_ABOUT_THE_FOLDER = frozenset(
    {"readme.md", "license.md", "licence.md", "contributing.md", "changelog.md", "code_of_conduct.md", "summary.md"}
    | {"code-of-conduct.md", "security.md", "support.md", "authors.md", "contributors.md"}
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LONGEST_PATH = 400


@dataclass(frozen=True)
class Layout:
    """Which file plays which part: the course file ("" if there is none), and per module folder its files in order."""

    course_file: str
    modules: tuple["ModuleFolder", ...]


@dataclass(frozen=True)
class ModuleFolder:
    """A folder with lessons; `path` "" is the root. `intros` are the module files of it and of folders above."""

    path: str
    intros: tuple[str, ...]
    items: tuple[str, ...]


def layout_of(texts: Iterable[str], files: Container[str]) -> Layout:
    """The layout of a folder by the relative paths of its readable Markdown, and of all its files."""
    known = set(texts)
    course_file = next((name for name in _COURSE_FILES if name in known), "")
    folders: dict[str, list[str]] = {}
    for path in sorted(known, key=order_of_path):
        if _is_item(path, course_file, files):
            folders.setdefault(posixpath.dirname(path), []).append(path)
    modules = tuple(ModuleFolder(path, _intros(path, known), tuple(items)) for path, items in folders.items())
    return Layout(course_file, modules)


def key_of(name: str) -> str:
    """The key that a file or folder name gives: without number and suffix, as a slug."""
    bare = name.removesuffix(".md")
    return slug(without_number(bare)) or slug(bare) or "tanpa-nama"


def title_of(name: str) -> str:
    """A readable title from a name: "01-hak-warga.md" is "Hak warga"."""
    words = re.sub(r"[-_\s]+", " ", without_number(name.removesuffix(".md"))).strip()
    return words[:1].upper() + words[1:] or name


def name_fault(path: str) -> bool:
    """Whether a path cannot be used: outside the folder, control characters, too long, or other separators."""
    parts = path.split("/")
    outside = path.startswith("/") or any(part in ("", ".", "..") for part in parts)
    return outside or "\\" in path or len(path) > LONGEST_PATH or _CONTROL.search(path) is not None


def is_hidden(path: str) -> bool:
    """Whether any part of the path begins with a dot, as `.git` does."""
    return any(part.startswith(".") for part in path.split("/"))


def suffix_of(path: str) -> str:
    """The suffix in lower case, with its dot."""
    return posixpath.splitext(path)[1].lower()


def joined_key(path: str) -> str:
    """The key of a module folder; deeper folders are joined by a hyphen, for an item's key has one slash."""
    return "-".join(key_of(part) for part in path.split("/")) if path else ""


def without_number(name: str) -> str:
    """A name, suffix taken off, without the number that gives its place."""
    match = _NUMBERED.fullmatch(name)
    return match[2] if match else name


def _order(name: str) -> tuple[bool, int, str]:
    match = _NUMBERED.fullmatch(name) or re.fullmatch(r"(\d{1,6})()(?:\.md)?", name)
    return (False, int(match[1]), name) if match else (True, 0, name)


def order_of_path(path: str) -> tuple[tuple[tuple[bool, int, str], ...], tuple[bool, int, str]]:
    """Files of a folder stand before those of the folders in it."""
    *folders, name = path.split("/")
    return tuple(_order(folder) for folder in folders), _order(name)


def _is_item(path: str, course_file: str, files: Container[str]) -> bool:
    folder, name = posixpath.split(path)
    if suffix_of(path) != ".md" or path == course_file or "media" in folder.split("/"):
        return False
    if name == "module.md" or name.lower() in _ABOUT_THE_FOLDER or (name in MODULE_FILES and folder):
        return False
    return not any(path[:-3] + suffix in files for suffix in _PLAYED)  # the transcript of a recording


def _intros(folder: str, known: set[str]) -> tuple[str, ...]:
    parts = folder.split("/") if folder else []
    found = []
    for depth in range(1, len(parts) + 1):
        above = "/".join(parts[:depth])
        found += [path for name in MODULE_FILES if (path := f"{above}/{name}") in known][:1]
    return tuple(found)
