"""What a pre-test takes from the final of its course, and what can be wrong with that (pure)."""

from collections.abc import Iterator

from lms.content.course import Course, Item, QuizRole
from lms.kernel.problems import Problem, error
from lms.questions.pretest_draw import most_for_pretest
from lms.questions.quiz_draw import DrawRules


def pretest_count(course: Course) -> int:
    """How many questions the pre-test asks: what the author wants, as far as the final can spare it."""
    final = _final_of(course)
    return min(course.pretest, _most(final)) if final else 0


def pretest_problems(course: Course) -> Iterator[Problem]:
    """Nothing, or why the final cannot spare the questions of the pre-test."""
    final, line = _final_of(course), course.document.front_lines.get("pretest", 1)
    if not course.pretest:
        return
    if final is None:
        yield error(
            "pretest-without-final",
            "The pre-test takes questions of a final, but this course has none.",
            "Add a quiz with role: final, or take the pretest out.",
            course.document.path,
            line,
        )
    elif not _most(final):
        yield error(
            "pretest-without-draw",
            "The pre-test takes questions that the final then leaves out, but {final} asks all of its questions.",
            "Give its pools a draw that is smaller than they are, or take the pretest out.",
            course.document.path,
            line,
            final=final.document.path,
        )
    elif course.pretest > _most(final):
        yield error(
            "pretest-too-large",
            "The pre-test takes {pretest} questions, but {final} can spare only {count} of its own.",
            "Ask fewer, or add questions to the pools of the final.",
            course.document.path,
            line,
            pretest=course.pretest,
            final=final.document.path,
            count=_most(final),
        )


def _final_of(course: Course) -> Item | None:
    """The first final of the course; the others give nothing."""
    return next((item for item in course.items if item.quiz is not None and item.quiz.role is QuizRole.FINAL), None)


def _most(final: Item) -> int:
    draw = final.quiz.draw if final.quiz else None
    return most_for_pretest(final.questions, DrawRules(draw, {pool.key: pool.draw for pool in final.pools}))
