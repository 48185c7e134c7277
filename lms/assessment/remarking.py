"""What becomes of marks when attempts are marked by a corrected question (pure).

Nobody's mark becomes less unless a person decides so, and a completed course keeps the marks that its certificate
stands on.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from json import loads

from lms.assessment.grading import STORED, percent_of
from lms.questions.carrying import NotCarried, carried_answer
from lms.questions.kinds import KINDS
from lms.questions.marking import UNANSWERED
from lms.questions.question import PublishedQuestion, Value

LONGEST_REASON = 500


class Effect(StrEnum):
    """What a re-marking means for an attempt."""

    GAINS = "gains"
    LOSES = "loses"
    UNCHANGED = "unchanged"
    CERTIFIED = "certified"
    NOT_CARRIED = "not-carried"


@dataclass(frozen=True)
class Wish:
    """What a reviewer wants: earlier attempts marked by this question, for a reason that learners read.

    `seen` is the token of the preview that was decided on; marks become less only if it `lowers`.
    """

    question_id: int
    reason: str
    lowers: bool
    seen: str


@dataclass(frozen=True)
class Recounted:
    """An answer by the corrected question: the share of the points it earns now, None and `why` if it says nothing."""

    fraction: Decimal | None
    why: str = ""

    def effect(self, before: Decimal, is_certified: bool) -> Effect:
        """For an attempt in which it earned `before` so far."""
        if is_certified:
            return Effect.CERTIFIED
        if self.fraction is None:
            return Effect.NOT_CARRIED
        if self.fraction == before:
            return Effect.UNCHANGED
        return Effect.GAINS if self.fraction > before else Effect.LOSES


@dataclass(frozen=True)
class Counted:
    """A question of an attempt as it counts so far; `mark` is None while a person still has to mark another one.

    `earned` and `all_points` are those of the whole attempt.
    """

    asked_id: int
    old_id: int  # of the question that was asked
    attempt_id: int
    person_id: int
    is_certified: bool
    fraction: Decimal
    points: int
    mark: int | None
    passed_at: datetime | None
    earned: Decimal
    all_points: int
    pass_mark: int


@dataclass(frozen=True)
class Line:
    """An attempt that a re-marking affects: how it counts so far, and what it comes to."""

    counted: Counted
    recounted: Recounted

    @property
    def effect(self) -> Effect:
        """What it means."""
        return self.recounted.effect(self.counted.fraction, self.counted.is_certified)

    @property
    def to_mark(self) -> int | None:
        """The mark it comes to; None as long as there is none at all."""
        one, fraction = self.counted, self.recounted.fraction
        if one.mark is None or fraction is None:
            return one.mark
        return percent_of(one.earned + (fraction - one.fraction) * one.points, one.all_points)

    @property
    def from_passed(self) -> bool:
        """Whether it is passed so far."""
        return self.counted.passed_at is not None

    @property
    def to_passed(self) -> bool:
        """Whether it is passed then."""
        return self.to_mark is not None and self.to_mark >= self.counted.pass_mark

    @property
    def changes_mark(self) -> bool:
        """Whether mark or pass become others."""
        return (self.counted.mark, self.from_passed) != (self.to_mark, self.to_passed)

    @property
    def is_lowered(self) -> bool:
        """Whether the mark becomes less."""
        return self.to_mark is not None and self.counted.mark is not None and self.to_mark < self.counted.mark

    def is_applied(self, lowers: bool) -> bool:
        """Whether a decision touches it; only one that `lowers` takes points away."""
        return self.effect in {Effect.GAINS, Effect.UNCHANGED} or (lowers and self.effect is Effect.LOSES)


def recount(old: PublishedQuestion, new: PublishedQuestion, value: Value) -> Recounted:
    """An answer to `old`, marked by `new`."""
    try:
        carried = carried_answer(old, new, value)
    except NotCarried as reason:
        return Recounted(None, reason.message)
    marking = KINDS[new.kind].mark(new, carried) or UNANSWERED
    return Recounted(marking.fraction.quantize(STORED))


def recounting(new: PublishedQuestion, olds: Mapping[int, PublishedQuestion]) -> Callable[[int, str | None], Recounted]:
    """`recount` by the key of the old question and the JSON of an answer; it remembers, for many give the same few."""

    @cache
    def recounted(old_id: int, value: str | None) -> Recounted:
        return recount(olds[old_id], new, loads(value) if value is not None else None)

    return recounted


def token_of(question_id: int, decisions: int, lines: Sequence[Line]) -> str:
    """SHA-256 in hex of what a preview lists, after so many decisions about the question."""
    seen = hashlib.sha256(f"{question_id} {decisions}".encode())
    for line in lines:
        one = line.counted
        seen.update(f" {one.asked_id} {line.effect} {one.mark} {line.to_mark}".encode())
    return seen.hexdigest()
