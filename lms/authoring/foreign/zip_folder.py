"""A course folder as a zip file, there and back without a changed byte (pure)."""

import io
import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from lms.authoring.foreign.archive import ArchiveRefused, unpack
from lms.content.folder_names import is_hidden, suffix_of
from lms.content.media_files import ENDINGS
from lms.kernel.problems import Problem, error

TOP = "kursus"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_OF_THE_SYSTEM = "__MACOSX"


def read_zip(data: bytes | BinaryIO) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """The files by relative path; none of them, and why, if anything in the zip file is not as it should be.

    A single folder that holds everything is taken off. Hidden files, and what computers add on their own, are
    passed over.
    """
    try:
        found = unpack(data)
    except ArchiveRefused as refusal:
        return {}, (refusal.problem,)
    files = {name: content for name, content in found.items() if not _is_passed_over(name)}
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        files = {name.partition("/")[2]: content for name, content in files.items()}
        files = {name: content for name, content in files.items() if not _is_passed_over(name)}
    return (files, ()) if files else ({}, (_empty(),))


def write_zip(files: Mapping[str, bytes], top: str = TOP) -> bytes:
    """The files in one folder `top`: the same bytes for the same files, whenever it is made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}", _FIRST_DAY)
            entry.create_system = 3  # whatever computer this runs on
            entry.external_attr = _PLAIN_FILE
            entry.compress_type = zipfile.ZIP_STORED if suffix_of(name) in ENDINGS else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _is_passed_over(name: str) -> bool:
    return is_hidden(name) or _OF_THE_SYSTEM in name.split("/")


def _empty() -> Problem:
    return error("zip-empty", "The zip file is empty.", "Put the folder of the course into it.")
