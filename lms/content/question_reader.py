"""Reads one question: heading, stem, answer by its marks, and the quotes below it (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.content.answer_reader import FoundAnswer, find_answer, read_items
from lms.content.gap_finder import find_gaps
from lms.content.heading_words import HeadingWords, whole_number
from lms.content.markdown_extensions.block_nodes import Node
from lms.content.question_quotes import begins_with_word, read_quotes
from lms.content.source_lines import unified
from lms.kernel.problems import Problem, error, warning
from lms.questions.banks.answers import NO_RUBRIC
from lms.questions.kind import AnswerBlock, AnswerItem, Mark
from lms.questions.kinds import KINDS, kind_of
from lms.questions.question import Question


@dataclass(frozen=True)
class QuestionSource:
    """Where a question stands: its heading and the top-level blocks below it, within the lines of the whole file."""

    heading: HeadingWords
    level: int
    line: int
    body_line: int  # the first line below the heading
    end_line: int
    nodes: tuple[Node, ...]
    pool: str


def read_question(source: QuestionSource, lines: Sequence[str]) -> tuple[Question, list[Problem]]:
    """The question, and what is wrong with it (lines, no path)."""
    quotes_start = next((node.start for node in source.nodes if begins_with_word(node, lines)), source.end_line + 1)
    found = find_answer(source.nodes, lines, quotes_start)
    block = AnswerBlock(found.mark, _range(lines, found.start, found.stop), found.start, read_items(found, lines))
    kind = kind_of(block)
    answer = kind.read(block)
    quotes, problems = read_quotes([node for node in source.nodes if node.start >= found.stop], lines)
    # With mixed marks it is open what the author meant; further complaints would mislead.
    problems += [*(_mark_problems(block.items, found.mark) or answer.problems), *_early_quotes(source, found, lines)]
    heading = source.heading
    question = Question(
        kind=kind.name,
        title=heading.title,
        stem=_stem(source, found, lines),
        key=heading.key,
        line=source.line,
        end_line=source.end_line,
        level=source.level,
        points=whole_number(heading.value("points")) or 1,
        outcome=heading.value("outcome"),
        partial="partial" in heading.flags,
        keep_order="keep-order" in heading.flags,
        pool=source.pool,
        options=answer.options,
        accepted=answer.accepted,
        ranges=answer.ranges,
        blanks=answer.blanks,
        columns=answer.columns,
        hints=quotes.hints,
        explanation=quotes.explanation,
        rubric=quotes.rubric,
        if_correct=quotes.if_correct,
        if_incorrect=quotes.if_incorrect,
    )
    return question, problems + _stem_problems(question) + _rubric_problems(question)


def _range(lines: Sequence[str], start: int, stop: int) -> tuple[str, ...]:
    return tuple(lines[start - 1 : stop - 1])


def _stem(source: QuestionSource, found: FoundAnswer, lines: Sequence[str]) -> str:
    """The Markdown between heading and answer; that of gaps is the answer itself."""
    stop = found.stop if found.mark is Mark.GAPS else found.start
    kept = [line.rstrip() if not line.strip() else line for line in _range(lines, source.body_line, stop)]
    return unified("".join(line or "\n" for line in kept)).strip("\n").rstrip()


def _stem_problems(question: Question) -> list[Problem]:
    if find_gaps(question.title):
        return [
            error(
                "gap-in-heading",
                "A gap in the heading of a question cannot be filled.",
                "Write the sentence with the gap below the heading.",
                line=question.line,
            )
        ]
    if question.title or question.stem:
        return []
    return [
        error(
            "question-without-text",
            "This question asks nothing.",
            "Write the question after “Soal:”.",
            line=question.line,
        )
    ]


def _rubric_problems(question: Question) -> list[Problem]:
    """Without answers and rubric, answers were forgotten; beside a rubric, the last list or table may be none."""
    if question.kind == "essay" and not question.rubric:
        return [
            error(
                "no-answers",
                "This question has no answers.",
                "Give it answers that begin with ( ), [ ] or =, or a quote “Rubrik:” if a person is to mark it.",
                line=question.line,
            )
        ]
    if question.rubric == NO_RUBRIC:
        return [
            warning(
                "rubric-to-be-written",
                "The rubric of this question says nothing yet.",
                "Write by what an answer is judged; whoever marks it reads that.",
                line=question.line,
            )
        ]
    if KINDS[question.kind].answer_mark in (Mark.NUMBERED, Mark.TABLE) and question.rubric:
        return [
            warning(
                "rubric-not-used",
                "The last list or table is read as the answer, so nobody marks this question by its rubric.",
                "Take the rubric out; if the list or table belongs to the text, write a sentence below it.",
                line=question.line,
            )
        ]
    return []


def _mark_problems(items: Sequence[AnswerItem], mark: Mark) -> list[Problem]:
    if mark not in (Mark.ROUND, Mark.SQUARE, Mark.EQUALS):
        return []
    return [_wrong_mark(item, mark) for item in items if item.mark is not mark]


def _wrong_mark(item: AnswerItem, mark: Mark) -> Problem:
    if item.mark is Mark.NONE:
        return error(
            "answer-without-mark",
            "This line stands among the answers but has no mark.",
            "Begin it with {mark}, or indent it by two spaces if it belongs to the answer above.",
            line=item.line,
            mark=mark.value,
        )
    return error(
        "mixed-marks",
        "This answer is marked {other}, but the first one {mark}.",
        "Use the same mark for all: ( ) if one is right, [ ] if several may be, = for typed answers.",
        line=item.line,
        other=item.mark.value,
        mark=mark.value,
    )


def _early_quotes(source: QuestionSource, found: FoundAnswer, lines: Sequence[str]) -> list[Problem]:
    """A quote such as `Penjelasan:` above the answers would be shown with the question and give the answer away."""
    return [
        error(
            "quote-before-answers",
            "This quote stands above the answers and would be shown with the question.",
            "Move it below the answers.",
            line=node.start,
        )
        for node in source.nodes
        if node.start < found.start and begins_with_word(node, lines)
    ]


def missing_key(question: Question, derived: str) -> Problem:
    """The warning that a question has no key of its own."""
    return warning(
        "question-without-key",
        "This question has no key of its own; it will be called “{key}” as long as its words stay.",
        "Write {attribute} at the end of its heading.",
        line=question.line,
        key=derived,
        attribute="{#" + derived + "}",
    )
