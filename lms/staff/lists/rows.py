"""Reads the lines of a staff list: what each says of a person, and what is wrong with it (pure)."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from lms.accounts.employment import EmploymentStatus
from lms.accounts.names import parts_of
from lms.accounts.nip import is_nip, plain_nip
from lms.kernel.problems import Problem, error, warning
from lms.org.unit_names import name_key
from lms.staff.lists.sheet import Line, Sheet, Value, text_of

EXACT_DIGITS = 14
"""So many digits of a number are sure: Excel keeps 15 and writes 0 for the others; some programs round the last one."""
_LONGEST = {
    "name": 200,
    "title_before": 60,
    "title_after": 60,
    "rank": 100,
    "position": 200,
    "unit": 200,
    "unit_above": 200,
}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_ROUNDED = re.compile(r"[0-9][.,][0-9]*E\+?1[0-9]", re.IGNORECASE)
_MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split(),
    "jan feb mar apr mei jun jul agu sep okt nov des".split(),
    "january february march april may june july august september october november december".split(),
)
_NUMBERS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)}
_STATUSES = {
    "pns": EmploymentStatus.PNS,
    "aktif": None,  # a list of those who work: what they are says the NIP
    "cpns": EmploymentStatus.CPNS,
    "calon pns": EmploymentStatus.CPNS,
    "pppk": EmploymentStatus.PPPK,
    "p3k": EmploymentStatus.PPPK,
    "pppk penuh waktu": EmploymentStatus.PPPK,
    "pppk paruh waktu": EmploymentStatus.PPPK_PART_TIME,
    "pppk part time": EmploymentStatus.PPPK_PART_TIME,
    "p3k paruh waktu": EmploymentStatus.PPPK_PART_TIME,
    "paruh waktu": EmploymentStatus.PPPK_PART_TIME,
    "honorer": EmploymentStatus.OTHER,
    "tks": EmploymentStatus.OTHER,
    "thl": EmploymentStatus.OTHER,
    "non asn": EmploymentStatus.OTHER,
    "lainnya": EmploymentStatus.OTHER,
    "other": EmploymentStatus.OTHER,
}


@dataclass(frozen=True)
class StaffRow:
    """What one line says of a person; texts are "" and others None where it says nothing.

    `nip_start` are the digits that are sure of a NIP that Excel kept as a number; then `nip` is "".
    """

    number: int
    name: str
    title_before: str = ""
    title_after: str = ""
    nip: str = ""
    nip_start: str = ""
    birth_date: date | None = None
    status: EmploymentStatus | None = None
    rank: str = ""
    position: str = ""
    unit: str = ""
    unit_above: str = ""
    superior_nip: str = ""
    email: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether nothing stands against taking it as it is, but for its unit and what is held."""
        return not self.nip_start and not any(problem.severity == "error" for problem in self.problems)


def read_rows(sheet: Sheet, columns: Mapping[str, int]) -> tuple[StaffRow, ...]:
    """Every line that says something, in the order of the file; a NIP that stands twice is a problem of both lines."""
    rows = [_row(line, columns) for line in sheet.lines]
    kept = [row for row in rows if row is not None]
    times = Counter(row.nip for row in kept if row.nip)
    first = {row.nip: row.number for row in reversed(kept)}
    return tuple(_once(row, first[row.nip]) if times[row.nip] > 1 else row for row in kept)


def _once(row: StaffRow, first: int) -> StaffRow:
    if row.number == first:
        return row
    message, remedy = "This NIP stands in line {first} already.", "Take one of the two lines out of the file."
    return replace(row, problems=(*row.problems, error("nip-twice", message, remedy, line=row.number, first=first)))


def _row(line: Line, columns: Mapping[str, int]) -> StaffRow | None:
    cells = _Cells(line, columns)
    parts = parts_of(cells.text("name"))
    before, after = cells.text("title_before") or parts.before, cells.text("title_after") or parts.after
    nip, nip_start = cells.nip("nip")
    if not parts.name and not nip and not nip_start:
        return None
    if not parts.name:
        cells.wrong("no-name", "The name is missing.", "Write the name in the file, or skip this line.")
    superior, _ = cells.nip("superior_nip", is_needed=False)
    unit, above = cells.text("unit"), cells.text("unit_above")
    is_itself = not unit or name_key(unit) == name_key(above)
    return StaffRow(
        number=line.number,
        name=parts.name,
        title_before=before,
        title_after=after,
        nip=nip,
        nip_start=nip_start,
        birth_date=cells.day("birth_date") or _born(nip),
        status=cells.status(nip),
        rank=cells.text("rank"),
        position=cells.text("position"),
        unit=unit or above,
        unit_above="" if is_itself else above,
        superior_nip=superior,
        email=cells.email(),
        problems=tuple(cells.problems),
    )


