"""The words of the interface: message ids are English, the Indonesian catalogue holds what people here read.

Catalogues are the `.po` files themselves, one per feature and language, read once at start: no compile step.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal
from flask import g, has_app_context

DEFAULT_LANGUAGE = "id"
LANGUAGES: Mapping[str, str] = {"id": "Bahasa Indonesia", "en": "English"}
TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


@dataclass(frozen=True)
class Catalogue:
    """One language: translations by message id; a missing one falls back to the English message id."""

    language: str
    singular: Mapping[str, str]
    plural: Mapping[str, tuple[str, ...]]

    def text(self, message: str, **params: object) -> str:
        """`message` in this language, its `%(name)s` places filled. Plain text: escaping is the page's work."""
        found = self.singular.get(message, message)
        return found % params if params else found

    def plural_text(self, one: str, many: str, count: int, **params: object) -> str:
        """The form that fits `count`; `%(num)s` is the count with the language's separators."""
        forms = self.plural.get(one)
        if forms is None:
            found = one if count == 1 else many
        else:
            found = forms[0] if count == 1 or len(forms) == 1 else forms[-1]
        num = number_text(count, self.language) if count >= 1_000 else count
        return found % {"num": num, **params}


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, all features merged; English is the message ids themselves."""
    singular: dict[str, str] = {}
    plural: dict[str, tuple[str, ...]] = {}
    for path in sorted((TRANSLATIONS / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if isinstance(message.id, str):
                    if message.id and message.string:
                        singular[message.id] = str(message.string)
                elif message.string:
                    plural[message.id[0]] = tuple(message.string)
    return Catalogue(language, singular, plural)


def current_language() -> str:
    """The language of this request's page; Indonesian where nothing else was chosen."""
    return str(g.get("language", DEFAULT_LANGUAGE)) if has_app_context() else DEFAULT_LANGUAGE


def gettext(message: str, **params: object) -> str:
    """`message` in the language of the page being made, days among its `params` too."""
    language = current_language()
    said = {name: day_text(value, language) if type(value) is date else value for name, value in params.items()}
    return catalogue(language).text(message, **said)


def ngettext(one: str, many: str, count: int, **params: object) -> str:
    """The form for `count` in the language of the page being made."""
    return catalogue(current_language()).plural_text(one, many, count, **params)


@cache
def day_text(day: date, language: str) -> str:
    """A day as people write it: 3 Desember 2026."""
    return format_date(day, "d MMMM y", locale=language)


def short_day(day: date) -> str:
    """A day where space is short, in the language of the page being made: 3 Des."""
    return str(format_date(day, "d MMM", locale=current_language()))


def month_text(day: date, pattern: str = "MMMM y") -> str:
    """The month of a day in the language of the page being made: Desember 2026; of the pattern MMM, Des."""
    return str(format_date(day, pattern, locale=current_language()))


def instant_day(value: date | datetime, zone: ZoneInfo, language: str) -> str:
    """The local day of an instant (or a day as it is), in words."""
    return day_text(value.astimezone(zone).date() if isinstance(value, datetime) else value, language)


def instant_time(value: datetime, zone: ZoneInfo) -> str:
    """The local time of day with its zone: 09.41 WIB."""
    local = value.astimezone(zone)
    return f"{local:%H.%M} {local.tzname()}"


def number_text(value: int | float, language: str) -> str:
    """A number with the language's separators: 1.234,5."""
    return str(format_decimal(value, locale=language))


def short_number_text(value: int) -> str:
    """A number for a narrow place, in the language of the page being made: 4.274; 524 rb."""
    if value < 10_000:
        return number_text(value, current_language())
    return str(format_compact_decimal(value, locale=current_language()))


def size_text(size: int, language: str) -> str:
    """Bytes as people read them: 850 KB; 1,2 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{number_text(round(size / 1_000_000, 1), language)} MB"
