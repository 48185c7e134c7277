"""The values every kind of question shares: as its author wrote it, and as it was published (pure).

`Question` is Markdown with line ranges, as read from a course file. `PublishedQuestion` is safe HTML and the key,
frozen into a version; it is what attempts draw from and what marking needs. Neither knows how a kind works:
that is in `lms/questions/kinds/`.
"""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Option:
    """One choice: its Markdown, whether it is right, its feedback, whether it stays last when shuffled."""

    text: str
    correct: bool
    feedback: str = ""
    last: bool = False
    line: int = 0


@dataclass(frozen=True)
class NumberRange:
    """Accepted numbers, both ends included; decimals as text, so that nothing is rounded."""

    low: str
    high: str


@dataclass(frozen=True)
class Blank:
    """One place to fill: a gap in the text, or a row to match, whose left cell is `text`.

    A gap is filled by typing one of `accepted`, or by choosing from its own `options`; a row by choosing the option
    of the question whose text is the one `accepted`.
    """

    text: str = ""
    accepted: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Question:
    """A question as written. `kind` names a module of `kinds/`; only the fields of that kind are filled."""

    kind: str
    title: str  # the heading's Markdown after "Soal:", which is the first line of the stem
    stem: str  # further Markdown between the heading and the answers
    key: str  # "" when the author gave none; publication derives one
    line: int
    end_line: int
    level: int = 2
    points: int = 1
    outcome: str = ""
    partial: bool = False
    keep_order: bool = False
    pool: str = ""  # key of the pool, "" outside pools
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    ranges: tuple[NumberRange, ...] = ()
    blanks: tuple[Blank, ...] = ()
    columns: tuple[str, ...] = ()  # the heads of the table to match
    hints: tuple[str, ...] = ()
    explanation: str = ""
    rubric: str = ""
    if_correct: str = ""
    if_incorrect: str = ""


@dataclass(frozen=True)
class Pool:
    """A group of questions of which `draw` are asked; None asks all."""

    key: str
    title: str
    draw: int | None
    line: int


@dataclass(frozen=True)
class PublishedOption:
    """A choice as learners see it. `id` is stable within the question: "a", "b", …; only where the author's order says
    nothing of the key is it that order."""

    id: str
    html: str
    correct: bool
    feedback_html: str = ""
    last: bool = False


@dataclass(frozen=True)
class PublishedBlank:
    """A place to fill as published: `html` is the left cell of a row; `right` the id of the option that fits, "" where
    one of `accepted` is typed. A row takes its options from the question."""

    html: str = ""
    accepted: tuple[str, ...] = ()
    options: tuple[PublishedOption, ...] = ()
    right: str = ""


@dataclass(frozen=True)
class PublishedQuestion:
    """A question of a version: safe HTML, key and fingerprint. Never leaves the server whole."""

    key: str
    kind: str
    stem_html: str
    fingerprint: str
    points: int = 1
    outcome: str = ""
    partial: bool = False
    keep_order: bool = False
    pool: str = ""
    options: tuple[PublishedOption, ...] = ()
    accepted: tuple[str, ...] = ()
    ranges: tuple[NumberRange, ...] = ()
    blanks: tuple[PublishedBlank, ...] = ()
    columns: tuple[str, ...] = ()
    hints_html: tuple[str, ...] = ()
    explanation_html: str = ""
    rubric_html: str = ""
    correct_html: str = ""
    incorrect_html: str = ""

    def to_json(self) -> str:
        """Compact JSON for the question's row; `from_json` reads it back unchanged."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "PublishedQuestion":
        """The question of a row that `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        data["options"] = tuple(PublishedOption(**option) for option in data["options"])
        data["ranges"] = tuple(NumberRange(**span) for span in data["ranges"])
        data["blanks"] = tuple(_blank(blank) for blank in data.get("blanks", ()))
        for name in ("accepted", "columns", "hints_html"):
            data[name] = tuple(data.get(name, ()))
        return cls(**data)


def _blank(data: dict[str, Any]) -> PublishedBlank:
    options = tuple(PublishedOption(**option) for option in data["options"])
    return PublishedBlank(data["html"], tuple(data["accepted"]), options, data["right"])


Value = str | list[str] | None
"""What a learner answered, JSON-able: an option id, typed text, or a list: ids picked, ids in order, or what each blank
was filled with, "" where with nothing. None is no answer."""


@dataclass(frozen=True)
class Marking:
    """The outcome of marking one answer. `fraction` is between 0 and 1; `correct` is fraction == 1."""

    fraction: Decimal
    correct: bool
    feedback_html: str = ""
