"""Which questions of a final are asked before the first lesson, and what the final then draws from (pure).

A pre-test takes only what a final can spare: without its questions every draw can still be filled. Questions that are
always asked are never taken, nor those that a person has to mark.
"""

from collections.abc import Collection, Sequence
from itertools import zip_longest
from random import Random
from typing import TypeVar

from lms.questions.kind import Input
from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion, Question
from lms.questions.quiz_draw import DrawnQuestion, DrawRules

AnyQuestion = TypeVar("AnyQuestion", bound=Question | PublishedQuestion)


def most_for_pretest(questions: Sequence[AnyQuestion], rules: DrawRules) -> int:
    """How many questions a pre-test can take at most."""
    return sum(min(spare, len(_by_machine(some))) for some, spare in _groups(questions, rules))


def draw_pretest(
    questions: Sequence[PublishedQuestion], rules: DrawRules, count: int, rng: Random
) -> tuple[DrawnQuestion, ...]:
    """At most `count` questions, in the author's order. Each pool gives one in turn, so that they cover much."""
    found = [(_by_machine(some), spare) for some, spare in _groups(questions, rules)]
    takings = [rng.sample(some, min(spare, len(some))) for some, spare in found]
    rng.shuffle(takings)
    in_turn = [question.key for turn in zip_longest(*takings) for question in turn if question is not None]
    chosen = set(in_turn[:count])
    return tuple(
        DrawnQuestion(question.key, KINDS[question.kind].draw(question, rules.shuffle_options, rng))
        for question in questions
        if question.key in chosen
    )


def left_for_final(
    questions: Sequence[PublishedQuestion], rules: DrawRules, pretested: Collection[str]
) -> tuple[PublishedQuestion, ...]:
    """The questions without those of a pre-test, by key. Where a draw could not be filled, as many stay as it needs."""
    left_out: set[str] = set()
    for some, spare in _groups(questions, rules):
        left_out.update([question.key for question in some if question.key in pretested][:spare])
    return tuple(question for question in questions if question.key not in left_out)


def _groups(questions: Sequence[AnyQuestion], rules: DrawRules) -> list[tuple[list[AnyQuestion], int]]:
    """The questions that are not always asked, with how many of them no draw needs; as `draw_quiz` draws.

    Each pool with a draw of its own is a group. Pools without one give all they have to the draw of the quiz, so that
    they are one group together; in a quiz without pools all questions are.
    """
    pooled = [question for question in questions if question.pool]
    if not pooled:
        return [(list(questions), _spare(len(questions), rules.draw))]
    draws = dict(rules.pools or {})
    keys = [pool for pool in dict.fromkeys(question.pool for question in pooled) if draws.get(pool) is not None]
    drawn = [[question for question in pooled if question.pool == pool] for pool in keys]
    spares = [_spare(len(some), draws[some[0].pool]) for some in drawn]
    whole = [question for question in pooled if question.pool not in keys]
    return [*zip(drawn, spares, strict=True), (whole, _spare(len(questions) - sum(spares), rules.draw))]


def _spare(size: int, draw: int | None) -> int:
    """How many of `size` questions are not needed; without a draw all are."""
    return 0 if draw is None else max(0, size - draw)


def _by_machine(questions: Sequence[AnyQuestion]) -> list[AnyQuestion]:
    return [question for question in questions if KINDS[question.kind].input is not Input.ESSAY]
