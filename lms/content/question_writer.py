"""Writes a question as canonical Markdown, which reads back as the same question (pure)."""

from collections.abc import Sequence

from lms.content.question_quotes import QuoteRole
from lms.questions.answer_lines import quote_lines
from lms.questions.kinds import KINDS
from lms.questions.question import Question


def question_lines(question: Question, word: str, english: bool) -> list[str]:
    """The lines of a question with a key, of a kind that is known, without blank lines around it.

    `word` opens its heading; `english` chooses the words of its quotes.
    """
    sections: list[Sequence[str]] = [
        [heading_line(question, word)],
        question.stem.split("\n") if question.stem else [],
        KINDS[question.kind].write(question),
        *_quotes(question, english),
    ]
    lines: list[str] = []
    for section in sections:
        if section:
            lines += ["", *section] if lines else section
    return lines


def heading_line(question: Question, word: str) -> str:
    """`## Soal: title {#key points=2 outcome=dengar partial keep-order}`; what is usual is not written."""
    attributes = [
        f"#{question.key}",
        f"points={question.points}" if question.points != 1 else "",
        f"outcome={question.outcome}" if question.outcome else "",
        "partial" if question.partial else "",
        "keep-order" if question.keep_order else "",
    ]
    shown = " ".join(attribute for attribute in attributes if attribute)
    return " ".join(part for part in ("#" * question.level, f"{word}:", question.title, f"{{{shown}}}") if part)


def _quotes(question: Question, english: bool) -> list[list[str]]:
    texts = [
        *((QuoteRole.HINT, hint) for hint in question.hints),
        (QuoteRole.CORRECT, question.if_correct),
        (QuoteRole.INCORRECT, question.if_incorrect),
        (QuoteRole.EXPLANATION, question.explanation),
        (QuoteRole.RUBRIC, question.rubric),
    ]
    return [quote_lines(text, role.value[english]) for role, text in texts if text]