class _Cells:
    """The cells of one line by their fields, and what was found wrong in them."""

    def __init__(self, line: Line, columns: Mapping[str, int]) -> None:
        self.line, self.columns = line, columns
        self.problems: list[Problem] = []

    def value(self, field: str) -> Value:
        at = self.columns.get(field, -1)
        return self.line.values[at] if 0 <= at < len(self.line.values) else ""

    def text(self, field: str) -> str:
        words = text_of(self.value(field)).strip("'")
        words = "" if words in ("-", "0", "'", "#N/A", "#REF!") else words
        if len(words) > _LONGEST.get(field, 200) or not words.isprintable():
            message = "“{words}” is too long or has signs that cannot be shown."
            self.wrong("text", message, "Shorten it in the file.", words=f"{words[:30]}…")
            return ""
        return words

    def nip(self, field: str, *, is_needed: bool = True) -> tuple[str, str]:
        """The NIP, or the digits that are sure of one that was a number; each may be ""."""
        value = self.value(field)
        if not isinstance(value, str | float | int) or isinstance(value, bool):
            return "", ""
        if isinstance(value, float | int):
            digits = str(round(int(value), -3)) if abs(value) >= 1e16 else str(int(value))
            return "", digits[:EXACT_DIGITS] if len(digits) >= 17 else self._not_a_nip(digits, is_needed)
        written = value.strip().strip('="').strip("'")
        digits = plain_nip(written)
        if not digits or digits in ("-", "0"):
            return "", ""
        if _ROUNDED.fullmatch(written.replace(" ", "")):
            known = re.sub(r"[^0-9]", "", written.upper().partition("E")[0])
            return "", known[:EXACT_DIGITS]
        return (digits, "") if is_nip(digits) else ("", self._not_a_nip(digits, is_needed))

    def _not_a_nip(self, digits: str, is_needed: bool) -> str:
        if is_needed and digits.strip("0"):
            message = "“{nip}” is no NIP: it has {count} signs, not 18 digits."
            remedy = "Correct it in the file, or skip this line."
            self.wrong("nip", message, remedy, nip=digits[:30], count=str(len(digits)))
        return ""

    def day(self, field: str) -> date | None:
        value = self.value(field)
        if isinstance(value, datetime | date):
            return value.date() if isinstance(value, datetime) else value
        words = text_of(value)
        found = day_of(words)
        if words.strip("-") and found is None:
            message = "“{words}” is no day."
            self.note("day", message, "It is left out; write it like 31-12-1990.", words=words[:30])
        return found

    def status(self, nip: str) -> EmploymentStatus | None:
        words = " ".join(re.findall(r"[^\W_]+", self.text("status").casefold()))
        if not words:
            return _status_of(nip)
        if words in _STATUSES:
            return _STATUSES[words] or _status_of(nip)
        self.note("status", "The status “{words}” is not known.", "It is kept as “other”.", words=words[:30])
        return EmploymentStatus.OTHER

    def email(self) -> str:
        words = self.text("email").lower()
        if words and not (_EMAIL.fullmatch(words) and len(words) <= 200):
            self.note("email", "“{words}” is no e-mail address.", "It is left out.", words=words[:40])
            return ""
        return words

    def wrong(self, code: str, message: str, remedy: str, **params: str) -> None:
        self.problems.append(error(code, message, remedy, line=self.line.number, **params))

    def note(self, code: str, message: str, remedy: str, **params: str) -> None:
        self.problems.append(warning(code, message, remedy, line=self.line.number, **params))


def day_of(words: str) -> date | None:
    """A day as lists write it: 31-12-1990, 31/12/1990, 1990-12-31, 31 Desember 1990."""
    found = re.findall(r"[0-9]+|[a-z]+", words.casefold())
    numbers = [_NUMBERS.get(part, 0) if part.isalpha() else int(part) for part in found[:3] if len(part) <= 9]
    if len(numbers) < 3:
        return None
    year, month, day = numbers if numbers[0] > 1000 else reversed(numbers)
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _born(nip: str) -> date | None:
    try:
        return date(int(nip[:4]), int(nip[4:6]), int(nip[6:8])) if nip else None
    except ValueError:
        return None


def _status_of(nip: str) -> EmploymentStatus | None:
    """What the NIP says: digits 13 and 14 are a month of appointment, but 21 and more of a PPPK."""
    if not nip:
        return None
    return EmploymentStatus.PNS if 1 <= int(nip[12:14]) <= 12 else EmploymentStatus.PPPK
