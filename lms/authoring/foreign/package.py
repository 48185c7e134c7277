"""The parts of a file of Word or PowerPoint, unpacked within bounds before any parser sees them (pure)."""

import io
import zipfile
from collections.abc import Mapping

from lms.authoring.foreign.archive import ArchiveRefused, unpack
from lms.kernel.problems import Problem, error

CONTENT_TYPES = "[Content_Types].xml"
LARGEST_PACKED = 50_000_000  # bytes
LARGEST_UNPACKED = 100_000_000
LARGEST_XML = 30_000_000  # of one part; a book of a thousand pages has a third of it
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def open_package(data: bytes) -> Mapping[str, bytes]:
    """The parts by name. Raises ArchiveRefused for what is damaged, too large, or declares entities."""
    if len(data) > LARGEST_PACKED:
        raise ArchiveRefused(too_large())
    try:
        parts = unpack(data)
    except ArchiveRefused as refusal:
        large = refusal.problem.code in ("folder-too-large", "zip-grows", "too-many-files")
        raise ArchiveRefused(too_large() if large else damaged()) from refusal
    texts = [part for name, part in parts.items() if _is_xml(part) and not name.lower().endswith(".svg")]
    if sum(map(len, parts.values())) > LARGEST_UNPACKED or max(map(len, texts), default=0) > LARGEST_XML:
        raise ArchiveRefused(too_large())
    if any(sign in part.replace(b"\0", b"") for part in texts for sign in _DECLARATIONS):
        raise ArchiveRefused(damaged())
    return parts


def pack(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The parts as a file again, for parsers that want one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    buffer.seek(0)
    return buffer


def damaged() -> Problem:
    """The problem of a file that is not what Word or PowerPoint writes."""
    return error(
        "document-damaged",
        "This document is damaged, or is not what its name says.",
        "Open it in Word or PowerPoint, save it anew and send that file.",
    )


def empty() -> Problem:
    """The problem of a document in which nothing stands."""
    return error("document-empty", "This document holds neither text nor pictures.", "Choose another file.")


def too_large() -> Problem:
    """The problem of a file that is too much to be read."""
    return error(
        "document-too-large",
        "This document is larger than {most} MB, or than {unpacked} MB once it is unpacked.",
        "Compress its pictures in Word or PowerPoint, or send it in parts.",
        most=LARGEST_PACKED // 1_000_000,
        unpacked=LARGEST_UNPACKED // 1_000_000,
    )


def _is_xml(part: bytes) -> bool:
    return part[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").startswith(b"<")
