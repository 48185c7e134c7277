"""The form for a question of any kind: what every kind shares, and the answer in the shape of its mark (pure).

What is written is read again by the reader of course files; what it finds wrong, the author is told.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from lms.authoring.blocks.answer_shape import AnswerShape
from lms.authoring.blocks.block_form import BlockForm, Written, choice_of, refused
from lms.authoring.blocks.escaping import Place
from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.gap_answer import GAPS
from lms.authoring.blocks.inline_writer import markdown_of
from lms.authoring.blocks.list_answers import ACCEPTED, CHOICES, NO_ANSWER, PAIRS, STEPS
from lms.authoring.blocks.page_blocks import PageBlock, PageBlockKind, core_of
from lms.authoring.blocks.pool_form import not_a_number
from lms.authoring.blocks.question_problems import LOSING, said_in_a_form
from lms.authoring.blocks.question_texts import QuestionTexts
from lms.authoring.blocks.rich_text import (
    EMPTY,
    RichText,
    missing_problems,
    one_line,
    rich_fields,
    rich_from,
    rich_line,
    without_looks,
)
from lms.content.document_reader import read_document
from lms.content.formatter import words_of
from lms.content.heading_words import whole_number
from lms.content.keys import derived_key
from lms.content.question_writer import question_lines
from lms.content.slugs import is_plain_key, unique_slug
from lms.kernel.problems import Problem, Severity, error
from lms.questions.kind import Mark
from lms.questions.kinds import KINDS
from lms.questions.question import Question

SHAPES: Mapping[Mark, AnswerShape[Any]] = MappingProxyType(
    {
        Mark.ROUND: CHOICES,
        Mark.SQUARE: CHOICES,
        Mark.EQUALS: ACCEPTED,
        Mark.NUMBERED: STEPS,
        Mark.TABLE: PAIRS,
        Mark.GAPS: GAPS,
        Mark.NONE: NO_ANSWER,
    }
)


@dataclass(frozen=True)
class QuestionValues:
    """A question without marks. `kind` is a name in `KINDS`, `answer` the values of that kind's shape, `points` as
    typed. `key` and `level` stay as they are; a question without key gets one when it is written."""

    kind: str
    answer: Any
    title: RichText = EMPTY
    stem: RichText = EMPTY
    outcome: str = ""
    points: str = "1"
    partial: bool = False
    keep_order: bool = False
    hints: tuple[RichText, ...] = ()
    explanation: RichText = EMPTY
    rubric: RichText = EMPTY
    if_correct: RichText = EMPTY
    if_incorrect: RichText = EMPTY
    key: str = ""
    level: int = 2


def empty_question(kind: str, beside: PageBlock | None = None) -> QuestionValues:
    """What the form for a new question shows; its level is that of the question or pool it is written below.

    Raises KeyError for an unknown kind.
    """
    level = 2
    if beside and beside.question:
        level = beside.question.level
    elif beside and beside.pool:
        level = beside.level + 1
    return QuestionValues(kind, shape_of(kind).empty, level=level)


def shape_of(kind: str) -> AnswerShape[Any]:
    """How the answer of a kind stands in a form."""
    return SHAPES[KINDS[kind].answer_mark]


def with_key(values: QuestionValues, taken: Container[str]) -> QuestionValues:
    """The question with a key that is not taken in its file, made of its words; one that it has stays."""
    if values.key:
        return values
    words = Question(values.kind, values.title.words, values.stem.words, "", 0, 0)
    return replace(values, key=unique_slug(derived_key(words), taken))


def read(block: PageBlock) -> QuestionValues | None:
    """The question as the form shows it; None if rewriting it would lose something."""
    question, problems = _question_in(core_of(block.text))
    if question is None or any(problem.code in LOSING for problem in problems):
        return None
    key = block.question.key if block.question else question.key
    return _values_of(replace(question, key=key), QuestionTexts(block.definitions))


def write(values: QuestionValues, previous: PageBlock | None) -> Written:
    """Its canonical Markdown, as the formatter writes it; texts that say the same stay as they were."""
    trimmed = _trimmed(values)
    texts = _known_texts(previous)
    question, problems = _question_of(trimmed, texts, previous)
    if problems:
        return refused(*problems)
    word, english = words_of(previous.text) if previous else ("Soal", False)
    source = "\n".join(question_lines(question, word, english))
    read_back, found = _question_in(source)
    has_answers = KINDS[values.kind].answer_mark is not Mark.NONE
    errors = tuple(said_in_a_form(p, has_answers=has_answers) for p in found if p.severity is Severity.ERROR)
    if errors:
        return refused(*errors)
    if read_back is None or not _is_same(_values_of(read_back, texts), trimmed):
        return refused(_not_writable(trimmed, read_back))
    return Written(source)


def _values_of(question: Question, texts: QuestionTexts) -> QuestionValues | None:
    stem = texts.read(question.stem)
    found = shape_of(question.kind).read(question, stem, texts)
    if found is None:
        return None
    answer, shown_stem = found
    return QuestionValues(
        kind=question.kind,
        answer=answer,
        title=rich_line(question.title, texts.definitions),
        stem=shown_stem,
        outcome=question.outcome,
        points=str(question.points),
        partial=question.partial,
        keep_order=question.keep_order,
        hints=tuple(texts.read(hint) for hint in question.hints),
        explanation=texts.read(question.explanation),
        rubric=texts.read(question.rubric),
        if_correct=texts.read(question.if_correct),
        if_incorrect=texts.read(question.if_incorrect),
        key=question.key,
        level=question.level,
    )


def _question_of(
    values: QuestionValues, texts: QuestionTexts, previous: PageBlock | None
) -> tuple[Question, tuple[Problem, ...]]:
    problems = missing_problems(_texts_of(values))
    points = whole_number(values.points)
    if points is None:
        problems += (not_a_number(values.points),)
    old = previous.question if previous else None
    same_title = old is not None and rich_line(old.title, texts.definitions) == values.title
    question = Question(
        kind=values.kind,
        title=old.title if old and same_title else markdown_of(values.title.runs, Place.HEADING),
        stem=texts.write(values.stem),
        key=values.key,
        line=1,
        end_line=1,
        level=values.level,
        points=points or 1,
        outcome=values.outcome,
        partial=values.partial,
        keep_order=values.keep_order,
        hints=tuple(texts.write(hint) for hint in values.hints),
        explanation=texts.write(values.explanation),
        rubric=texts.write(values.rubric),
        if_correct=texts.write(values.if_correct),
        if_incorrect=texts.write(values.if_incorrect),
    )
    filled, more = shape_of(values.kind).fill(question, values.stem, values.answer, texts)
    return filled, problems + more


def _trimmed(values: QuestionValues) -> QuestionValues:
    """Without rows that nobody filled in, and with a heading of one line."""
    return replace(
        values,
        title=one_line(values.title),
        answer=shape_of(values.kind).trim(values.answer),
        hints=tuple(hint for hint in values.hints if not hint.is_empty),
    )


def _known_texts(previous: PageBlock | None) -> QuestionTexts:
    texts = QuestionTexts(previous.definitions if previous else "")
    if previous and previous.question:
        old = previous.question
        options = [text for option in old.options for text in (option.text, option.feedback)]
        said = [old.stem, *options, *old.hints, old.explanation, old.rubric, old.if_correct, old.if_incorrect]
        texts.remember(said, [*old.columns, *(option.text for option in old.options), *(b.text for b in old.blanks)])
    return texts


def _question_in(text: str) -> tuple[Question | None, tuple[Problem, ...]]:
    """The one question that a text is, and what the reader says of it."""
    reading = read_document("", text)
    blocks = reading.document.blocks
    return (blocks[0].question if len(blocks) == 1 else None), reading.problems


def _texts_of(values: QuestionValues) -> list[RichText]:
    shared = [values.title, values.stem, *values.hints, values.explanation, values.rubric]
    return [*shared, values.if_correct, values.if_incorrect, *shape_of(values.kind).texts(values.answer)]


def _is_same(read_back: QuestionValues | None, wanted: QuestionValues) -> bool:
    """Whether a question reads back as it was meant. Typed answers that are numbers become a question for a number."""
    if read_back is None:
        return False
    read_back = _trimmed(read_back)
    became_number = (wanted.kind, read_back.kind) == ("typed_answer", "number")
    return without_looks(replace(read_back, kind=wanted.kind) if became_number else read_back) == without_looks(wanted)


def _not_writable(values: QuestionValues, read_back: Question | None) -> Problem:
    if values.kind == "number" and read_back and read_back.kind == "typed_answer":
        return error(
            "answer-not-a-number",
            "One of the answers is not a number.",
            "Write numbers such as 20 or 0,5, with a margin such as 20 ± 2, or a range such as 10 .. 12.",
        )
    return error(
        "question-not-writable",
        "This question cannot be kept as it stands here.",
        "Take out lists and tables that stand at the end of its text, or write it in the tab with the text.",
    )


def to_fields(values: QuestionValues) -> dict[str, str]:
    """`question` (the kind), `title`, `stem`, `outcome`, `points`, `partial`, `keep-order`, `hint-N`, `explanation`,
    `rubric`, `if-correct`, `if-incorrect`, hidden `key` and `level`, and the fields of the answer's shape."""
    fields = {
        "question": values.kind,
        "outcome": values.outcome,
        "points": values.points,
        "partial": "1" if values.partial else "",
        "keep-order": "1" if values.keep_order else "",
        "key": values.key,
        "level": str(values.level),
    }
    for name in _TEXT_FIELDS:
        fields |= rich_fields(name, getattr(values, name.replace("-", "_")))
    fields |= row_fields("hint", (rich_fields("", hint) for hint in values.hints))
    return fields | shape_of(values.kind).to_fields(values.answer)


def from_fields(fields: Mapping[str, str]) -> QuestionValues:
    """The question that was sent."""
    kind = choice_of(fields.get("question", ""), tuple(KINDS))
    key, level = fields.get("key", "").strip(), fields.get("level", "")
    texts = {name.replace("-", "_"): rich_from(fields, name) for name in _TEXT_FIELDS}
    outcome = fields.get("outcome", "").strip()
    return QuestionValues(
        kind=kind,
        answer=shape_of(kind).from_fields(fields),
        outcome=outcome if is_plain_key(outcome) else "",
        points=fields.get("points", "").strip() or "1",
        partial=bool(fields.get("partial")),
        keep_order=bool(fields.get("keep-order")),
        hints=tuple(rich_from(row, "") for row in rows_of(fields, "hint")),
        key=key if is_plain_key(key) else "",
        level=int(level) if level in ("1", "2", "3", "4", "5", "6") else 2,
        **texts,
    )


_TEXT_FIELDS = ("title", "stem", "explanation", "rubric", "if-correct", "if-incorrect")

FORM = BlockForm(
    PageBlockKind.QUESTION, QuestionValues, empty_question("single_choice"), read, write, to_fields, from_fields
)
