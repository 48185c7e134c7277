"""What can be wrong with the questions of a lesson or quiz taken together: draws, pools, outcomes (pure)."""

from collections.abc import Container, Iterator

from lms.content.course import FeedbackRule, Item, ItemKind, QuizRole, QuizSettings
from lms.content.document_reader import at_path
from lms.kernel.problems import Problem, error, warning


def quiz_problems(item: Item, outcomes: Container[str]) -> list[Problem]:
    """Problems of an item's questions; `outcomes` are the keys that the course declares."""
    found = [*_undeclared_outcomes(item, outcomes), *_pool_draws(item)]
    if item.kind is ItemKind.QUIZ and item.quiz is not None:
        found += [*_quiz_draw(item, item.quiz), *_early_feedback(item, item.quiz)]
    return at_path(found, item.document.path)


def _undeclared_outcomes(item: Item, outcomes: Container[str]) -> Iterator[Problem]:
    for question in item.questions:
        if question.outcome and question.outcome not in outcomes:
            yield error(
                "outcome-not-declared",
                "The course declares no outcome “{outcome}”.",
                "Add it to the outcomes in course.md, or check its spelling.",
                line=question.line,
                outcome=question.outcome,
            )


def _pool_draws(item: Item) -> Iterator[Problem]:
    for pool in item.pools:
        count = sum(question.pool == pool.key for question in item.questions)
        if pool.draw is not None and pool.draw > count:
            yield _draw_too_large(pool.draw, count, pool.line)
        elif not count:
            yield warning(
                "pool-without-questions",
                "No question belongs to this pool.",
                "Give its questions one more # than the pool has.",
                line=pool.line,
            )


def _quiz_draw(item: Item, quiz: QuizSettings) -> Iterator[Problem]:
    line = item.document.front_lines.get("draw", 1)
    if not item.questions:
        yield error(
            "quiz-without-questions",
            "This quiz has no questions.",
            "Add headings that begin with “Soal:”.",
            line=1,
        )
        return
    if quiz.draw is None:
        return
    fixed = sum(not question.pool for question in item.questions)
    pooled = _asked_from_pools(item)
    if quiz.draw > fixed + pooled:
        yield _draw_too_large(quiz.draw, fixed + pooled, line)
    elif pooled and quiz.draw < fixed:
        yield error(
            "draw-too-small",
            "{draw} questions are to be drawn, but {count} stand outside pools and are always asked.",
            "Draw more, or put these questions into a pool.",
            line=line,
            draw=quiz.draw,
            count=fixed,
        )


def _asked_from_pools(item: Item) -> int:
    asked = 0
    for pool in item.pools:
        count = sum(question.pool == pool.key for question in item.questions)
        asked += count if pool.draw is None else min(pool.draw, count)
    return asked


def _draw_too_large(draw: int, count: int, line: int) -> Problem:
    return error(
        "draw-too-large",
        "{draw} questions are to be drawn, but there are only {count}.",
        "Draw fewer, or add questions.",
        line=line,
        draw=draw,
        count=count,
    )


def _early_feedback(item: Item, quiz: QuizSettings) -> Iterator[Problem]:
    if quiz.role is QuizRole.FINAL and quiz.feedback is FeedbackRule.QUESTION:
        yield warning(
            "feedback-during-final",
            "This final tells after each question whether it was right.",
            "Write feedback: submission or feedback: passed.",
            line=item.document.front_lines.get("feedback", 1),
        )
