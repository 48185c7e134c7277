"""Writes a published folder back to disk, byte for byte, whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath


class ExportRefused(Exception):
    """The folder cannot be written there; the message says why."""


def write_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Puts `files` (path from the root → content) into `target`, which must not exist or be empty.

    Raises ExportRefused; whatever fails, `target` is left as it was.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportRefused(f"{target} exists and is not empty.")
    if not target.parent.is_dir():
        raise ExportRefused(f"{target.parent} is not a folder.")
    if outside := [path for path in files if not _is_inside(path)]:
        raise ExportRefused(f"{outside[0]} would lie outside the folder.")
    unfinished = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        unfinished.chmod(0o755)
        for path, data in files.items():
            place = unfinished / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        unfinished.replace(target)
    except OSError as problem:
        raise ExportRefused(f"{target} cannot be written: {problem.strerror}.") from problem
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts
