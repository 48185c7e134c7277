"""Which questions of a quiz one attempt asks, in which order, with which order of options (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from lms.questions.kinds import KINDS
from lms.questions.question import PublishedQuestion


class DrawCannotBeFilled(ValueError):
    """More questions are to be drawn than there are, or fewer than are always asked; the message says where."""


@dataclass(frozen=True)
class DrawRules:
    """How a quiz draws: `draw` questions in all (None: every one), `pools` maps a pool's key to its own draw."""

    draw: int | None = None
    pools: Mapping[str, int | None] | None = None
    shuffle_questions: bool = False
    shuffle_options: bool = False


@dataclass(frozen=True)
class DrawnQuestion:
    """A question as one attempt asks it: its key, and the ids of its options in the order shown."""

    key: str
    options: tuple[str, ...]


def draw_quiz(questions: Sequence[PublishedQuestion], rules: DrawRules, rng: Random) -> tuple[DrawnQuestion, ...]:
    """The questions of one attempt; in the author's order unless they are shuffled.

    Each pool gives its own draw and questions outside pools are always asked. `rules.draw` then picks from what the
    pools gave, or, in a quiz without pools, from all. Raises `DrawCannotBeFilled`.
    """
    fixed = [question.key for question in questions if not question.pool]
    pooled = [key for pool in _pool_keys(questions) for key in _from_pool(questions, pool, rules, rng)]
    asked = set(_limited(fixed, pooled, rules.draw, rng))
    chosen = [question for question in questions if question.key in asked]
    if rules.shuffle_questions:
        rng.shuffle(chosen)
    return tuple(
        DrawnQuestion(question.key, KINDS[question.kind].draw(question, rules.shuffle_options, rng))
        for question in chosen
    )


def _pool_keys(questions: Sequence[PublishedQuestion]) -> list[str]:
    return list(dict.fromkeys(question.pool for question in questions if question.pool))


def _from_pool(questions: Sequence[PublishedQuestion], pool: str, rules: DrawRules, rng: Random) -> list[str]:
    keys = [question.key for question in questions if question.pool == pool]
    count = (rules.pools or {}).get(pool)
    return keys if count is None else _sample(keys, count, f"pool {pool!r}", rng)


def _limited(fixed: list[str], pooled: list[str], draw: int | None, rng: Random) -> list[str]:
    if draw is None:
        return fixed + pooled
    if not pooled:
        return _sample(fixed, draw, "quiz", rng)
    if draw < len(fixed):
        raise DrawCannotBeFilled(f"the quiz draws {draw}, but {len(fixed)} questions are always asked")
    return fixed + _sample(pooled, draw - len(fixed), "quiz", rng)


def _sample(keys: list[str], count: int, where: str, rng: Random) -> list[str]:
    if count > len(keys):
        raise DrawCannotBeFilled(f"{where}: {count} questions are to be drawn, but there are only {len(keys)}")
    return rng.sample(keys, count)
