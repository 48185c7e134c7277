"""Numbers, decimals, dates and identity numbers in the words of a document, in Indonesian and English (pure).

Certificates name JP in figures and in words and dates with the month's name, as letters of Indonesian government
offices do. Documents do not use the interface's catalogue: what is printed stays printed.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum


class Language(StrEnum):
    """The languages a certificate can be written in."""

    INDONESIAN = "id"
    ENGLISH = "en"


_SMALL = {
    Language.INDONESIAN: "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(),
    Language.ENGLISH: (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    ).split(),
}
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = {
    Language.INDONESIAN: (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
    ).split(),
    Language.ENGLISH: ("January February March April May June July August September October November December").split(),
}
_UNTIL = {Language.INDONESIAN: "s.d.", Language.ENGLISH: "to"}
_ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()


def number_words(number: int, language: Language) -> str:
    """A whole number from 0 to 999,999 in words: 21 is "dua puluh satu", "twenty-one"."""
    if not 0 <= number < 1_000_000:
        raise ValueError(f"number out of range for words: {number}")
    return _indonesian(number) if language is Language.INDONESIAN else _english(number)


def date_words(day: date, language: Language) -> str:
    """A date with the month's name: "2 November 2026"."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def period_words(first: date, last: date, language: Language) -> str:
    """A period that names year and month once where both ends share them: "12 s.d. 20 Oktober 2026"."""
    if first == last:
        return date_words(last, language)
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {_MONTHS[language][first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} {_UNTIL[language]} {date_words(last, language)}"


def roman_month(month: int) -> str:
    """The month as letter numbers of government offices write it: 11 is "XI"."""
    return _ROMAN[month - 1]


def decimal_words(number: Decimal, places: int, language: Language) -> str:
    """A decimal in figures with `places` decimals, with a comma in Indonesian: "1,25"."""
    figures = f"{number:.{places}f}"
    return figures.replace(".", ",") if language is Language.INDONESIAN else figures


def nip_words(nip: str) -> str:
    """An identity number of 18 digits in its usual groups: "19900101 201501 2 999"; others as they are."""
    if len(nip) != 18 or not nip.isdigit():
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def _indonesian(number: int) -> str:
    small = _SMALL[Language.INDONESIAN]
    if number < 12:
        return small[number]
    if number < 20:
        return f"{small[number - 10]} belas"
    for size, name in ((1000, "ribu"), (100, "ratus"), (10, "puluh")):
        if number >= size:
            count, rest = divmod(number, size)
            head = f"se{name}" if count == 1 else f"{_indonesian(count)} {name}"
            return f"{head} {_indonesian(rest)}" if rest else head
    raise AssertionError("every number from 12 on is at least ten")


def _english(number: int) -> str:
    if number < 20:
        return _SMALL[Language.ENGLISH][number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_english(rest)}" if rest else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{_english(count)} {name}" + (f"{joint}{_english(rest)}" if rest else "")
