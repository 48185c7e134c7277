"""What a feature above learning offers on the page of a course; `lms/wiring.py` says who."""

from collections.abc import Callable
from dataclasses import dataclass

from lms.learning.queries import CoursePage


@dataclass(frozen=True)
class Offer:
    """Something that may be done beside the lessons: a sentence, and the words of the link to it."""

    sentence: str
    words: str
    href: str


_makers: list[Callable[[CoursePage], Offer | None]] = []


def wire(*makers: Callable[[CoursePage], Offer | None]) -> None:
    """Replaces all who offer something; called once, by `create_app`."""
    _makers[:] = makers


def offers_for(page: CoursePage) -> list[Offer]:
    """What is offered to whom the page is for."""
    return [offer for make in _makers if (offer := make(page)) is not None]
