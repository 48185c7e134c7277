"""The quotes below an answer: hints, explanation, rubric and feedback, each begun by a word of a closed list (pure)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from lms.content.markdown_extensions.block_nodes import Node, NodeKind
from lms.content.source_lines import bare
from lms.kernel.problems import Problem, error


class QuoteRole(Enum):
    """What a quote is for; the value is its canonical word in Indonesian and in English."""

    HINT = ("Petunjuk", "Hint")
    EXPLANATION = ("Penjelasan", "Explanation")
    RUBRIC = ("Rubrik", "Rubric")
    CORRECT = ("Benar", "Correct")
    INCORRECT = ("Salah", "Incorrect")


_ROLES = {word.lower(): role for role in QuoteRole for word in role.value}
_WORDS = "|".join(word for role in QuoteRole for word in role.value)
_WORD = re.compile(rf"(?:\*\*(?P<bold>{_WORDS}):\*\*|(?P<plain>{_WORDS}):)(?:\s+|$)", re.IGNORECASE)
_PREFIX = re.compile(r"[ \t]*>[ ]?")


@dataclass(frozen=True)
class Quotes:
    """What the quotes say; several with the same word are joined, but for hints, which are given one by one."""

    hints: tuple[str, ...] = ()
    explanation: str = ""
    rubric: str = ""
    if_correct: str = ""
    if_incorrect: str = ""


def begins_with_word(node: Node, lines: Sequence[str]) -> bool:
    """Whether a block is a quote that begins with one of the words."""
    return node.kind is NodeKind.QUOTE and _WORD.match(_inside(node, lines)[0].strip()) is not None


def read_quotes(nodes: Iterable[Node], lines: Sequence[str]) -> tuple[Quotes, list[Problem]]:
    """What the quotes among `nodes` say; anything else there, and a quote without a word, is an error."""
    quotes = Quotes()
    problems: list[Problem] = []
    for node in nodes:
        if node.kind is not NodeKind.QUOTE:
            problems.append(_text_after_answers(node.start))
        elif not begins_with_word(node, lines):
            problems.append(_unknown_quote(node.start))
        else:
            for role, text in _entries(_inside(node, lines)):
                quotes = _with_entry(quotes, role, text)
    return quotes, problems


def _inside(node: Node, lines: Sequence[str]) -> list[str]:
    return [_PREFIX.sub("", bare(line), count=1) for line in lines[node.start - 1 : node.end]]


def _entries(inside: Sequence[str]) -> list[tuple[QuoteRole, str]]:
    """One quote may hold several entries: each line that begins with a word opens the next."""
    entries: list[tuple[QuoteRole, list[str]]] = []
    for line in inside:
        match = _WORD.match(line.strip())
        if match:
            role = _ROLES[(match["bold"] or match["plain"]).lower()]
            entries.append((role, [line.strip()[match.end() :]]))
        else:
            entries[-1][1].append(line if line.strip() else "")
    return [(role, "\n".join(text).strip()) for role, text in entries]


def _with_entry(quotes: Quotes, role: QuoteRole, text: str) -> Quotes:
    match role:
        case QuoteRole.HINT:
            return replace(quotes, hints=(*quotes.hints, text)) if text else quotes
        case QuoteRole.EXPLANATION:
            return replace(quotes, explanation=_joined(quotes.explanation, text))
        case QuoteRole.RUBRIC:
            return replace(quotes, rubric=_joined(quotes.rubric, text))
        case QuoteRole.CORRECT:
            return replace(quotes, if_correct=_joined(quotes.if_correct, text))
        case QuoteRole.INCORRECT:
            return replace(quotes, if_incorrect=_joined(quotes.if_incorrect, text))


def _joined(first: str, second: str) -> str:
    return "\n\n".join(part for part in (first, second) if part)


def _text_after_answers(line: int) -> Problem:
    return error(
        "text-after-answers",
        "After the answers of a question only quotes may follow; this text would be lost.",
        "Move it above the answers, or give it a heading of its own.",
        line=line,
    )


def _unknown_quote(line: int) -> Problem:
    return error(
        "unknown-quote",
        "This quote below the answers does not say what it is for.",
        "Begin it with Petunjuk:, Penjelasan:, Rubrik:, Benar: or Salah:, or indent it if it belongs to an option.",
        line=line,
    )
