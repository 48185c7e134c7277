"""Loads the files of a course folder from disk, refusing what leads outside or is too much."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from lms.content.course_folder import LARGEST_FOLDER, MOST_FILES, bad_name, folder_too_large, too_many_files
from lms.content.folder_names import name_fault
from lms.kernel.problems import Problem, error


def load_folder(path: Path) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The files below `path` by relative path, and what could not be loaded.

    Files and folders whose name begins with a dot are passed over. A link is followed only to a file inside the
    folder. Nothing is loaded beyond `MOST_FILES` files and `LARGEST_FOLDER` bytes. Never raises for what is found.
    """
    if not path.is_dir():
        return {}, (_no_folder(path.name),)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    left = LARGEST_FOLDER
    root = path.resolve()
    for file, name in _walk(root):
        if len(files) == MOST_FILES:
            problems.append(too_many_files())
            break
        found = bad_name(name) if name_fault(name) else _refused(file, name, root)
        content = _read(file, left) if found is None else None
        if found is None and content is None:
            found = _unreadable(name)
        if content is not None and len(content) > left:
            problems.append(folder_too_large())
            break
        if content is None:
            problems += [found] if found else []
        else:
            files[name] = content
            left -= len(content)
    return files, tuple(problems)


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    """Files, and links to anything, in a stable order with their relative names."""
    for folder, folders, names in os.walk(root, followlinks=False):
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in sorted([*names, *linked]):
            if not name.startswith("."):
                file = Path(folder, name)
                yield file, file.relative_to(root).as_posix()


def _refused(file: Path, name: str, root: Path) -> Problem | None:
    """Why a file is not loaded, None if it may be."""
    try:
        target = file.resolve(strict=True)
        mode = target.stat().st_mode
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return _unreadable(name)
    if not target.is_relative_to(root):
        return _leads_outside(name)
    return None if stat.S_ISREG(mode) else _no_file(name)


def _read(file: Path, most: int) -> bytes | None:
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError:
        return None


def _no_folder(name: str) -> Problem:
    return error("folder-missing", "There is no such folder.", "Check the name of the folder.", path=name)


def _leads_outside(name: str) -> Problem:
    return error(
        "outside-folder",
        "This link leads to a file outside the folder of the course.",
        "Put the file itself into the folder.",
        path=name,
    )


def _no_file(name: str) -> Problem:
    return error("not-a-file", "This is no plain file.", "Take it out of the folder of the course.", path=name)


def _unreadable(name: str) -> Problem:
    return error(
        "file-unreadable",
        "This file cannot be read.",
        "Check that it is there and that you may read it.",
        path=name,
    )
