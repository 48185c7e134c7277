"""What a letter is and what people may choose of it; the kinds are each feature's `letters.LETTERS` (pure).

A letter is kept as its kind and a few facts, and put into words when it is read: in the language of its reader then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lms.permissions import Permission
from lms.platform.web.i18n import catalogue, day_text

Facts = Mapping[str, Any]
"""What a letter tells of, as JSON can hold it."""


class Choice(StrEnum):
    """When letters of a kind leave as e-mail; the inbox has them all."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    OFF = "off"


@dataclass(frozen=True)
class Words:
    """The language of a reader."""

    language: str

    def tell(self, message: str, **params: object) -> str:
        """`message` in this language, days among its `params` too."""
        said = {name: day_text(one, self.language) if type(one) is date else one for name, one in params.items()}
        return catalogue(self.language).text(message, **said)

    def tell_count(self, one: str, many: str, count: int, **params: object) -> str:
        """The form that fits `count`."""
        return catalogue(self.language).plural_text(one, many, count, **params)


@dataclass(frozen=True)
class Letter:
    """A letter in words: plain text, and the one link (a path of this site, the words of its button)."""

    subject: str
    paragraphs: tuple[str, ...]
    path: str
    button: str


@dataclass(frozen=True)
class Kind:
    """A kind of letters. `label` and `always` are message ids.

    `reader` is the right of those who may ever get one, `usual` what holds for who has chosen nothing. Where `always`
    says why, letters leave as e-mail whatever is chosen, and only at once or once a day is left to choose.
    """

    key: str
    label: str
    reader: Permission
    write: Callable[[Facts, Words], Letter]
    usual: Choice = Choice.AT_ONCE
    always: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What people may choose."""
        return (Choice.AT_ONCE, Choice.DAILY) if self.always else tuple(Choice)


Kinds = Mapping[str, Kind]
"""All kinds by key, in the order of the features."""
