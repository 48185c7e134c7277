"""Gives every question of a file a key: the author's own, else one made of its words (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lms.content.course import Block, BlockKind, Document
from lms.content.slugs import heading_slug, unique_slug
from lms.questions.question import Question

_LONGEST_KEY = 48


def keyed_questions(document: Document) -> tuple[Question, ...]:
    """The questions of a file in order, each with a key that is unique in it.

    A derived key depends on the words of the question and on the keys above it only, so that it stays when
    questions are added below.
    """
    return tuple(block.question for block in with_keys(document.blocks) if block.question is not None)


def with_keys(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a key in every question; explicit keys are never taken by derived ones."""
    taken = {block.key for block in blocks if block.kind is not BlockKind.QUESTION}
    taken |= {block.question.key for block in blocks if block.question is not None and block.question.key}
    return tuple(_keyed(block, taken) for block in blocks)


def derived_key(question: Question) -> str:
    """The first words of the title, or of the stem, in at most 48 characters."""
    words = heading_slug(question.title) or heading_slug(question.stem[:200]) or "soal"
    if len(words) <= _LONGEST_KEY:
        return words
    return words[: _LONGEST_KEY + 1].rpartition("-")[0] or words[:_LONGEST_KEY]


def repeated(keys: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Of (key, line) pairs those that stood before: (key, line, line of the first)."""
    first: dict[str, int] = {}
    found = []
    for key, line in keys:
        if key in first:
            found.append((key, line, first[key]))
        else:
            first[key] = line
    return found


def _keyed(block: Block, taken: set[str]) -> Block:
    if block.question is None:
        return block
    key = block.question.key
    if not key:
        key = unique_slug(derived_key(block.question), taken)
        taken.add(key)
    return replace(block, key=key, question=replace(block.question, key=key))
