"""Adds, renames, moves and deletes modules, lessons and quizzes of a course folder (pure).

Order stands in the numbers of names, so moving renames files; keys stay, for they come from the rest of the name. Links
follow. After each change the outline is read again: it counts only if it is the one that was meant.
"""

from dataclasses import replace

from lms.authoring.blocks.block_edits import replace_page_block
from lms.authoring.blocks.forms import read_form, write_form
from lms.authoring.blocks.front_settings import read_front_form, title_missing, write_front_form
from lms.authoring.blocks.front_text import one_line_of, settings_alone
from lms.authoring.blocks.front_values import ModuleFront, front_kind
from lms.authoring.blocks.heading_form import HeadingValues
from lms.authoring.blocks.outline import Files, Outline, OutlineItem, OutlineModule, outline_of, text_at
from lms.authoring.blocks.outline_arranging import (
    Outlined,
    Wanted,
    arranged,
    as_it_is,
    folder_of,
    joined,
    own_key,
    with_module_file,
)
from lms.authoring.blocks.outline_names import in_folder, new_name
from lms.authoring.blocks.page_blocks import PageBlockKind, page_blocks
from lms.authoring.blocks.rich_text import RichText
from lms.authoring.blocks.runs import Run, normal
from lms.content.course import ItemKind
from lms.content.document_reader import read_document
from lms.content.folder_names import key_of
from lms.kernel.problems import Problem, error


def add_module(files: Files, title: str, place: int | None = None) -> Outlined:
    """The folder with a module, at its place from 0 or at the end."""
    outline = outline_of(files)
    words = one_line_of(title)
    if not words:
        return Outlined(files, problems=(title_missing(),))
    beside = [module.path for module in outline.modules]
    name = new_name(words, {module.key for module in outline.modules}, "modul", beside)
    module = OutlineModule(name, key_of(name), words, f"{name}/module.md", ())
    wanted = as_it_is(outline)
    wanted.insert(len(wanted) if place is None else max(place, _first_place(outline)), (module, []))
    return arranged({**files, module.file: settings_alone(title=words)}, wanted, module.path)


def add_item(files: Files, module_path: str, kind: ItemKind, title: str, place: int | None = None) -> Outlined:
    """The folder with a lesson or quiz in a module, at its place there from 0 or at the end.

    Raises KeyError if there is no such module.
    """
    outline = outline_of(files)
    words = one_line_of(title)
    if not words:
        return Outlined(files, problems=(title_missing(),))
    module = _module(outline, module_path)
    keys, beside = {own_key(item) for item in module.items}, [item.path.rpartition("/")[2] for item in module.items]
    name = new_name(words, keys, "kuis" if kind is ItemKind.QUIZ else "pelajaran", beside)
    path = in_folder(module_path, f"{name}.md")
    item = OutlineItem(path, joined(module.key, key_of(name)), words, kind)
    settings = {"kind": "quiz", "role": "practice"} if kind is ItemKind.QUIZ else {}
    wanted = _with_module(as_it_is(outline), module)
    row = next(items for other, items in wanted if other == module)
    row.insert(len(row) if place is None else place, item)
    return arranged({**files, path: settings_alone(title=words, **settings)}, wanted, path)


def rename(files: Files, path: str, title: str) -> Outlined:
    """The folder with another title for the course (its file), a module (its folder) or an item (its file).

    Names of files stay, and so do keys: nobody loses what they have done.
    """
    words = one_line_of(title)
    if not words:
        return Outlined(files, path, (title_missing(),))
    module = outline_of(files).module(path)
    file = path if module is None else module.file or in_folder(path, "module.md")
    source = text_at(file, files)
    written, problems = _with_title(file, source, words)
    if problems:
        return Outlined(files, path, problems)
    return Outlined({**files, file: written.encode("utf-8")}, path)


def move_item(files: Files, path: str, module_path: str, place: int) -> Outlined:
    """The folder with an item in a module, at its place there from 0. Raises KeyError if either is not there."""
    outline = outline_of(files)
    module = _module(outline, module_path)
    found = outline.place_of(path)
    if found is None:
        raise KeyError(path)
    before, number = found
    item = before.items[number]
    if before != module and own_key(item) in {own_key(other) for other in module.items}:
        return Outlined(files, path, (_same_key(item.title, module.title),))
    wanted = _with_module(as_it_is(outline), module)
    for other, row in wanted:
        if other == before:
            row.remove(item)
        if other == module:
            row.insert(place, item)
    return arranged(files, wanted, path)


def move_module(files: Files, path: str, place: int) -> Outlined:
    """The folder with a module at its place from 0. Raises KeyError if it is not there."""
    outline = outline_of(files)
    module = _module(outline, path)
    wanted = [pair for pair in as_it_is(outline) if pair[0] != module]
    wanted.insert(max(place, _first_place(outline)) if path else 0, (module, list(module.items)))
    return arranged(files, wanted, path)


def delete_item(files: Files, path: str) -> Outlined:
    """The folder without a lesson or quiz; its module stays. Raises KeyError if it is not there."""
    found = outline_of(files).place_of(path)
    if found is None:
        raise KeyError(path)
    module = found[0]
    left = {name: content for name, content in files.items() if name != path}
    return Outlined(with_module_file(left, module, [item for item in module.items if item.path != path]))


def delete_module(files: Files, path: str) -> Outlined:
    """The folder without a module and everything in its folder. Raises KeyError if it is not there."""
    outline = outline_of(files)
    module = _module(outline, path)
    items = {item.path for item in module.items}
    paths = [other.path for other in outline.modules]
    return Outlined(
        {
            name: content
            for name, content in files.items()
            if name not in items and not (path and folder_of(name, paths) == path)
        }
    )


def _with_title(path: str, source: str, title: str) -> tuple[str, tuple[Problem, ...]]:
    """A file with another title: in its settings, or in the heading that stands for it."""
    document = read_document(path, source).document
    first = next(iter(page_blocks(document)), None)
    if not document.front.get("title") and first and first.kind is PageBlockKind.HEADING and first.level == 1:
        heading = read_form(first)
        if isinstance(heading, HeadingValues):
            words = write_form(replace(heading, text=RichText(normal([Run(title)]))), first)
            edited = replace_page_block(source, first.index, words.text)
            return edited.source, words.problems or edited.problems
    values = read_front_form(front_kind(path, source), source)
    written = write_front_form(replace(values, title=title) if values else ModuleFront(title), source)
    return written.source, written.problems


def _module(outline: Outline, path: str) -> OutlineModule:
    module = outline.module(path)
    if module is None and not path:
        return OutlineModule("", "", "", "", ())
    if module is None:
        raise KeyError(path)
    return module


def _with_module(wanted: Wanted, module: OutlineModule) -> Wanted:
    """The outline with the place for lessons without a module, if it had none so far."""
    return wanted if any(other == module for other, _ in wanted) else [(module, []), *wanted]


def _first_place(outline: Outline) -> int:
    """Lessons without a module stand before all modules."""
    return 1 if outline.module("") else 0


def _same_key(item: str, module: str) -> Problem:
    return error(
        "key-in-module",
        "“{module}” has something with the name of “{item}” already.",
        "Move or delete that one first.",
        item=item,
        module=module,
    )
