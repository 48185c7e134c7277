"""What a page in one state is to those who look at it and count its queries."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page as Tab

from tests.journeys.cast import Cast
from tests.journeys.learners import path_of


def as_opened(tab: Tab) -> None:
    """Nothing more than the address."""


@dataclass(frozen=True)
class Shown:
    """A page in one state: who sees it ("" is a stranger), at which address, and what was done there.

    `queries` is what its answer may ask of the database; lists ask no more when they grow. `largest` is what a later
    page without its text may have in bytes; pages on which authors work may have more than those of learners.
    """

    name: str
    path: str | Callable[[Cast], str]
    who: str = ""
    act: Callable[[Tab], None] = as_opened
    status: int = 200
    queries: int = 6
    largest: int = 3_000
    whole: frozenset[str] = frozenset()

    def address(self, cast: Cast) -> str:
        """The path for this cast."""
        return self.path if isinstance(self.path, str) else self.path(cast)


def lesson(number: int, who: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of a lesson, or of what lies behind it."""
    return lambda cast: path_of([step for step in cast[who].reading().steps if step.is_lesson][number - 1]) + rest


def quiz(role: str, who: str, rest: str = "") -> Callable[[Cast], str]:
    """The address of a page of a quiz."""
    return lambda cast: f"{path_of(cast[who].quiz(role))}/quiz{rest}"
