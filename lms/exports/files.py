"""Where exports lie: DATA_DIR/exports, one file for each, named by its job and the hash of its content.

A file is written in a folder of its own try and moved to its name once it is whole and on disk. Nobody shares a file,
so taking one out never takes another's.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lms.exports.export import Form
from lms.platform.documents.separated import write_separated
from lms.platform.documents.workbook import Column, write_workbook

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Written:
    """A file that is whole: its hash and its bytes."""

    sha256: str
    size: int


class ExportFolder:
    """The files of exports of one installation."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "exports"

    def path_of(self, job_id: int, sha256: str) -> Path:
        """Where the file of a job lies."""
        return self.folder / f"{job_id}-{sha256}"

    def begin(self, job_id: int, tries: int) -> Path:
        """An empty folder for one try; what earlier ones left is taken out. Raises OSError."""
        self.drop(job_id)
        made = self.folder / f"{job_id}-try-{tries}"
        made.mkdir(parents=True)
        return made

    def keep(self, job_id: int, file: Path) -> Written:
        """Makes a finished file durable under its name."""
        digest, size = hashlib.sha256(), 0
        with file.open("rb") as whole:
            while chunk := whole.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
            os.fsync(whole.fileno())
        file.replace(self.path_of(job_id, digest.hexdigest()))
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return Written(digest.hexdigest(), size)

    def drop(self, job_id: int) -> None:
        """Takes out everything of a job."""
        for path in self.folder.glob(f"{job_id}-*"):
            self.remove(path)

    def remove(self, path: Path) -> None:
        """Takes out a file or the folder of a try, if it is there."""
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(FileNotFoundError):
                path.unlink()


def write(
    path: Path, form: Form, title: str, columns: Sequence[Column], rows: Iterable[Sequence[str | int]], spare: Path
) -> None:
    """Writes the rows into a file as they come; no more than a few are held. Raises OSError.

    `spare` is a folder for what is written on the way.
    """
    if form is Form.XLSX:
        write_workbook(path, title, columns, rows, spare)
    else:
        write_separated(path, [column.name for column in columns], rows)
