"""What clients were told, and what a database holds (pure)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Taking(NamedTuple):
    """A learner takes the course for the `turn`th time: an enrolment."""

    learner: str
    turn: int


class Try(NamedTuple):
    """An attempt at the final, from 1."""

    taking: Taking
    number: int


class Kind(StrEnum):
    """What a client does."""

    ENROL = "enrol"
    FINISH = "finish"
    START = "start"
    ANSWER = "answer"
    SUBMIT = "submit"


class Heard(StrEnum):
    """What it is told: nothing, or "not now" (503), leaves open whether it was done."""

    SAVED = "saved"
    REFUSED = "refused"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Act:
    """Something a client asks for. `item` is a lesson, `token` and `value` are an answer's, `mark` is what is due."""

    kind: Kind
    taking: Taking
    attempt: int = 0
    item: str = ""
    token: str = ""
    value: str = ""
    mark: int | None = None


@dataclass(frozen=True)
class Told:
    """An act that was sent, and what its client heard."""

    act: Act
    heard: Heard


@dataclass(frozen=True)
class Given:
    """An answer as stored."""

    attempt: Try
    token: str
    value: str


@dataclass(frozen=True)
class Progress:
    """An item of an enrolment as stored."""

    taking: Taking
    item: str
    is_done: bool
    best_mark: int | None


@dataclass(frozen=True)
class Numbered:
    """A certificate as stored, and whether it is in force."""

    taking: Taking
    year: int
    sequence: int
    code: str
    in_force: bool = True


@dataclass(frozen=True)
class Enrolled:
    """An enrolment as stored."""

    taking: Taking
    state: str
    done_count: int

    @property
    def is_completed(self) -> bool:
        """Whether nothing was missing."""
        return self.state == "completed"


@dataclass(frozen=True)
class Stored:
    """The rows of a database at one moment. `marks` are of attempts, None while open; `jp` names who was credited."""

    enrolments: tuple[Enrolled, ...] = ()
    progress: tuple[Progress, ...] = ()
    marks: tuple[tuple[Try, int | None], ...] = ()
    answers: tuple[Given, ...] = ()
    certificates: tuple[Numbered, ...] = ()
    counters: tuple[tuple[int, int], ...] = ()
    jp: tuple[Taking, ...] = ()
