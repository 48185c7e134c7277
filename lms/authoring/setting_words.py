"""The settings at the top of a file in words, and how those of two states differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.authoring.blocks.front_form import front_to_fields
from lms.authoring.blocks.front_settings import read_front_form
from lms.authoring.blocks.front_values import front_kind
from lms.authoring.drafts_page import level_words
from lms.content.course import FeedbackRule, Level, QuizRole
from lms.platform.web.i18n import gettext


@dataclass(frozen=True)
class BothValues:
    """A setting that is not the same in two states, in words; "" where it is empty."""

    label: str
    mine: str
    theirs: str


def setting_fields(path: str, source: str) -> dict[str, str] | None:
    """The settings of a file as the fields of its form; None if they can only be changed as text."""
    values = read_front_form(front_kind(path, source), source)
    return dict(front_to_fields(values)) if values is not None else None


def differing_settings(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[BothValues]:
    """The fields of a form that differ; those that are no settings, such as hidden ones, are left out."""
    names = dict.fromkeys([*theirs, *(name for name in mine if name in LABELS or _row_of(name))])
    return [
        BothValues(_label_of(name), _value_of(name, mine.get(name, "")), _value_of(name, theirs.get(name, "")))
        for name in names
        if not name.endswith(".key") and mine.get(name, "") != theirs.get(name, "")
    ]


LABELS: Mapping[str, str] = {
    "title": "Title",
    "summary": "In one sentence",
    "jp": "Proposed JP",
    "level": "Level",
    "topics": "Topics",
    "license": "Licence",
    "pass_mark": "Percent needed to pass",
    "review_by": "To be looked at again on",
    "minutes": "Minutes",
    "role": "Kind of quiz",
    "attempts": "How often",
    "wait": "Waiting time between two tries",
    "draw": "Questions drawn",
    "feedback": "When answers are told",
    "time": "Time limit",
    "shuffle-questions": "Questions in random order",
    "shuffle-options": "Options in random order",
}
"""What the fields are called where they stand alone, by their names."""


def _label_of(name: str) -> str:
    words = LABELS.get(name) or _row_of(name)
    return gettext(words) if words else name


def _row_of(name: str) -> str:
    if name.startswith("outcome-"):
        return "Ability"
    return "Author" if name.startswith("author-") else ""


def _value_of(name: str, value: str) -> str:
    """A value as its form says it: a choice by its words."""
    if name in ("shuffle-questions", "shuffle-options"):
        return gettext("yes") if value else ""
    lists = {"level": "levels", "role": "roles", "feedback": "rules"}
    return dict(setting_choices()[lists[name]]).get(value, value) if value and name in lists else value


def setting_choices() -> dict[str, list[tuple[str, str]]]:
    """What may be chosen, each value with its words, by the kind of choice."""
    return {
        "levels": [("", gettext("Not decided yet")), *((level.value, level_words(level)) for level in Level)],
        "roles": [
            (QuizRole.PRACTICE.value, gettext("Practice: answers at once, no mark")),
            (QuizRole.FINAL.value, gettext("Final exam: a mark, needed to complete the course")),
        ],
        "rules": [
            ("", gettext("As usual for this kind")),
            (FeedbackRule.QUESTION.value, gettext("After each question")),
            (FeedbackRule.SUBMISSION.value, gettext("After handing in")),
            (FeedbackRule.PASSED.value, gettext("Only after passing")),
        ],
    }
