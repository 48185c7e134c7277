"""Which texts of a course are rendered, and how what comes back is put together into parts and questions (pure)."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from lms.content.course import BlockKind, Document, Item, ItemKind
from lms.content.gap_finder import with_places
from lms.content.keys import keyed_questions
from lms.content.render_pool import RenderedText, RenderJob
from lms.questions.kind import Mark
from lms.questions.kinds import KINDS
from lms.questions.question import Blank, Option, PublishedBlank, PublishedOption, PublishedQuestion, Question

WORDS_PER_MINUTE = 150
"""Careful reading of a text to be learned."""

MINUTES_PER_QUESTION = 1.5

_LONE_PARAGRAPH = re.compile(r"<p>((?:(?!</?p[ >]).)*)</p>", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class TextPlan:
    """The text of a file between its questions: the jobs' parts, and where questions (by key) stand among them."""

    job: RenderJob
    keys: tuple[str, ...]


def text_plan(document: Document, language: str, title: str) -> TextPlan:
    """The text of `document` in parts; the heading that gave it its title is left out, the page has its own."""
    texts, keys = [""], []
    questions = iter(keyed_questions(document))
    first = next((block for block in document.blocks if block.text.strip()), None)
    for block in document.blocks:
        if block.kind is BlockKind.QUESTION:
            keys.append(next(questions).key)
            texts.append("")
        elif block.kind is not BlockKind.POOL and not (block is first and _is_title(block.level, block.title, title)):
            texts[-1] += block.text
    line = document.blocks[0].line if document.blocks else 1
    return TextPlan(RenderJob(tuple(texts), document.path, line, document.path, language=language), tuple(keys))


