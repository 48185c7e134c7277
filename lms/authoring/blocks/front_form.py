"""The fields of the HTML form for the settings of a file (pure)."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from lms.authoring.blocks.form_rows import row_fields, rows_of
from lms.authoring.blocks.front_settings import VALUES
from lms.authoring.blocks.front_text import one_line_of
from lms.authoring.blocks.front_values import AuthorRow, CourseFront, FrontKind, FrontValues, OutcomeRow, QuizFront
from lms.content.slugs import is_plain_key

SHUFFLED = ("questions", "options")
_LISTS = frozenset({"topics", "outcomes", "authors", "shuffle"})


def front_to_fields(values: FrontValues) -> dict[str, str]:
    """Each setting by its name; `topics` parted by commas, rows `outcome-N` (with `.key`) and `author-N` (with
    `.institution`), `shuffle-questions` and `shuffle-options` ("1" or "")."""
    found = {part.name: getattr(values, part.name) for part in fields(values) if part.name not in _LISTS}
    if isinstance(values, CourseFront):
        found["topics"] = ", ".join(values.topics)
        found |= row_fields("outcome", ({"": row.text, "key": row.key} for row in values.outcomes))
        found |= row_fields("author", ({"": row.name, "institution": row.institution} for row in values.authors))
    if isinstance(values, QuizFront):
        found |= {f"shuffle-{word}": "1" if word in values.shuffle else "" for word in SHUFFLED}
    return found


def front_from_fields(kind: FrontKind, sent: Mapping[str, str]) -> FrontValues:
    """The settings that a form sent; rows that nobody filled in are left out."""
    made = VALUES[kind]
    texts: dict[str, Any] = {part.name: _words(sent, part.name) for part in fields(made) if part.name not in _LISTS}
    if made is CourseFront:
        outcomes = [OutcomeRow(_words(row, ""), _key(row)) for row in rows_of(sent, "outcome")]
        authors = [AuthorRow(_words(row, ""), _words(row, "institution")) for row in rows_of(sent, "author")]
        return CourseFront(
            **texts,
            topics=tuple(topic for part in sent.get("topics", "").split(",") if (topic := one_line_of(part))),
            outcomes=tuple(row for row in outcomes if row.text),
            authors=tuple(row for row in authors if row.name or row.institution),
        )
    if made is QuizFront:
        return QuizFront(**texts, shuffle=tuple(word for word in SHUFFLED if sent.get(f"shuffle-{word}")))
    return made(**texts)


def _words(sent: Mapping[str, str], name: str) -> str:
    return one_line_of(sent.get(name, ""))


def _key(row: Mapping[str, str]) -> str:
    key = _words(row, "key")
    return key if is_plain_key(key) else ""
