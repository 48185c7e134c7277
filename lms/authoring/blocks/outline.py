"""The outline of a course folder: its modules and what stands in them, in order (pure)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.front_values import FrontKind, front_kind
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
    title, own_key = _said(file, files) if file else ("", "")
    key = own_key or joined_key(folder)
    name = posixpath.basename(folder)
    return OutlineModule(
        folder, key, title or (title_of(name) if name else ""), file, tuple(_item(path, key, files) for path in items)
    )


def _item(path: str, module_key: str, files: Files) -> OutlineItem:
    name = posixpath.basename(path)
    title, own_key = _said(path, files)
    key = own_key or key_of(name)
    is_quiz = front_kind(path, text_at(path, files)) is FrontKind.QUIZ
    return OutlineItem(
        path,
        f"{module_key}/{key}" if module_key else key,
        title or title_of(name),
        ItemKind.QUIZ if is_quiz else ItemKind.LESSON,
    )


def _said(path: str, files: Files) -> tuple[str, str]:
    """The title and the key that a file gives itself."""
    reading = read_document(path, text_at(path, files))
    title, key = (reading.front.tree.get(name, "") for name in ("title", "key"))
    words = " ".join(title.split()) if isinstance(title, str) else ""
    return words or first_heading(reading.document), key if isinstance(key, str) else ""


def text_at(path: str, files: Files) -> str:
    """The text of a file, "" if it is none."""
    try:
        return files.get(path, b"").decode("utf-8")
    except UnicodeDecodeError:
        return ""
