"""How the text of a setting is read as what its field wants, and what to say if it cannot be (pure).

Each type here is for a pydantic field; the context of its complaint is the remedy and what fills its places.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from lms.content.slugs import is_plain_key

Choice = TypeVar("Choice", bound=StrEnum)

_MINUTES = {
    **dict.fromkeys(("min", "mnt", "menit", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "j", "jam", "hour", "hours"), 60),
    **dict.fromkeys(("d", "hari", "day", "days"), 24 * 60),
}
_DURATION = re.compile(r"(\d{1,6})[ \t]*([a-zA-Z]*)")
_LONGEST_DURATION = 366 * 24 * 60


def refuse_value(remedy: str, **params: object) -> NoReturn:
    """Complains about a value: `remedy` is a message id with `{name}` places for `params`. Raises always."""
    raise PydanticCustomError("value", "not what is wanted", {"remedy": remedy, **params})


def _text(longest: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            refuse_value("Write one line of text.")
        words = " ".join(value.split())
        if len(words) > longest:
            refuse_value("Write at most {longest} characters.", longest=longest)
        return words

    return read


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        digits = value.strip().removesuffix("%").rstrip() if isinstance(value, str) else ""
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and least <= int(digits) <= most):
            refuse_value("Write a whole number from {least} to {most}.", least=least, most=most)
        return int(digits)

    return read


def _minutes(value: Any) -> int:
    """`20 min`, `1 h`, `1 jam 30 menit`; a bare number is minutes."""
    text = value.strip() if isinstance(value, str) else ""
    parts = _DURATION.findall(text)
    rest = _DURATION.sub("", text).replace("dan", "").strip()
    if not parts or rest or any(unit and unit.lower() not in _MINUTES for _, unit in parts):
        refuse_value("Write a length of time such as 20 min or 1 h.")
    total = sum(int(count) * _MINUTES.get(unit.lower(), 1) for count, unit in parts)
    if total > _LONGEST_DURATION:
        refuse_value("Write a length of time of at most one year.")
    return total


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        refuse_value("Write a date such as 2027-11-01.")


def _key(value: Any) -> str:
    if not isinstance(value, str) or not is_plain_key(value):
        refuse_value("Write a short key of letters without accents, digits and hyphens, such as hak-warga.")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    """A list of texts; a single text is a list of one, nothing an empty one."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        refuse_value("Write a list such as [first, second].")
    return tuple(_text(200)(item) for item in items if item.strip())


def _text_map(value: Any) -> dict[str, str]:
    if value == "":
        return {}
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        refuse_value("Write one line `key: sentence` for each, indented by two spaces.")
    return {_key(name): _text(500)(text) for name, text in value.items()}


def _number_map(value: Any) -> dict[str, int]:
    if value == "":
        return {}
    if not isinstance(value, dict):
        refuse_value("Write {key: 2}, with one number for each key.")
    return {_key(name): _whole(0, 100)(level) for name, level in value.items()}


def one_of(choices: type[Choice]) -> Any:
    """The type of a field that takes one word of an enumeration."""

    def read(value: Any) -> Choice:
        word = value.strip().lower() if isinstance(value, str) else ""
        if word not in {choice.value for choice in choices}:
            refuse_value("Write one of: {choices}.", choices=_listed(choices))
        return choices(word)

    return Annotated[choices, BeforeValidator(read)]


def some_of(choices: type[Choice]) -> Any:
    """The type of a field that takes a list of words of an enumeration."""

    def read(value: Any) -> frozenset[Choice]:
        words = [word.lower() for word in _texts(value)]
        if not set(words) <= {choice.value for choice in choices}:
            refuse_value("Write a list of some of these: {choices}.", choices=_listed(choices))
        return frozenset(choices(word) for word in words)

    return Annotated[frozenset[choices], BeforeValidator(read)]  # type: ignore[valid-type]


def _listed(choices: Iterable[StrEnum]) -> str:
    return ", ".join(choice.value for choice in choices)


Title = Annotated[str, BeforeValidator(_text(200))]
Summary = Annotated[str, BeforeValidator(_text(500))]
Short = Annotated[str, BeforeValidator(_text(60))]
Language = Annotated[str, BeforeValidator(_text(12))]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
TextMap = Annotated[dict[str, str], BeforeValidator(_text_map)]
NumberMap = Annotated[dict[str, int], BeforeValidator(_number_map)]
Percent = Annotated[int, BeforeValidator(_whole(0, 100))]
Count = Annotated[int, BeforeValidator(_whole(1, 1000))]
CountFromZero = Annotated[int, BeforeValidator(_whole(0, 1000))]
Minutes = Annotated[int, BeforeValidator(_minutes)]
IsoDate = Annotated[str, BeforeValidator(_date)]
Key = Annotated[str, BeforeValidator(_key)]
