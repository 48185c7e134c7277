"""What a document says, apart from how it is laid out: two documents with equal meaning read the same (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lms.content.course import BlockKind, Document
from lms.content.keys import with_keys
from lms.content.source_lines import unified
from lms.questions.question import Blank, Option, Question


@dataclass(frozen=True)
class Said:
    """One block without its place. A derived key counts as the explicit key that the formatter writes for it."""

    kind: BlockKind
    key: str
    level: int
    title: str
    text: str
    question: Question | None
    draw: int | None


@dataclass(frozen=True)
class Meaning:
    """The settings and blocks of a document, comparable with `==`."""

    settings: Mapping[str, Any]
    blocks: tuple[Said, ...]
    definitions: str


def meaning_of(document: Document) -> Meaning:
    """What a document says, whatever its line numbers, kinds of line end, and white space at the ends of lines."""
    blocks = tuple(
        Said(
            kind=block.kind,
            key=block.key,
            level=block.level,
            title=block.title,
            text=_plain(block.text) if block.kind is BlockKind.TEXT else "",
            question=question_meaning(block.question) if block.question else None,
            draw=block.pool.draw if block.pool else None,
        )
        for block in with_keys(document.blocks)
    )
    said = tuple(block for block in blocks if block.kind is not BlockKind.TEXT or block.text)
    return Meaning(document.front, said, _plain(document.definitions))


def question_meaning(question: Question) -> Question:
    """The question wherever it stands; white space at the ends of its lines does not count."""
    return replace(
        question,
        line=0,
        end_line=0,
        stem=_plain(question.stem),
        options=tuple(_option_meaning(option) for option in question.options),
        blanks=tuple(_blank_meaning(blank) for blank in question.blanks),
        hints=tuple(_plain(hint) for hint in question.hints),
        explanation=_plain(question.explanation),
        rubric=_plain(question.rubric),
        if_correct=_plain(question.if_correct),
        if_incorrect=_plain(question.if_incorrect),
    )


def _option_meaning(option: Option) -> Option:
    return replace(option, text=_plain(option.text), feedback=_plain(option.feedback), line=0)


def _blank_meaning(blank: Blank) -> Blank:
    return replace(blank, options=tuple(_option_meaning(option) for option in blank.options), line=0)


def _plain(text: str) -> str:
    return "\n".join(row.rstrip(" \t") for row in unified(text).split("\n")).strip("\n")
