"""What the reader of course files says about questions, in the words of a form, which has no marks (pure)."""

from dataclasses import replace

from lms.kernel.problems import Problem, error

LOSING = frozenset(
    {
        "answer-without-mark",
        "bad-key",
        "comment-not-closed",
        "fence-not-closed",
        "feedback-not-shown",
        "gap-in-heading",
        "mixed-marks",
        "nested-too-deeply",
        "not-two-columns",
        "question-in-question",
        "quote-before-answers",
        "text-after-answers",
        "unknown-attribute",
        "unknown-quote",
    }
)
"""Of questions with these, something would be lost if a form wrote them anew."""

_IN_A_FORM = {
    problem.code: problem
    for problem in (
        error("too-few-options", "There are too few answers.", "Write at least two that differ."),
        error("no-right-answer", "No answer is marked as right.", "Choose the right one."),
        error("several-right-answers", "More than one answer is marked as right.", "Choose one of them."),
        error("empty-option", "One of the answers has no text.", "Write it, or take it out."),
        error("empty-answer", "One of the answers has no text.", "Write it, or take it out."),
        error("question-without-text", "This question asks nothing.", "Write what is asked."),
        error("no-answers", "There is no answer and no rubric.", "Write by what a person marks the answer."),
        error(
            "gap-choice-unclear",
            "A gap to choose for needs at least two different words.",
            "Write the wrong ones among its choices, each on a line of its own.",
        ),
    )
}


def said_in_a_form(problem: Problem, *, has_answers: bool) -> Problem:
    """The problem without line, and without marks in its words; `has_answers` says whether its kind should have any."""
    if problem.code == "no-answers" and has_answers:
        return error("no-answers", "There is no answer yet.", "Write the right one.")
    return replace(_IN_A_FORM.get(problem.code, problem), line=None)
