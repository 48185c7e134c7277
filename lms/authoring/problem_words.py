"""What the checker says of a draft, for people who never see a mark: what to do on the page instead of in the file."""

from collections.abc import Mapping
from dataclasses import replace

from lms.kernel.problems import Problem
from lms.platform.web.i18n import gettext


def said(problem: Problem, outcomes: Mapping[str, str]) -> str:
    """What is wrong and what to do about it, in the language of the page; `outcomes` gives a key its sentence."""
    sentences = tuple(
        (name, _sentences(value, outcomes) if name in OUTCOMES else value) for name, value in problem.params
    )
    problem = replace(problem, params=sentences)
    words = MESSAGES.get(problem.code, problem.message)
    wrong = problem.say(gettext(words))
    words = REMEDIES.get(problem.code, problem.remedy)
    return f"{wrong} {problem.say(gettext(words))}"


def _sentences(keys: str, outcomes: Mapping[str, str]) -> str:
    return "; ".join(outcomes.get(key, key) for key in keys.split(", "))


OUTCOMES = ("outcome", "outcomes")
"""The places in a problem that hold keys of outcomes."""

MESSAGES: Mapping[str, str] = {
    "outcome-not-tested": "No question tests “{outcome}” yet.",
    "outcome-not-declared": "The course names no ability “{outcome}”.",
    "final-leaves-outcome-out": "The final exam does not test: {outcomes}.",
}
"""What is wrong by the code of the problem, where the checker speaks of keys."""

REMEDIES: Mapping[str, str] = {
    "outcome-not-tested": "Open a question and choose it under “tests the ability”.",
    "final-leaves-outcome-out": "Add a question to the final for each, and choose it under “tests the ability”.",
    "outcome-not-declared": "Open the question and choose another ability.",
    "course-without-lessons": "Add a lesson below.",
    "quiz-without-questions": "Open it and add a question.",
    "picture-without-words": "Open the picture and describe what it shows, for those who cannot see it.",
    "heading-level-skipped": "Open the heading and make it a larger one.",
    "no-answers": "Open the question and write its answers.",
    "no-right-answer": "Open the question and mark the right one.",
    "too-few-options": "Open the question and write at least two options.",
    "several-right-answers": "Open the question and mark one option, or let several be right.",
    "all-of-above-not-last": "Open the question and let this option stay last.",
    "question-without-text": "Open the question and write what it asks.",
    "empty-option": "Open the question and write the option, or take it out.",
    "empty-answer": "Open the question and write the accepted answer.",
    "feedback-during-final": "Open its settings and choose to tell it after handing in.",
    "wrong-setting": "Open the settings and choose another value.",
    "pretest-without-final": "Add a final exam, or ask no question beforehand.",
    "rubric-to-be-written": "Open the question and write by what an answer is judged.",
    "text-over-10-kb": "Divide it into two lessons.",
}
"""Remedies by the code of the problem, where that of the checker speaks of marks in the file."""
