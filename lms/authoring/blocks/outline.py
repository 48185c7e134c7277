"""The outline of a course folder: its modules and what stands in them, in order (pure)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lms.content.course import ItemKind
from lms.content.document_reader import first_heading, read_document
from lms.content.folder_names import (
    MODULE_FILES,
    TEXT_SUFFIXES,
    is_hidden,
    joined_key,
    key_of,
    layout_of,
    order_of_path,
    suffix_of,
    title_of,
)
from lms.content.front_matter import read_front, split_front

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class OutlineItem:
    """A lesson or quiz: its file, its key as in the course ("module/lesson"), its title."""

    path: str
    key: str
    title: str
    kind: ItemKind


@dataclass(frozen=True)
class OutlineModule:
    """A module, also one without lessons yet, which is no part of the course. `path` is its folder, "" the root;
    `file` its module file, "" if it has none."""

    path: str
    key: str
    title: str
    file: str
    items: tuple[OutlineItem, ...]


@dataclass(frozen=True)
class Outline:
    """The course file ("" if there is none), and the modules."""

    course_file: str
    modules: tuple[OutlineModule, ...]

    def module(self, path: str) -> OutlineModule | None:
        """The module in this folder, None if there is none."""
        return next((module for module in self.modules if module.path == path), None)

    def place_of(self, path: str) -> tuple[OutlineModule, int] | None:
        """The module of an item by its file, and its place there from 0; None if it is no item."""
        for module in self.modules:
            for number, item in enumerate(module.items):
                if item.path == path:
                    return module, number
        return None


def outline_of(files: Files) -> Outline:
    """The outline of a folder; a file that is not UTF-8 has its name as title."""
    texts = [path for path in files if suffix_of(path) in TEXT_SUFFIXES and not is_hidden(path)]
    layout = layout_of((path for path in texts if suffix_of(path) == ".md"), files)
    items = {folder.path: folder.items for folder in layout.modules}
    introduced = {posixpath.dirname(path) for path in texts if posixpath.basename(path) == "module.md"}
    folders = sorted(
        items.keys() | (introduced - {""}), key=lambda folder: order_of_path(posixpath.join(folder, "module.md"))
    )
    return Outline(layout.course_file, tuple(_module(folder, items.get(folder, ()), files) for folder in folders))


def module_file(folder: str, files: Files) -> str:
    """The file with the title of a module, "" if it has none."""
    if not folder:
        return ""
    return next((path for name in MODULE_FILES if (path := f"{folder}/{name}") in files), "")


def _module(folder: str, items: tuple[str, ...], files: Files) -> OutlineModule:
    file = module_file(folder, files)
    said = _said(file, files) if file else _Said("", "", ItemKind.LESSON)
    key = said.key or joined_key(folder)
    name = posixpath.basename(folder)
    title = said.title or (title_of(name) if name else "")
    return OutlineModule(folder, key, title, file, tuple(_item(path, key, files) for path in items))


def _item(path: str, module_key: str, files: Files) -> OutlineItem:
    name = posixpath.basename(path)
    said = _said(path, files)
    key = said.key or key_of(name)
    return OutlineItem(path, f"{module_key}/{key}" if module_key else key, said.title or title_of(name), said.kind)


@dataclass(frozen=True)
class _Said:
    """What a file says of itself, "" where it does not."""

    title: str
    key: str
    kind: ItemKind


def _said(path: str, files: Files) -> _Said:
    source = text_at(path, files)
    tree = read_front(split_front(source)[0]).tree
    title, key = (value if isinstance(value := tree.get(name, ""), str) else "" for name in ("title", "key"))
    words = " ".join(title.split()) or first_heading(read_document(path, source).document)
    return _Said(words, key, ItemKind.QUIZ if tree.get("kind") == ItemKind.QUIZ else ItemKind.LESSON)


def text_at(path: str, files: Files) -> str:
    """The text of a file, "" if it is none."""
    try:
        return files.get(path, b"").decode("utf-8")
    except UnicodeDecodeError:
        return ""
