"""The way of one learner: takes the course again and again, better with each attempt, and says what is due (pure)."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from lms.content.version_facts import to_json
from tests.assessment.quizzes import FINAL, LESSONS, QUESTIONS, RIGHT
from tests.chaos.history import Act, Heard, Kind, Taking

RIGHT_ANSWERS = (2, 1, 4)
"""How many of the four questions each attempt answers rightly; the last one passes."""
WRONG: Sequence[tuple[str, ...]] = (("c",), ("b",), ("rabu",), ("1",))
COURSE = "/courses/ramah/enrol"
LESSON_PATHS = {"sapa": "/learn/ramah/-/sapa/finish", "dengar": "/learn/ramah/keluhan/dengar/finish"}


@dataclass(frozen=True)
class Step:
    """An act, how a browser asks for it, and what it must hear in the end."""

    act: Act
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    due: Heard = Heard.SAVED


def way(learner: str, rng: Random) -> Iterator[Step]:
    """The steps without end; half of the learners finish their lessons first, the others pass the final first."""
    lessons_first = rng.random() < 0.5
    for turn in count(1):
        taking = Taking(learner, turn)
        yield Step(Act(Kind.ENROL, taking), COURSE)
        if lessons_first:
            yield from _lessons(taking)
        for attempt, right in enumerate(RIGHT_ANSWERS, 1):
            yield from _attempt(taking, attempt, right, rng)
        if not lessons_first:
            yield from _lessons(taking)


def _lessons(taking: Taking) -> Iterator[Step]:
    for lesson in LESSONS:
        yield Step(Act(Kind.FINISH, taking, item=lesson), LESSON_PATHS[lesson])


def _attempt(taking: Taking, attempt: int, right: int, rng: Random) -> Iterator[Step]:
    yield Step(Act(Kind.START, taking, attempt), FINAL + "/start", (("alone", "1"),))
    for number in range(1, len(RIGHT) + 1):
        if rng.random() < 0.5:
            yield _answer(taking, attempt, number, WRONG[number - 1])
        yield _answer(taking, attempt, number, (RIGHT if number <= right else WRONG)[number - 1])
    mark = right * 100 // len(RIGHT)
    yield Step(Act(Kind.SUBMIT, taking, attempt, mark=mark), FINAL + "/submit")
    yield _answer(taking, attempt, 1, RIGHT[0], Heard.REFUSED)  # too late


def _answer(taking: Taking, attempt: int, number: int, given: tuple[str, ...], due: Heard = Heard.SAVED) -> Step:
    token = secrets.token_hex(16)
    value = to_json(list(given) if QUESTIONS[number - 1].kind == "multiple_choice" else given[0])
    fields = (*(("answer", one) for one in given), ("token", token))
    return Step(Act(Kind.ANSWER, taking, attempt, token=token, value=value), f"{FINAL}/{number}", fields, due)
