"""How two records of one person become one: which columns name a person, and what features say of it beforehand.

Each feature names its columns in `merging.MOVES`, a line each; `create_app` finds them. A column that names a person
and stands in no line is found by a test. What would collide the feature settles when it hears of `PeopleMerging`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import InstrumentedAttribute

from lms.platform.db.model import Base

Column = InstrumentedAttribute[Any]


@dataclass(frozen=True)
class Moved:
    """A column that names a person. Its rows move to the record that stays; with words they are counted beforehand."""

    column: Column
    words: "Words | None" = None
    once_per: tuple[Column, ...] = ()
    """A row stays behind if the other record has one that is alike in these."""
    by_feature: bool = False
    """Whether its feature moves it itself, when it hears of `PeopleMerging` or `PeopleMerged`."""

    @property
    def model(self) -> type[Base]:
        """The table of the column."""
        return cast(type[Base], self.column.class_)


@dataclass(frozen=True)
class Stays:
    """A column whose rows go on naming the record that goes, and why."""

    column: Column
    why: str


@dataclass(frozen=True)
class Counted:
    """A figure that is shown beside those of the columns: of which rows, and what is added up."""

    column: Column
    words: "Words"
    where: tuple[ColumnElement[bool], ...] = ()
    value: ColumnElement[Any] = field(default_factory=func.count)


@dataclass(frozen=True)
class Words:
    """What is counted: the message for one and for many."""

    one: str
    many: str


def figure(one: str, many: str) -> Words:
    """The message for one and for many."""
    return Words(one, many)


@dataclass(frozen=True)
class Said:
    """A sentence about what both records have, and what will be done about it."""

    text: str
    params: Mapping[str, object]


def collision(message: str, **params: object) -> Said:
    """A sentence with what stands in its places."""
    return Said(message, params)


@dataclass(frozen=True)
class Pair:
    """The record that stays and the one that goes."""

    kept: int
    gone: int

    @property
    def both(self) -> tuple[int, int]:
        """Both keys."""
        return self.kept, self.gone


Collisions = Callable[[Pair], Iterator[Said]]

_lines: list[Moved | Stays | Counted] = []
_collisions: list[Collisions] = []


def wire(lines: Sequence[Moved | Stays | Counted], collisions: Collection[Collisions]) -> None:
    """Replaces all that is known; called once, by `create_app`, in the order of the features."""
    _lines[:] = lines
    _collisions[:] = collisions


def moves() -> list[Moved]:
    """The columns whose rows move."""
    return [line for line in _lines if isinstance(line, Moved)]


def stays() -> list[Stays]:
    """The columns whose rows stay behind."""
    return [line for line in _lines if isinstance(line, Stays)]


def counted() -> list[Counted]:
    """What is counted beforehand, in order."""
    of_moves = (Counted(line.column, line.words) if isinstance(line, Moved) and line.words else line for line in _lines)
    return [line for line in of_moves if isinstance(line, Counted)]


def collisions(pair: Pair) -> list[Said]:
    """What both records have, and what will be done about it."""
    return [one for found in _collisions for one in found(pair)]
