"""Problems in the words of somebody who writes a course without seeing its marks: the one table, for every page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lms.authoring.survey import UNSAID
from lms.kernel.problems import Problem, Severity
from lms.platform.web.i18n import gettext


def instead(message: str, remedy: str) -> tuple[str, str]:
    """What a problem is called and how it is mended, in the editor."""
    return message, remedy


def mended(remedy: str) -> tuple[str, str]:
    """How a problem is mended in the editor; it is called as the checker calls it."""
    return "", remedy


IN_FORMS: Mapping[str, tuple[str, str]] = {
    "picture-without-words": instead(
        "This picture has no description.",
        "Say what it shows, for colleagues who cannot see it.",
    ),
    "no-answers": instead(
        "This question has no answers.",
        "Open it and add answers, or a rubric if a person is to mark it.",
    ),
    "no-right-answer": instead("No option is marked as right.", "Open the question and mark the right one."),
    "several-right-answers": instead(
        "More than one option is marked as right.",
        "Mark one, or choose the kind with several right answers.",
    ),
    "too-few-options": instead("This question has fewer than two options.", "Open it and add at least two options."),
    "empty-option": instead("An option has no text.", "Open the question, and write the option or take it out."),
    "empty-answer": instead(
        "An accepted answer has no text.", "Open the question, and write the answer or take it out."
    ),
    "all-of-above-not-last": instead(
        "The option “{option}” speaks of the others, but may be shown above them.",
        "Open the question and let this option always stand last.",
    ),
    "feedback-not-shown": instead(
        "What is said of an answer is not shown for this kind of question.",
        "Open the question and write it as explanation.",
    ),
    "question-without-text": instead("This question asks nothing.", "Open it and write what is asked."),
    "gap-in-heading": instead(
        "A gap in the first line of a question cannot be filled.",
        "Open the question and write the sentence with the gap below its first line.",
    ),
    "outcome-not-declared": instead(
        "The course names no ability “{outcome}”.",
        "Open the question and choose another ability.",
    ),
    "outcome-not-tested": instead(
        "No question tests “{outcome}” yet.",
        "Open a question and choose it under “tests the ability”.",
    ),
    "final-leaves-outcome-out": instead(
        "The final exam does not test: {outcomes}.",
        "Add a question to the final for each, and choose it under “tests the ability”.",
    ),
    "course-without-lessons": mended("Add a lesson to the outline."),
    "feedback-during-final": mended("Open its settings and choose to tell it after handing in."),
    "wrong-setting": mended("Open the settings and choose another value."),
    "pretest-without-final": mended("Add a final exam, or ask no question beforehand."),
    "rubric-to-be-written": mended("Open the question and write by what an answer is judged."),
    "text-over-10-kb": mended("Divide it into two lessons."),
    "heading-level-skipped": instead(
        "This heading is smaller than its place in the page.",
        "Open it and choose the larger size.",
    ),
    "quiz-without-questions": instead("This quiz has no questions.", "Add the first one by “Add question”."),
    "pool-without-questions": instead("No question belongs to this group.", "Add a question below it, or take it out."),
    "file-type-differs": instead(
        "The content of this file does not fit its name.",
        "Save it again in the format of its name, or give it the right ending.",
    ),
    "number-became-list": instead(
        "This line begins with the number {number} and so became a list.",
        "Put a word before the number.",
    ),
    "html-taken-out": instead(
        "{name} in the text is taken out at publication (found {count} times).",
        "Open the block and write it anew; its words stay.",
    ),
}
"""What is said instead of the message and remedy of a problem, by its code; the same places are filled."""

OUTCOMES = ("outcome", "outcomes")
"""The places in a problem that hold keys of outcomes."""

NO_OUTCOMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class SaidProblem:
    """A problem in words. `line` is the one it stands in, None for the page as a whole."""

    code: str
    line: int | None
    words: str
    remedy: str
    is_error: bool

    @property
    def sentence(self) -> str:
        """All of it."""
        return f"{self.words} {self.remedy}"


def said(problems: Iterable[Problem], outcomes: Mapping[str, str] = NO_OUTCOMES) -> tuple[SaidProblem, ...]:
    """The problems that a teacher should know of, errors first; `outcomes` gives a key its sentence."""
    found = [said_problem(problem, outcomes) for problem in problems if problem.code not in UNSAID]
    return tuple(sorted(found, key=lambda one: not one.is_error))


def said_problem(problem: Problem, outcomes: Mapping[str, str] = NO_OUTCOMES) -> SaidProblem:
    """A problem in the words of the editor."""
    message, remedy = IN_FORMS.get(problem.code, ("", problem.remedy))
    message = message or problem.message
    params = ((name, _sentences(value, outcomes) if name in OUTCOMES else value) for name, value in problem.params)
    problem = replace(problem, params=tuple(params))
    return SaidProblem(
        problem.code,
        problem.line,
        problem.say(gettext(message)),
        problem.say(gettext(remedy)),
        problem.severity is Severity.ERROR,
    )


def _sentences(keys: str, outcomes: Mapping[str, str]) -> str:
    return "; ".join(outcomes.get(key, key) for key in keys.split(", "))
