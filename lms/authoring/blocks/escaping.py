"""Puts backslashes where typed text would become a mark by accident (pure)."""

import re
from enum import Enum, auto

from lms.content.question_quotes import QuoteRole


class Place(Enum):
    """Where a text stands, for each place has marks of its own."""

    PARAGRAPH = auto()
    HEADING = auto()
    CELL = auto()
    QUESTION = auto()  # any text within a question but its heading


_ALWAYS = re.compile(r"[*`$\[\]]|\\(?=[!-/:-@\[-`{-~\n]|$)|<(?=\S)|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_AT_LINE_START = re.compile(
    r"(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)"
    r"|(?P<mark>#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]+[ \t]*$|~~~|:(?=[ \t]|-)|[|:-][ \t|:-]*$)"
)
_ANSWER = re.compile(r"\([ \t]*[xX]?[ \t]*\)(?=\s|$)|=(?!=)|\{")
_ENTRY = re.compile(rf"({'|'.join(word for role in QuoteRole for word in role.value)})(?=:(\s|$))", re.IGNORECASE)
_HEADING_WORD = re.compile(r"(soal|question|kelompok|pool)(?=:(\s|$))", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?:(?<=\s)|^)\{(?=[^{}]*\}\s*$)")
_CLOSING_MARKS = re.compile(r"(?<!#)(?=#+$)")


def escaped(text: str) -> str:
    """`text` with everything escaped that is a mark wherever it stands."""
    return _ALWAYS.sub(r"\\\g<0>", text)


def with_safe_lines(markdown: str, place: Place) -> str:
    """Inline Markdown so that none of its lines begins or ends like a block, an answer or an attribute."""
    lines = [_safe_line(line, place) for line in markdown.split("\n")]
    return "\n".join(lines)


def _safe_line(line: str, place: Place) -> str:
    line = _ATTRIBUTES.sub(r"\\{", line)
    if place is Place.HEADING:
        return _CLOSING_MARKS.sub(r"\\", _HEADING_WORD.sub(r"\1\\", line, count=1) if _begins(line) else line)
    if place is Place.CELL:
        return line.replace("|", "\\|")
    if match := _AT_LINE_START.match(line):
        at = match.start("dot") if match["dot"] else 0
        return f"{line[:at]}\\{line[at:]}"
    if place is Place.QUESTION:
        if _ANSWER.match(line):
            return f"\\{line}"
        return _ENTRY.sub(r"\1\\", line, count=1) if _ENTRY.match(line) else line
    return line


def _begins(line: str) -> bool:
    return _HEADING_WORD.match(line) is not None
