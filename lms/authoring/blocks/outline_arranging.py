"""Puts the modules and items of a folder in an order: new names, new paths, links that follow (pure)."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.authoring.blocks.front_text import settings_alone
from lms.authoring.blocks.outline import Files, Outline, OutlineItem, OutlineModule, outline_of
from lms.authoring.blocks.outline_links import Moves, moved_files
from lms.authoring.blocks.outline_names import in_folder, numbered
from lms.kernel.problems import Problem, error


@dataclass(frozen=True)
class Outlined:
    """A folder after a change. With problems it is the folder as it was.

    `path` is where the thing that was changed is now: the file of an item, the folder of a module, "" if it is gone.
    `new_keys` are items that have another key than before, old and new: learners who finished them do so again.
    """

    files: Mapping[str, bytes]
    path: str = ""
    problems: tuple[Problem, ...] = ()
    new_keys: tuple[tuple[str, str], ...] = ()


Wanted = list[tuple[OutlineModule, list[OutlineItem]]]
"""An outline as it is to become: modules in order, with their items in order, whichever module those were in."""


def as_it_is(outline: Outline) -> Wanted:
    """The outline as it stands."""
    return [(module, list(module.items)) for module in outline.modules]


def arranged(before: Files, wanted: Wanted, path: str) -> Outlined:
    """The folder with its modules and items in the order that is wanted."""
    files = before
    for module, items in wanted:
        files = with_module_file(files, module, items)
    moves = _moves(files, wanted)
    if moves is None or len(set(moves.values())) < len(moves):
        return Outlined(before, path, (_cannot_be_ordered(),))
    arranged = moved_files(files, moves)
    if _said(as_it_is(outline_of(arranged))) != _said(wanted):
        return Outlined(before, path, (_cannot_be_ordered(),))
    new_keys = tuple(
        (item.key, key)
        for module, items in wanted
        for item in items
        if item.key != (key := joined(module.key, own_key(item)))
    )
    return Outlined(arranged, _new_path(path, moves), (), new_keys)


def _moves(files: Files, wanted: Wanted) -> dict[str, str] | None:
    """New paths for all files; None where modules lie in one another and so have no order of their own."""
    paths = [module.path for module, _ in wanted if module.path]
    names = numbered(paths)
    if names != paths and any("/" in path for path in paths):
        return None
    folders = {"": "", **dict(zip(paths, names, strict=True))}
    moves = {}
    for name in files:
        folder = folder_of(name, paths)
        moves[name] = in_folder(folders[folder], name[len(folder) :].lstrip("/"))
    for module, items in wanted:
        old = [posixpath.basename(item.path) for item in items]
        new = old if tuple(items) == module.items else numbered(old)
        moves |= {item.path: in_folder(folders[module.path], name) for item, name in zip(items, new, strict=True)}
    return moves


def with_module_file(files: Files, module: OutlineModule, items: Sequence[OutlineItem]) -> Files:
    """The files with one that keeps the module's title, if no item is left that keeps its folder."""
    if items or module.file or not module.path:
        return files
    return {**files, in_folder(module.path, "module.md"): settings_alone(title=module.title)}


def folder_of(path: str, folders: Iterable[str]) -> str:
    """The innermost of some folders that a path lies in, "" if none."""
    return max((folder for folder in folders if path.startswith(f"{folder}/")), key=len, default="")


def own_key(item: OutlineItem) -> str:
    """The part of an item's key that is its own."""
    return item.key.rpartition("/")[2]


def joined(module_key: str, key: str) -> str:
    """The key of an item in the course."""
    return f"{module_key}/{key}" if module_key else key


def _new_path(path: str, moves: Moves) -> str:
    """Where a file or folder is now."""
    if path in moves:
        return moves[path]
    inside = next((name for name in moves if name.startswith(f"{path}/")), "")
    return moves[inside].removesuffix(inside[len(path) :]) if inside else ""


def _said(wanted: Wanted) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """What must not change when names do."""
    return [
        (module.key, module.title, [(own_key(item), item.title, item.kind) for item in items])
        for module, items in wanted
        if module.path or items
    ]


def _cannot_be_ordered() -> Problem:
    return error(
        "outline-order-unclear",
        "The names in this folder do not allow this order.",
        "Give files and folders names with a number in front, such as 01-hak-warga.md.",
    )
