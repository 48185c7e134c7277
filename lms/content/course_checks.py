"""What can be wrong with a course as a whole: keys of its items, outcomes and tests, minutes and JP (pure)."""

from collections.abc import Iterator, Mapping

from lms.content.course import Course, Item, ItemKind, QuizRole
from lms.kernel.jp import Jp, minutes_of
from lms.kernel.problems import Problem, error, warning

LONGEST_LESSON = 15  # minutes
# A quarter more or less than the proposed JP still fits: people read at different speeds.
_LEAST_SHARE, _MOST_SHARE = 0.75, 1.25


def course_problems(course: Course) -> list[Problem]:
    """Problems between the files of a course."""
    return [
        *_no_items(course),
        *_same_item_keys(course),
        *_same_module_keys(course),
        *_long_lessons(course),
        *_untested_outcomes(course),
        *_outcomes_without_final(course),
        *_minutes_beside_jp(course),
    ]


def changed_kinds(course: Course, before: Mapping[tuple[str, str], str]) -> list[Problem]:
    """Questions whose key was that of another kind in the version `before`, kinds by item key and question key.

    Answers and statistics follow the key, so that it cannot come to mean something else.
    """
    return [
        error(
            "same-key-other-kind",
            "The key “{key}” belonged to a question of another kind in the version before.",
            "Give this question a key of its own.",
            item.document.path,
            question.line,
            key=question.key,
        )
        for item in course.items
        for question in item.questions
        if before.get((item.key, question.key), question.kind) != question.kind
    ]


def _no_items(course: Course) -> Iterator[Problem]:
    if not course.items:
        yield error(
            "course-without-lessons",
            "This course has no lessons.",
            "Add a folder with a number and a name, and in it a lesson such as 01-pembuka.md.",
            course.document.path,
        )


def _same_item_keys(course: Course) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in course.items:
        if item.key in first:
            yield error(
                "same-item-key-twice",
                "The key “{key}” is already that of {other}.",
                "Rename one of the files, or give it a key: of its own.",
                item.document.path,
                item.document.front_lines.get("key", 1),
                key=item.key,
                other=first[item.key].document.path,
            )
        first.setdefault(item.key, item)


def _same_module_keys(course: Course) -> Iterator[Problem]:
    seen: set[str] = set()
    for module in course.modules:
        if module.key in seen:
            path = module.document.path if module.document else module.items[0].document.path
            yield error(
                "same-module-key-twice",
                "Two modules have the key “{key}”.",
                "Rename one of the folders.",
                path,
                key=module.key,
            )
        seen.add(module.key)


def _long_lessons(course: Course) -> Iterator[Problem]:
    for item in course.items:
        if item.kind is ItemKind.LESSON and item.minutes is not None and item.minutes > LONGEST_LESSON:
            yield warning(
                "lesson-too-long",
                "This lesson takes {minutes} minutes; few people find more than {most} at once.",
                "Divide it into two.",
                item.document.path,
                item.document.front_lines.get("minutes"),
                minutes=item.minutes,
                most=LONGEST_LESSON,
            )


def _tested(course: Course, role: QuizRole | None = None) -> set[str]:
    """The outcomes that questions refer to: all, or those of quizzes with one role."""
    return {
        question.outcome
        for item in course.items
        if role is None or (item.quiz is not None and item.quiz.role is role)
        for question in item.questions
    }


def _untested_outcomes(course: Course) -> Iterator[Problem]:
    tested = _tested(course)
    for outcome in course.outcomes:
        if outcome not in tested:
            yield warning(
                "outcome-not-tested",
                "No question tests the outcome “{outcome}”.",
                "Write outcome={outcome} at the heading of a question, or take the outcome out.",
                course.document.path,
                course.document.front_lines.get(f"outcomes.{outcome}"),
                outcome=outcome,
            )


def _outcomes_without_final(course: Course) -> Iterator[Problem]:
    finals = [item for item in course.items if item.quiz is not None and item.quiz.role is QuizRole.FINAL]
    missing = [key for key in course.outcomes if key in _tested(course) - _tested(course, QuizRole.FINAL)]
    if finals and missing:
        yield warning(
            "final-leaves-outcome-out",
            "The final tests these outcomes with no question: {outcomes}.",
            "Add a question with outcome= for each.",
            finals[-1].document.path,
            1,
            outcomes=", ".join(missing),
        )


def _minutes_beside_jp(course: Course) -> Iterator[Problem]:
    """Only where the author gave minutes for every item; an estimate would complain about itself."""
    minutes = [item.minutes for item in course.items]
    if course.proposed_jp is None or not minutes or None in minutes:
        return
    total, proposed = sum(filter(None, minutes)), minutes_of(Jp(course.proposed_jp))
    if not proposed * _LEAST_SHARE <= total <= proposed * _MOST_SHARE:
        yield warning(
            "minutes-beside-jp",
            "The items take {minutes} minutes together, but {jp} JP are {proposed} minutes.",
            "Correct the minutes or the JP.",
            course.document.path,
            course.document.front_lines.get("jp"),
            minutes=total,
            jp=course.proposed_jp,
            proposed=proposed,
        )
