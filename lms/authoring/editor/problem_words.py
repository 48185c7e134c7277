"""Problems of a page in the words of somebody who writes it without seeing its marks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lms.kernel.problems import Problem, Severity
from lms.platform.web.i18n import gettext

UNSAID = frozenset({"question-without-key"})
"""Codes that mean nothing to somebody who works with forms: the editor sees to it."""

IN_FORMS: Mapping[str, tuple[str, str]] = {
    "picture-without-words": (
        "This picture has no description.",
        "Say what it shows, for colleagues who cannot see it.",
    ),
    "no-answers": (
        "This question has no answers.",
        "Open it and add answers, or a rubric if a person is to mark it.",
    ),
    "no-right-answer": ("No option is marked as right.", "Open the question and mark the right one."),
    "several-right-answers": (
        "More than one option is marked as right.",
        "Mark one, or choose the kind with several right answers.",
    ),
    "too-few-options": ("This question has fewer than two options.", "Open it and add at least two options."),
    "empty-option": ("An option has no text.", "Open the question, and write the option or take it out."),
    "empty-answer": ("An accepted answer has no text.", "Open the question, and write the answer or take it out."),
    "all-of-above-not-last": (
        "The option “{option}” speaks of the others, but may be shown above them.",
        "Open the question and let this option always stand last.",
    ),
    "feedback-not-shown": (
        "What is said of an answer is not shown for this kind of question.",
        "Open the question and write it as explanation.",
    ),
    "question-without-text": ("This question asks nothing.", "Open it and write what is asked."),
    "gap-in-heading": (
        "A gap in the first line of a question cannot be filled.",
        "Open the question and write the sentence with the gap below its first line.",
    ),
    "outcome-not-declared": (
        "The course has no outcome “{outcome}”.",
        "Open the question and choose an outcome of the course.",
    ),
    "heading-level-skipped": (
        "This heading is smaller than its place in the page.",
        "Open it and choose the larger size.",
    ),
    "quiz-without-questions": ("This quiz has no questions.", "Add the first one by “Add question”."),
    "pool-without-questions": ("No question belongs to this group.", "Add a question below it, or take it out."),
    "number-became-list": (
        "This line begins with the number {number} and so became a list.",
        "Put a word before the number.",
    ),
    "html-taken-out": (
        "{name} in the text is taken out at publication (found {count} times).",
        "Open the block and write it anew; its words stay.",
    ),
}
"""What is said instead of the message and remedy of a problem, by its code; the same places are filled."""


@dataclass(frozen=True)
class SaidProblem:
    """A problem in words. `line` is the one it stands in, None for the page as a whole."""

    code: str
    line: int | None
    words: str
    remedy: str
    is_error: bool


def said(problems: Iterable[Problem]) -> tuple[SaidProblem, ...]:
    """The problems that a teacher should know of, errors first."""
    found = [_said(problem) for problem in problems if problem.code not in UNSAID]
    return tuple(sorted(found, key=lambda one: not one.is_error))


def _said(problem: Problem) -> SaidProblem:
    message, remedy = IN_FORMS.get(problem.code, (problem.message, problem.remedy))
    return SaidProblem(
        problem.code,
        problem.line,
        problem.say(gettext(message)),
        problem.say(gettext(remedy)),
        problem.severity is Severity.ERROR,
    )
