"""Stores files by the hash of their content under DATA_DIR/media: written once, never changed."""

import hashlib
import os
import re
import secrets
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


class BlobStore:
    """The files under `folder`, in subfolders by the first two digits of their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def within(cls, data_dir: Path) -> "BlobStore":
        """The store of an installation."""
        return cls(data_dir / "media")

    def put(self, data: bytes) -> str:
        """Stores `data` durably, unless it is there, and gives its SHA-256. Call it before the transaction."""
        name = hashlib.sha256(data).hexdigest()
        path = self.path_of(name)
        if path.exists():
            return name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.parent / f"{name}.{secrets.token_hex(4)}.part"
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync_folder(path.parent)
        _sync_folder(self.folder)
        return name

    def path_of(self, name: str) -> Path:
        """Where the file with this hash lies, or would lie. Raises ValueError for what is no SHA-256 in hex."""
        if not _SHA256.fullmatch(name):
            raise ValueError("not a SHA-256")
        return self.folder / name[:2] / name

    def read(self, name: str) -> bytes:
        """The content of a stored file. Raises FileNotFoundError if it was lost, ValueError if it has changed."""
        data = self.path_of(name).read_bytes()
        if hashlib.sha256(data).hexdigest() != name:
            raise ValueError(f"the stored file {name} has changed")
        return data


def _sync_folder(folder: Path) -> None:
    """Makes names in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
