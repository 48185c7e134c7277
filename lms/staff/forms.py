"""What coordinators send about staff lists, read and checked; sentences are English message ids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lms.staff.lists.columns import COLUMNS, usable
from lms.staff.lists.comparison import Choice, Comparison
from lms.staff.preview import ROW, UNIT

LONGEST_TOKEN = 64
FURTHEST = timedelta(days=366)
GROUP = "group-"
"""Before the code of a problem: one choice for all lines that have it."""


@dataclass(frozen=True)
class ListForm:
    """What is said of a file; `unit` is "" for all units."""

    token: str
    unit: str
    is_complete: bool
    valid_from: str

    def errors(self, today: date, may_all: bool) -> dict[str, str]:
        """Field → what to mend."""
        day = self.day
        is_near = day is not None and today - FURTHEST <= day <= today + FURTHEST
        found = {"valid_from": "" if is_near else "Choose a day within a year."}
        found["unit"] = "" if self.unit or may_all else "Choose the unit whose list this is."
        return {name: words for name, words in found.items() if words}

    @property
    def day(self) -> date | None:
        """The day from which its changes hold."""
        try:
            return date.fromisoformat(self.valid_from)
        except ValueError:
            return None


def read_list(form: Mapping[str, str]) -> ListForm:
    """The form that comes with a file."""
    token = form.get("token", "")
    is_token = token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN
    unit = form.get("unit", "")
    return ListForm(
        token if is_token else "",
        unit if re.fullmatch(r"[0-9]{1,9}", unit) else "",
        form.get("is_complete") == "1",
        form.get("valid_from", ""),
    )


def read_columns(form: Mapping[str, str], width: int) -> dict[str, int]:
    """Field → number of its column."""
    sent = {column.field: form.get(column.field, "") for column in COLUMNS}
    return usable({name: int(text) for name, text in sent.items() if re.fullmatch(r"[0-9]{1,3}", text)}, width)


def columns_errors(columns: Mapping[str, int]) -> dict[str, str]:
    """Field → what to mend in a matching."""
    found = {
        column.field: "Choose the column with the names."
        for column in COLUMNS
        if column.is_needed and column.field not in columns
    }
    twice = [name for name, number in columns.items() if list(columns.values()).count(number) > 1]
    return found or dict.fromkeys(twice[1:], "This column is chosen twice.")


def read_decisions(form: Mapping[str, str], comparison: Comparison) -> dict[str, str]:
    """Decisions by name; one for all lines with a problem comes before those for single lines."""
    choices = set(Choice)
    found = {}
    for question in comparison.questions:
        chosen = form.get(GROUP + question.problem.code, "")
        if chosen in choices and chosen in question.choices:
            found[f"{ROW}{question.row.number}"] = chosen
    single = {
        name: value
        for name, value in form.items()
        if (re.fullmatch(rf"{ROW}[0-9]{{1,6}}", name) and value in choices)
        or (re.fullmatch(rf"{UNIT}[0-9a-f]{{12}}", name) and re.fullmatch(r"[0-9]{1,9}|new|skip", value))
    }
    return {**single, **found} if found else single