def joined_parts(plan: TextPlan, rendered: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """("html", text) and ("question", key) in the order of the page; empty texts are left out."""
    parts: list[tuple[str, str]] = []
    for number, html in enumerate(rendered):
        if html:
            parts.append(("html", html))
        if number < len(plan.keys):
            parts.append(("question", plan.keys[number]))
    return tuple(parts)


def question_job(document: Document, question: Question, language: str) -> RenderJob:
    """All texts of a question, each for itself: nothing of its key may be seen where its stem is."""
    has_gaps = KINDS[question.kind].answer_mark is Mark.GAPS
    stem = f"{question.title}\n\n{with_places(question.stem) if has_gaps else question.stem}"
    texts = [stem, *(text for option in _all_options(question) for text in (option.text, option.feedback))]
    texts += [blank.text for blank in question.blanks]
    texts += [*question.hints, question.explanation, question.rubric, question.if_correct, question.if_incorrect]
    return RenderJob(
        tuple(texts),
        document.path,
        question.line,
        document.path,
        document.definitions,
        language,
        anchor=f"q-{question.key}-",
        apart=True,
    )


def published_question(question: Question, fingerprint: str, rendered: RenderedText) -> PublishedQuestion:
    """The question with the HTML that came back for `question_job`."""
    stem, *rest = rendered.parts
    texts = iter(rest)
    options = _published_options(question.options, texts, hide_order=KINDS[question.kind].hides_order)
    choices = [_published_options(blank.options, texts) for blank in question.blanks]
    labels = [without_paragraph(next(texts)) for _ in question.blanks]
    ids = {option.text: published.id for option, published in zip(question.options, options, strict=True)}
    *hints, explanation, rubric, correct, incorrect = texts
    return PublishedQuestion(
        key=question.key,
        kind=question.kind,
        stem_html=stem,
        fingerprint=fingerprint,
        points=question.points,
        outcome=question.outcome,
        partial=question.partial,
        keep_order=question.keep_order,
        pool=question.pool,
        options=options,
        accepted=question.accepted,
        ranges=question.ranges,
        blanks=tuple(map(partial(_published_blank, ids), question.blanks, labels, choices)),
        columns=question.columns,
        hints_html=tuple(hints),
        explanation_html=explanation,
        rubric_html=rubric,
        correct_html=correct,
        incorrect_html=incorrect,
    )


def _all_options(question: Question) -> list[Option]:
    return [*question.options, *(option for blank in question.blanks for option in blank.options)]


def _published_options(
    options: Sequence[Option], texts: Iterator[str], hide_order: bool = False
) -> tuple[PublishedOption, ...]:
    """The options with their HTML and ids. Ids that must not tell the author's order follow a hash of the texts."""
    by_id = sorted(options, key=lambda option: sha256(option.text.encode()).digest()) if hide_order else options
    ids = {option.text: _option_id(number) for number, option in enumerate(by_id)}
    return tuple(
        PublishedOption(ids[option.text], without_paragraph(next(texts)), option.correct, next(texts), option.last)
        for option in options
    )


def _published_blank(
    ids: Mapping[str, str], blank: Blank, label: str, choices: tuple[PublishedOption, ...]
) -> PublishedBlank:
    """`ids` are those of the question's options by their text: a row of a table takes the one it is matched with."""
    if choices:
        return PublishedBlank(options=choices, right=next(option.id for option in choices if option.correct))
    if blank.text:
        return PublishedBlank(label, right=ids[blank.accepted[0]])
    return PublishedBlank(accepted=blank.accepted)


def with_html_of(question: PublishedQuestion, renewed: PublishedQuestion) -> PublishedQuestion:
    """`question` with the HTML of `renewed`; its key, its right answers and its fingerprint stay as published."""
    return replace(
        question,
        stem_html=renewed.stem_html,
        options=_with_html(question.options, renewed.options),
        blanks=tuple(
            replace(blank, html=new.html, options=_with_html(blank.options, new.options))
            for blank, new in zip(question.blanks, renewed.blanks, strict=True)
        ),
        hints_html=renewed.hints_html,
        explanation_html=renewed.explanation_html,
        rubric_html=renewed.rubric_html,
        correct_html=renewed.correct_html,
        incorrect_html=renewed.incorrect_html,
    )


def _with_html(
    options: tuple[PublishedOption, ...], renewed: tuple[PublishedOption, ...]
) -> tuple[PublishedOption, ...]:
    html = {option.id: option for option in renewed}
    return tuple(
        replace(option, html=html[option.id].html, feedback_html=html[option.id].feedback_html)
        if option.id in html
        else option
        for option in options
    )


def without_paragraph(html: str) -> str:
    """`html` without the paragraph around it, if one holds all of it: an option stands within a label."""
    lone = _LONE_PARAGRAPH.fullmatch(html)
    return lone[1] if lone else html


def minutes_of(item: Item) -> int:
    """The author's minutes, else an estimate from words and questions; at least one."""
    if item.minutes is not None:
        return item.minutes
    words = sum(len(_WORD.findall(block.text)) for block in item.document.blocks if block.question is None)
    return estimated_minutes(words, asked_count(item))


def estimated_minutes(words: int, questions: int) -> int:
    """What so many words to read and questions to answer take; at least one minute."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE + questions * MINUTES_PER_QUESTION))


def asked_count(item: Item) -> int:
    """How many questions one attempt asks; of a lesson how many self-checks it has."""
    questions = item.questions
    if item.kind is ItemKind.LESSON or item.quiz is None:
        return len(questions)
    if item.quiz.draw is not None:
        return min(item.quiz.draw, len(questions))
    sizes = {pool.key: sum(question.pool == pool.key for question in questions) for pool in item.pools}
    pooled = sum(sizes[pool.key] if pool.draw is None else min(pool.draw, sizes[pool.key]) for pool in item.pools)
    return sum(question.pool not in sizes for question in questions) + pooled


def _is_title(level: int, heading: str, title: str) -> bool:
    return level == 1 and heading.casefold().split() == title.casefold().split()


def _option_id(number: int) -> str:
    """ "a" to "z", then "aa", "ab", …"""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
