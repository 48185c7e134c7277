"""Zip files for tests, honest and not."""

import io
import stat
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = kind
            archive.writestr(entry, content)
    return buffer.getvalue()


def zipped_link(name: str, target: str, kind: int = stat.S_IFLNK) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo(name)
        entry.create_system = 3
        entry.external_attr = (kind | 0o777) << 16
        archive.writestr(entry, target)
    return buffer.getvalue()
