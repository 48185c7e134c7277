"""Unpacks a zip file within bounds, without ever trusting what it says of itself (pure).

Refused: names that lead outside, links, files under a password, more than `MOST_FILES`, more than `LARGEST_FOLDER`
bytes or a file that grows as no honest one does, the same name twice, and what is no zip file or only half of one.
"""

import io
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from lms.content.course_folder import LARGEST_FOLDER, MOST_FILES, bad_name, folder_too_large, too_many_files
from lms.content.folder_names import name_fault
from lms.kernel.problems import Problem, error
from lms.platform.documents.zips import BROKEN

MOST_GROWTH = 200  # times its packed size; text shrinks to a tenth, drawings to a fiftieth
_SMALL = 5_000_000  # bytes that any file may grow to
_MOST_ENTRIES = 2 * MOST_FILES  # folders count, too
_LONGEST_NAME = 255  # bytes of a name without its folders, as much as disks allow
_PIECE = 1 << 16
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_UTF8 = 0x800
_END, _LARGE_END, _ENTRY = b"PK\x05\x06", b"PK\x06\x07", b"PK\x01\x02"
_STARTS = (b"PK\x03\x04", _END)  # what stands before the first file, such as a program, is none of ours


class ArchiveRefused(Exception):
    """Nothing of the file is kept; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def unpack(data: bytes | BinaryIO) -> Mapping[str, bytes]:
    """The files of a zip file by their paths, in its order. Raises ArchiveRefused."""
    whole = data if isinstance(data, bytes) else data.read(LARGEST_FOLDER + 1)
    if len(whole) > LARGEST_FOLDER:
        raise ArchiveRefused(folder_too_large())
    if not whole.startswith(_STARTS):
        raise ArchiveRefused(_damaged())
    if _entries_of(whole) > _MOST_ENTRIES:
        raise ArchiveRefused(too_many_files())
    try:
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            return dict(_contents(archive, _checked(archive)))
    except BROKEN as failure:
        raise ArchiveRefused(_damaged()) from failure


def names_in(data: bytes) -> tuple[str, ...]:
    """The names that the list of a zip file gives, unchecked; none for what is no zip file or lists too many."""
    if not data.startswith(_STARTS) or _entries_of(data) > _MOST_ENTRIES:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except BROKEN:
        return ()


def _entries_of(data: bytes) -> int:
    """How many entries the list at the end has at most, before anything is made of them; 0 for what has no list."""
    end = data.rfind(_END, max(len(data) - 66_000, 0))
    if end < 0:
        return 0
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    is_large = data.rfind(_LARGE_END, max(end - 20, 0), end) >= 0
    return data.count(_ENTRY, 0 if is_large else max(end - size, 0), end)


def _checked(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """The files by their names, once all that the list says is found in order."""
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    folders: set[str] = set()
    for entry in archive.infolist():
        name = _name_of(entry)
        if _is_bad(name.removesuffix("/")):
            raise ArchiveRefused(bad_name(name))
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ArchiveRefused(_link(name))
        if name.endswith("/"):
            continue
        if entry.flag_bits & _ENCRYPTED:
            raise ArchiveRefused(_encrypted())
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveRefused(_damaged())
        plain = _plain(name)
        if plain in seen:
            raise ArchiveRefused(_twice(name))
        seen.add(plain)
        folders |= {plain[:place] for place, char in enumerate(plain) if char == "/"}
        found[name] = entry
    if both := seen & folders:
        raise ArchiveRefused(_twice(min(both)))
    if len(found) > MOST_FILES:
        raise ArchiveRefused(too_many_files())
    if sum(entry.file_size for entry in found.values()) > LARGEST_FOLDER:
        raise ArchiveRefused(folder_too_large())
    return found


def _contents(archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    left = LARGEST_FOLDER
    for name, entry in entries.items():
        most = min(left, max(_SMALL, entry.compress_size * MOST_GROWTH))
        content = bytearray()
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                content += piece
                if len(content) > most:
                    raise ArchiveRefused(folder_too_large() if most == left else _grows(name))
        left -= len(content)
        yield name, bytes(content)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: many write UTF-8 without saying so, in letters and accents apart."""
    if entry.flag_bits & _UTF8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", "replace")
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return entry.orig_filename


def _is_bad(name: str) -> bool:
    top, _, below = name.partition("/")  # apart: the top folder, which is taken off, makes no name too long
    long = any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in name.split("/"))
    return name_fault(top) or ("/" in name and name_fault(below)) or long or _DRIVE.match(name) is not None


def _plain(name: str) -> str:
    """What disks that do not tell capitals apart make of a name."""
    return unicodedata.normalize("NFC", name).casefold()


def _link(name: str) -> Problem:
    return error(
        "zip-link",
        "The zip file holds a link or a device, which is no file of a course.",
        "Put the file itself in its place.",
        path=name,
    )


def _encrypted() -> Problem:
    return error("zip-encrypted", "The zip file asks for a password.", "Make it again without a password.")


def _twice(name: str) -> Problem:
    return error(
        "zip-double-name",
        "The zip file holds this name twice, or twice but for capital letters.",
        "Give one of them another name.",
        path=name,
    )


def _grows(name: str) -> Problem:
    return error(
        "zip-grows",
        "This file is packed so tightly that unpacking it is not safe.",
        "Leave it out, or send it as it is.",
        path=name,
    )


def _damaged() -> Problem:
    return error(
        "zip-damaged",
        "This is no whole zip file.",
        "Make it again, and wait until it is sent completely.",
    )
