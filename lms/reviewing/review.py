"""What a review is: two aspects, decisions that bind to a revision of the draft, and when they hold (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.reviewing.worth import Worth


class Aspect(StrEnum):
    """What is approved: what the course says, or its form and what it is worth. They may fall to different people."""

    SUBSTANCE = "substance"
    FORM = "form"


class Verdict(StrEnum):
    """What a reviewer decided about one aspect."""

    APPROVED = "approved"
    NEEDS_WORK = "needs-work"


class Ending(StrEnum):
    """How a review ended."""

    TAKEN_BACK = "taken-back"
    NEEDS_WORK = "needs-work"
    PUBLISHED = "published"


class PlanEnding(StrEnum):
    """How a planned publication ended."""

    PUBLISHED = "published"
    CANCELLED = "cancelled"
    REFUSED = "refused"  # the words say why


@dataclass(frozen=True)
class Point:
    """A point of the checklist: its name, and its words as they were shown."""

    name: str
    words: str


@dataclass(frozen=True)
class Decision:
    """What a reviewer decides about `revision`: words are needed where it is not approved."""

    aspect: Aspect
    verdict: Verdict
    revision: int
    words: str = ""
    points: tuple[Point, ...] = ()
    worth: Worth | None = None


@dataclass(frozen=True)
class DecisionLine:
    """A decision that was taken, and by whom."""

    id: int
    submission_id: int
    decision: Decision
    person_id: int
    name: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How an aspect stands: its newest decision, and whether that is an approval of the draft as it is now."""

    newest: DecisionLine | None
    revision: int

    @property
    def holds(self) -> bool:
        """Whether it is approved, and nothing was changed since."""
        return self.is_approved and self.newest is not None and self.newest.decision.revision == self.revision

    @property
    def is_approved(self) -> bool:
        """Whether it was approved at all, changed since or not."""
        return self.newest is not None and self.newest.decision.verdict is Verdict.APPROVED

    @property
    def is_void(self) -> bool:
        """Whether the draft was changed since the approval."""
        return self.is_approved and not self.holds


def standings(decisions: Iterable[DecisionLine], revision: int) -> Mapping[Aspect, Standing]:
    """How each aspect of a draft stands at `revision`; of several decisions the newest counts."""
    newest = {line.decision.aspect: line for line in sorted(decisions, key=lambda line: line.id)}
    return {aspect: Standing(newest.get(aspect), revision) for aspect in Aspect}


def is_approved(found: Mapping[Aspect, Standing]) -> bool:
    """Whether both aspects are approved as the draft is now."""
    return all(standing.holds for standing in found.values())
