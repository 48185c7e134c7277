"""The pattern of certificate numbers, such as `{seq:04}/{course}/{office}/{roman_month}/{year}` (pure).

The pattern is a setting of the institution, so it is read by a small reader of its own and never by `str.format`,
whose attribute access would let a setting reach into objects. Numbers count anew each local year.
"""

import re
from dataclasses import dataclass
from datetime import date

from lms.kernel.problems import Problem, error
from lms.org.institution import LONGEST_OFFICE
from lms.platform.documents.words import roman_month

MAX_PATTERN = 120
MAX_NUMBER = 120
MAX_DIGITS = 8
LONGEST_COURSE = 20
PLACES = ("seq", "course", "office", "month", "roman_month", "year")
_LONGEST_VALUES = {
    "seq": "9" * MAX_DIGITS,
    "course": "X" * LONGEST_COURSE,
    "office": "X" * LONGEST_OFFICE,
    "month": "12",
    "roman_month": "VIII",
    "year": "2026",
}
_WIDE = ("seq", "month")
_PLACE = re.compile(r"\{([^{}]*)\}")
_INSIDE = re.compile(r"(?P<name>[a-z_]+)(?::0?(?P<width>[1-9]))?")


@dataclass(frozen=True)
class NumberParts:
    """What a number is made of: its place in the year's row, short words for course and office, and the issue date."""

    seq: int
    course: str
    office: str
    on: date


def course_word(slug: str) -> str:
    """The course in a number: the first letters of its words, or the one word; "dasar-administrasi-surat" is "DAS"."""
    words = [word for word in slug.upper().split("-") if word]
    return ("".join(word[0] for word in words) if len(words) > 1 else "".join(words))[:LONGEST_COURSE]


def pattern_problems(pattern: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a pattern; empty when `certificate_number` can use it."""
    found = [_place_problem(inside) for inside in _PLACE.findall(pattern)]
    found += [_missing(name, pattern) for name in ("seq", "year")]
    if re.search(r"[{}]", _PLACE.sub("", pattern)):
        found.append(error("number-brace", "A curly bracket is not closed or not opened.", "Write places like {seq}."))
    if len(pattern) > MAX_PATTERN:
        remedy = "Shorten it to {limit} characters."
        found.append(error("number-long", "The pattern is too long.", remedy, limit=MAX_PATTERN))
    if any(not character.isprintable() for character in pattern):
        found.append(error("number-control", "The pattern has invisible characters.", "Type it anew."))
    sound = tuple(problem for problem in found if problem is not None)
    if not sound and len(_PLACE.sub(lambda place: _filled(place[1], _LONGEST_VALUES), pattern)) > MAX_NUMBER:
        remedy = "Shorten it, so that numbers have at most {limit} characters."
        return (error("number-long", "The pattern is too long.", remedy, limit=MAX_NUMBER),)
    return sound


def certificate_number(pattern: str, parts: NumberParts) -> str:
    """The number that a sound pattern gives; inserted words are not read as a pattern again.

    Raises: ValueError when the pattern has problems, which `pattern_problems` would have named.
    """
    if pattern_problems(pattern):
        raise ValueError(f"unusable number pattern: {pattern!r}")
    values = {
        "seq": str(parts.seq),
        "course": parts.course,
        "office": parts.office,
        "month": str(parts.on.month),
        "roman_month": roman_month(parts.on.month),
        "year": str(parts.on.year),
    }
    return _PLACE.sub(lambda place: _filled(place[1], values), pattern)


def _filled(inside: str, values: dict[str, str]) -> str:
    name, _, width = inside.partition(":")
    return values[name].zfill(int(width or 0))


def _place_problem(inside: str) -> Problem | None:
    match = _INSIDE.fullmatch(inside)
    if match is None or match["name"] not in PLACES:
        places = ", ".join(f"{{{name}}}" for name in PLACES)
        message = "The place “{place}” is not known."
        return error("number-place", message, "Use one of {places}.", place=f"{{{inside}}}", places=places)
    if match["width"] is None:
        return None
    if match["name"] not in _WIDE or int(match["width"]) > MAX_DIGITS:
        remedy = "Give a width from 1 to {limit} only to the number and the month, like {example}."
        message = "The place “{place}” cannot have this width."
        return error("number-width", message, remedy, place=f"{{{inside}}}", limit=MAX_DIGITS, example="{seq:04}")
    return None


def _missing(name: str, pattern: str) -> Problem | None:
    if any(inside.partition(":")[0] == name for inside in _PLACE.findall(pattern)):
        return None
    remedy = "Add {place}, so that no two certificates share a number."
    return error(f"number-without-{name}", "The pattern lacks {place}.", remedy, place=f"{{{name}}}")
