"""What single and multiple choice share: options read and written, drawn, picked and answered with feedback (pure)."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from random import Random

from lms.kernel.errors import Unprocessable
from lms.kernel.problems import Problem, error, warning
from lms.questions.answer_lines import item_lines
from lms.questions.kind import AnswerBlock, AnswerItem
from lms.questions.question import Option, PublishedQuestion, Question

# Options that speak of the others make no sense above them.
_ABOUT_THE_OTHERS = re.compile(
    r"\b(semua(nya)?( (jawaban|pilihan|di atas|hal))* benar|semua (jawaban |pilihan )?di ?atas|"
    r"tidak ada (jawaban )?yang benar|(all|none) of the above)\b",
    re.IGNORECASE,
)


def read_options(answer: AnswerBlock) -> tuple[Option, ...]:
    """The options of a list, in the author's order."""
    return tuple(Option(item.text, item.checked, item.feedback, item.last, item.line) for item in answer.items)


def option_problems(options: Sequence[Option], line: int) -> tuple[Problem, ...]:
    """What is wrong with options of either choice: too few, none right, empty, or twice the same."""
    found: list[Problem] = []
    if len(options) < 2:
        found.append(
            error(
                "too-few-options",
                "This question has fewer than two options.",
                "Write at least two options, each on a line of its own.",
                line=line,
            )
        )
    if not any(option.correct for option in options):
        found.append(
            error(
                "no-right-answer",
                "No option is marked as right.",
                "Put an x between the brackets of the right one.",
                line=line,
            )
        )
    return (*found, *text_problems(options))


def text_problems(options: Sequence[Option]) -> tuple[Problem, ...]:
    """Options that are empty, or twice the same."""
    return (*_empty(options), *_repeated(options))


def no_feedback(items: Sequence[AnswerItem]) -> tuple[Problem, ...]:
    """Warnings for feedback under an answer that is not chosen, so that nobody would see it."""
    return tuple(
        warning(
            "feedback-not-shown",
            "Feedback under an answer of this kind is not shown.",
            "Write it below the answers, after “Benar:” or “Penjelasan:”.",
            line=item.line,
        )
        for item in items
        if item.feedback
    )


def order_problems(options: Sequence[Option]) -> tuple[Problem, ...]:
    """Warnings for options such as "semua benar" that may be shuffled away from the end."""
    return tuple(
        warning(
            "all-of-above-not-last",
            "The option “{option}” speaks of the others, but may be shown above them.",
            "Write {last} at its end.",
            line=option.line,
            option=option.text,
            last="{last}",
        )
        for option in options
        if not option.last and _ABOUT_THE_OTHERS.search(option.text)
    )


def write_options(question: Question, opening: str, closing: str) -> tuple[str, ...]:
    """Canonical list items, such as `- (x) text`, with indented feedback quotes."""
    lines: list[str] = []
    for option in question.options:
        mark = f"{opening}{'x' if option.correct else ' '}{closing}"
        lines += item_lines(mark, option.text, option.feedback, option.last)
    return tuple(lines)


def draw_options(question: PublishedQuestion, shuffle: bool, rng: Random) -> tuple[str, ...]:
    """Option ids in the order shown; those marked `{last}` stay last, in the author's order."""
    if not shuffle or question.keep_order:
        return tuple(option.id for option in question.options)
    free = [option.id for option in question.options if not option.last]
    rng.shuffle(free)
    return (*free, *(option.id for option in question.options if option.last))


def picked_options(question: PublishedQuestion, form_values: Sequence[str]) -> list[str]:
    """The picked ids in the author's order, each once. Raises `Unprocessable` for an id it does not have."""
    picked = {value for value in form_values if value}
    ids = [option.id for option in question.options]
    if not picked.issubset(ids):
        raise no_such_option()
    return [option_id for option_id in ids if option_id in picked]


def no_such_option() -> Unprocessable:
    """The refusal of an id that the question does not have."""
    return Unprocessable("This question has no such option. Load the page again and choose once more.")


def option_feedback(question: PublishedQuestion, picked: Collection[str]) -> str:
    """Safe HTML: the feedback of the picked options, in the author's order."""
    return "".join(option.feedback_html for option in question.options if option.id in picked)


def _empty(options: Sequence[Option]) -> list[Problem]:
    return [
        error("empty-option", "This option has no text.", "Write the text after the mark.", line=option.line)
        for option in options
        if not option.text
    ]


def _repeated(options: Sequence[Option]) -> list[Problem]:
    seen: set[str] = set()
    found = []
    for option in options:
        plain = " ".join(unicodedata.normalize("NFC", option.text).split())
        if plain and plain in seen:
            found.append(
                error(
                    "same-option-twice",
                    "The option “{option}” stands here twice.",
                    "Change one of them or take it out.",
                    line=option.line,
                    option=plain,
                )
            )
        seen.add(plain)
    return found
