"""A draft's files as the folder in which an outline is changed, and what such a change means for the files (pure).

Media are named by their hash while the folder is arranged: they move with their folder, and nobody reads them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lms.authoring.blocks.front_settings import read_front_form, write_front_form
from lms.authoring.blocks.front_values import FrontKind, QuizFront
from lms.authoring.blocks.outline import Files, Outline, outline_of
from lms.authoring.blocks.outline_arranging import Outlined
from lms.authoring.blocks.outline_edits import (
    add_item,
    add_module,
    delete_item,
    delete_module,
    move_item,
    move_module,
)
from lms.authoring.contents import text_content
from lms.authoring.draft import Act, Content, FileLine
from lms.content.course import ItemKind, QuizRole

_BLOB = b"\0blob:"
UP, DOWN, REMOVE = "up", "down", "remove"


@dataclass(frozen=True)
class Arranged:
    """What an act on the outline changes; `path` is where the thing that was meant is now, or was."""

    outlined: Outlined
    act: Act
    path: str


def as_folder(lines: Iterable[FileLine]) -> dict[str, bytes]:
    """The files of a draft as a folder to be arranged."""
    return {line.path: _bytes(line.content) for line in lines}


def changes_of(lines: Iterable[FileLine], files: Files) -> dict[str, Content | None]:
    """The files that are other ones in the folder: what they hold now, None for those that are gone."""
    contents = {line.path: line.content for line in lines}
    media = {content.blob: content for content in contents.values() if content.blob is not None}
    changes: dict[str, Content | None] = {path: None for path in contents if path not in files}
    for path, data in files.items():
        if path not in contents or _bytes(contents[path]) != data:
            is_medium = data.startswith(_BLOB)
            changes[path] = media[data.removeprefix(_BLOB).decode()] if is_medium else text_content(data.decode())
    return changes


def structure_of(paths: Iterable[str]) -> str:
    """Names which texts there are: an act on an outline that looked otherwise does not count."""
    return hashlib.sha256("\n".join(sorted(path for path in paths if path.endswith(".md"))).encode()).hexdigest()[:16]


def page_act(files: Files, path: str, verb: str) -> Arranged:
    """Moves a page up or down in its module, or takes it out. Raises KeyError if it is not there."""
    if verb == REMOVE:
        return Arranged(delete_item(files, path), Act.REMOVED, path)
    found = outline_of(files).place_of(path)
    if found is None:
        raise KeyError(path)
    module, place = found
    place = min(max(place + (-1 if verb == UP else 1), 0), len(module.items) - 1)
    outlined = move_item(files, path, module.path, place)
    return Arranged(outlined, Act.MOVED, outlined.path)


def module_act(files: Files, folder: str, verb: str) -> Arranged:
    """Moves a module up or down, or takes it out with all its pages. Raises KeyError if it is not there."""
    outline = outline_of(files)
    place = _place_of(outline, folder)
    named = outline.modules[place].file or folder
    if verb == REMOVE:
        return Arranged(delete_module(files, folder), Act.REMOVED, named)
    outlined = move_module(files, folder, min(max(place + (-1 if verb == UP else 1), 0), len(outline.modules) - 1))
    return Arranged(outlined, Act.MOVED, f"{outlined.path}/module.md" if outlined.path else named)


def page_to(files: Files, path: str, folder: str, place: int) -> Arranged:
    """Moves a page to a place in a module. Raises KeyError if either is not there."""
    outlined = move_item(files, path, folder, place)
    return Arranged(outlined, Act.MOVED, outlined.path)


def new_module(files: Files, title: str) -> Arranged:
    """A module at the end."""
    outlined = add_module(files, title)
    return Arranged(outlined, Act.ADDED, f"{outlined.path}/module.md")


def new_page(files: Files, folder: str, kind: str, title: str) -> Arranged:
    """A lesson, practice or final exam at the end of a module. Raises KeyError if there is no such module."""
    outlined = add_item(files, folder, ItemKind.LESSON if kind == "lesson" else ItemKind.QUIZ, title)
    if kind == "final" and not outlined.problems:
        outlined = replace(outlined, files=_with_role(outlined.files, outlined.path, QuizRole.FINAL))
    return Arranged(outlined, Act.ADDED, outlined.path)


def _with_role(files: Files, path: str, role: QuizRole) -> Mapping[str, bytes]:
    source = files[path].decode()
    values = read_front_form(FrontKind.QUIZ, source)
    assert isinstance(values, QuizFront)  # it was written a moment ago
    return {**files, path: write_front_form(replace(values, role=role.value), source).source.encode()}


def _place_of(outline: Outline, folder: str) -> int:
    for place, module in enumerate(outline.modules):
        if module.path == folder:
            return place
    raise KeyError(folder)


def _bytes(content: Content) -> bytes:
    return content.text.encode() if content.text is not None else _BLOB + (content.blob or "").encode()
