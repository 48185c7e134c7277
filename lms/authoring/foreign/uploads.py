"""What a file really is that somebody sends, by its bytes and never by its name alone (pure)."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

from lms.authoring.foreign.archive import names_in
from lms.authoring.foreign.package import CONTENT_TYPES, damaged
from lms.content.course_folder import LARGEST_TEXT
from lms.content.media import look_at_medium, media_type_of
from lms.content.media_files import ENDINGS
from lms.kernel.problems import Problem, error

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MACROS = re.compile(r"vbaProject|vbaData", re.IGNORECASE)


class UploadKind(StrEnum):
    """What comes in, and where it goes."""

    FOLDER = "folder"
    WORD = "word"
    SLIDES = "slides"
    TEXT = "text"
    MEDIUM = "medium"


def kind_of(name: str, data: bytes) -> UploadKind | Problem:
    """The kind of a file, or in words why it does not come in. `name` is the one it was sent under."""
    if not data:
        return error("upload-empty", "The file is empty.", "Choose it again, and wait until it is sent completely.")
    if data.startswith(_ZIP):
        return _kind_of_zip(name, data)
    if data.startswith(_OLE):
        return _why_not_ole(data)
    if data.startswith(b"{\\rtf"):
        return _older("RTF", ".docx")
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".md":
        return _kind_of_text(data)
    if ending in ENDINGS or media_type_of(data):
        medium, problems = look_at_medium(name, data, convert=False)
        return UploadKind.MEDIUM if medium else problems[0]
    return _unknown()


def _kind_of_zip(name: str, data: bytes) -> UploadKind | Problem:
    names = names_in(data)
    if not names and name.lower().endswith((".docx", ".pptx")):
        return damaged()
    if any(_MACROS.search(part) for part in names) or name.lower().endswith(
        (".docm", ".pptm", ".dotm", ".potm", ".ppsm")
    ):
        return error(
            "upload-macros",
            "This document holds macros, which are programs.",
            "Save it as .docx or .pptx, which hold none, and send that file.",
        )
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", part) for part in names):
        return UploadKind.WORD
    if "ppt/presentation.xml" in names:
        return UploadKind.SLIDES
    if "mimetype" in names and "content.xml" in names:
        return _older("OpenDocument", ".docx / .pptx")
    return _unknown() if CONTENT_TYPES in names else UploadKind.FOLDER


def _kind_of_text(data: bytes) -> UploadKind | Problem:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or len(data) > LARGEST_TEXT:
        return error(
            "upload-no-text",
            "This is no text in UTF-8, or it is larger than {most} MB.",
            "Save it again with the encoding UTF-8, or send it in parts.",
            most=LARGEST_TEXT // 1_000_000,
        )
    return UploadKind.TEXT


def _why_not_ole(data: bytes) -> Problem:
    """Files of Office before 2007; and those under a password, which newer ones wrap in the same way."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return error(
            "upload-password",
            "This document asks for a password.",
            "Take the password off in Word or PowerPoint, save it and send that file.",
        )
    if holds("WordDocument"):
        return _older(".doc", ".docx")
    if holds("PowerPoint Document"):
        return _older(".ppt", ".pptx")
    return _unknown()


def _older(found: str, wanted: str) -> Problem:
    return error(
        "upload-older-format",
        "This file is in the format {found}, which cannot be read here.",
        "Open it, choose Save As, take the format {wanted} and send that file.",
        found=found,
        wanted=wanted,
    )


def _unknown() -> Problem:
    return error(
        "upload-unknown",
        "This is no kind of file that can be used here.",
        "Send a zip file of a course, a document (.docx), slides (.pptx), a text (.md), a picture or a recording.",
    )
