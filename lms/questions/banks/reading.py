"""A file of another system, whatever it is: a bank, or why it cannot be read (pure)."""

import re
from dataclasses import replace

from lms.questions.banks.bank import LARGEST_FILE, Bank, refused, text_of
from lms.questions.banks.gift import looks_like_gift, read_gift
from lms.questions.banks.moodle_reader import read_moodle

_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-?(8|16))[\w.-]+["']""", re.IGNORECASE)
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_DECLARATION = re.compile(r"^\s*(<\?xml[^>]*\?>)?")


def read_bank(data: bytes) -> Bank:
    """The questions in the bytes of a file, told apart by what they begin with; never fails."""
    if len(data) > LARGEST_FILE:
        return refused(
            "file-too-large", "This file is larger than {most} MB.", "Divide it.", most=LARGEST_FILE // 1_000_000
        )
    if data.startswith(_ARCHIVES):
        return refused("archive", "This is an archive.", "Unpack it, then import the files in it one by one.")
    found = None if data.startswith(b"%PDF") else text_of(data)
    if found is None:
        return refused("no-text", "This is no text file.", "Export the bank as GIFT or Moodle XML.")
    text, problems = found
    if text.lstrip().startswith("<"):
        if _ENCODING.match(data):
            return read_moodle(data)
        bank = read_moodle(_DECLARATION.sub(_line_ends, text.lstrip("\ufeff"), count=1).encode("utf-8", "replace"))
        return replace(bank, problems=(*problems, *bank.problems))
    if not looks_like_gift(text):
        return refused("no-bank", "There is no question in this file.", "Export the bank as GIFT or Moodle XML.")
    bank = read_gift(text)
    return replace(bank, problems=(*problems, *bank.problems))


def _line_ends(found: re.Match[str]) -> str:
    """Nothing but the lines of what comes before the XML, which may name an encoding that is no longer its own."""
    return "\n" * found[0].count("\n")
