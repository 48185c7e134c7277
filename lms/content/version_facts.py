"""How a version's lists and quiz settings are written to its rows as JSON, and read back (pure)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lms.content.course import Author, FeedbackRule, QuizRole, QuizSettings
from lms.questions.question import Pool


@dataclass(frozen=True)
class QuizFacts:
    """What an attempt needs to know of its quiz beside the questions; `pools` maps a key to how many it draws."""

    settings: QuizSettings
    pools: Mapping[str, int | None]


def to_json(value: object) -> str:
    """Compact JSON with letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def quiz_to_json(settings: QuizSettings, pools: Iterable[Pool]) -> str:
    """The text for `CourseItem.quiz`."""
    return to_json({"settings": asdict(settings), "pools": {pool.key: pool.draw for pool in pools}})


def quiz_from_json(text: str) -> QuizFacts:
    """What `quiz_to_json` wrote."""
    data: dict[str, Any] = json.loads(text)
    fields: dict[str, Any] = data["settings"]
    fields |= {"role": QuizRole(fields["role"]), "feedback": FeedbackRule(fields["feedback"])}
    return QuizFacts(QuizSettings(**fields), data["pools"])


def authors_to_json(authors: Iterable[Author]) -> str:
    """The text for `CourseVersion.authors`."""
    return to_json([asdict(author) for author in authors])


def authors_from_json(text: str) -> tuple[Author, ...]:
    """What `authors_to_json` wrote."""
    return tuple(Author(**fields) for fields in json.loads(text))


def topics_from_json(text: str) -> tuple[str, ...]:
    """The topics of a version."""
    return tuple(json.loads(text))


def outcomes_from_json(text: str) -> Mapping[str, str]:
    """The outcomes of a version, key to sentence, in the author's order."""
    outcomes: dict[str, str] = json.loads(text)
    return outcomes


def parts_to_json(parts: Iterable[tuple[str, str]]) -> str:
    """The text for `RenderedItem.parts`: ("html", safe HTML) and ("question", key) in the order of the page."""
    return to_json([list(part) for part in parts])


def parts_from_json(text: str) -> tuple[tuple[str, str], ...]:
    """What `parts_to_json` wrote."""
    return tuple((kind, value) for kind, value in json.loads(text))
