"""Reads the settings of a file into the values of a form, and writes those that were changed (pure)."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lms.authoring.blocks.front_lines import Changes, NewValue, names_with_lines, with_settings
from lms.authoring.blocks.front_text import yaml_list, yaml_text
from lms.authoring.blocks.front_values import (
    AuthorRow,
    CourseFront,
    FrontKind,
    FrontValues,
    LessonFront,
    ModuleFront,
    OutcomeRow,
    QuizFront,
)
from lms.content.front_fields import CourseFields, LessonFields, ModuleFields, QuizFields, read_fields
from lms.content.front_matter import FrontMatter, Tree, read_front, split_front
from lms.content.slugs import slug, unique_slug
from lms.kernel.problems import Problem, Severity, error

ORDER = (
    *("title", "key", "kind", "role", "summary", "language", "minutes", "jp", "outcomes", "level", "topics"),
    *("competencies", "authors", "license", "prerequisites", "pass", "attempts", "wait", "draw", "feedback"),
    *("shuffle", "time", "pretest", "review_by"),
)
"""How a new setting is placed among those that are there."""

VALUES: Mapping[FrontKind, type[FrontValues]] = {
    FrontKind.COURSE: CourseFront,
    FrontKind.MODULE: ModuleFront,
    FrontKind.LESSON: LessonFront,
    FrontKind.QUIZ: QuizFront,
}
FIELDS_OF: Mapping[type, Any] = {
    CourseFront: CourseFields,
    ModuleFront: ModuleFields,
    LessonFront: LessonFields,
    QuizFront: QuizFields,
}
_TEXTS = frozenset({"title", "summary", "license"})


@dataclass(frozen=True)
class WrittenFront:
    """A file with its settings changed; with problems it is the file as it was."""

    source: str
    problems: tuple[Problem, ...] = ()


def read_front_form(kind: FrontKind, source: str) -> FrontValues | None:
    """What the form shows of a file's settings; None if they can only be edited as text."""
    front_text, _ = split_front(source)
    front = read_front(front_text)
    if front.problems or names_with_lines(front_text) is None:
        return None
    found: dict[str, Any] = {}
    for part in fields(VALUES[kind]):
        value = _READERS.get(part.name, _text)(front.tree.get(_setting(part.name), ""))
        if value is None:
            return None
        found[part.name] = value or part.default
    return VALUES[kind](**found)


def write_front_form(values: FrontValues, source: str) -> WrittenFront:
    """The file with those settings changed that differ from what it says; all problems of these settings at once."""
    kind = next(kind for kind, made in VALUES.items() if isinstance(values, made))
    before = read_front_form(kind, source)
    if before is None:
        return WrittenFront(source, (_only_as_text(),))
    values = _with_outcome_keys(values)
    changed = {part.name for part in fields(values) if getattr(values, part.name) != getattr(before, part.name)}
    if "title" in changed and not values.title:
        return WrittenFront(source, (title_missing(),))
    changes: dict[str, NewValue | None] = {}
    front_text = split_front(source)[0]
    tree, lines = read_front(front_text).tree, names_with_lines(front_text) or frozenset()
    for name in changed:
        changes |= _changes_of(name, getattr(before, name), getattr(values, name), tree, lines)
    written = with_settings(source, changes, ORDER)
    front = read_front(split_front(written)[0])
    problems = _problems(front, values, {_setting(name) for name in changed})
    return WrittenFront(source, problems) if problems else WrittenFront(written)


def _problems(front: FrontMatter, values: FrontValues, changed: set[str]) -> tuple[Problem, ...]:
    _, found = read_fields(front, FIELDS_OF[type(values)])
    wrong = [p for p in found if p.severity is Severity.ERROR and dict(p.params).get("name") in changed]
    return tuple(replace(problem, line=None) for problem in [*front.problems, *wrong])


def _changes_of(name: str, before: Any, after: Any, tree: Mapping[str, Tree], lines: Container[str]) -> Changes:
    if name == "outcomes":
        return _outcome_changes(before, after, lines)
    setting = _setting(name)
    if not after:
        return {setting: None}
    if name == "authors":
        return {setting: NewValue("", tuple(_author_lines(after, tree.get(setting, ""))))}
    if name in ("topics", "shuffle"):
        return {setting: NewValue(yaml_list(after))}
    return {setting: NewValue(yaml_text(after) if name in _TEXTS else _bare_value(after))}


def _outcome_changes(before: tuple[OutcomeRow, ...], after: tuple[OutcomeRow, ...], lines: Container[str]) -> Changes:
    """Line by line where each has one and their order stays, else the whole setting."""
    if not after:
        return {"outcomes": None}
    old, new = {row.key: row.text for row in before}, {row.key: row.text for row in after}
    kept = [key for key in old if key in new]
    if not kept or list(new)[: len(kept)] != kept or f"outcomes.{kept[0]}" not in lines:
        return {"outcomes": NewValue("", tuple(f"  {key}: {yaml_text(text)}" for key, text in new.items()))}
    changes: dict[str, NewValue | None] = {f"outcomes.{key}": None for key in old if key not in new}
    changes |= {f"outcomes.{k}": NewValue(yaml_text(text)) for k, text in new.items() if old.get(k) != text}
    return changes


def _author_lines(authors: tuple[AuthorRow, ...], tree: Tree) -> Iterator[str]:
    """What the file says of an author beside name and institution stays with the name."""
    entries = tree if isinstance(tree, list) else [tree]
    more = {entry.get("name"): entry for entry in entries if isinstance(entry, dict)}
    for author in authors:
        others = {name: value for name, value in more.get(author.name, {}).items() if isinstance(value, str)}
        settings = others | {"name": author.name, "institution": author.institution}
        lines = [f"{name}: {yaml_text(value)}" for name, value in settings.items() if value]
        yield from (f"  {'-' if not number else ' '} {line}" for number, line in enumerate(lines))


def _with_outcome_keys(values: FrontValues) -> FrontValues:
    """The settings with a key for each outcome; one that another has already is replaced."""
    if not isinstance(values, CourseFront):
        return values
    taken = {row.key for row in values.outcomes}
    rows: list[OutcomeRow] = []
    for row in values.outcomes:
        key = row.key
        if not key or any(key == earlier.key for earlier in rows):
            key = unique_slug(slug(" ".join(row.text.split()[:2]))[:40].strip("-") or "capaian", taken)
        taken.add(key)
        rows.append(OutcomeRow(row.text, key))
    return replace(values, outcomes=tuple(rows))


def _setting(name: str) -> str:
    return "pass" if name == "pass_mark" else name


def _bare_value(typed: str) -> str:
    """Numbers, dates and words of a closed list stand as they are; anything else in quotes, to be complained about."""
    return typed if typed.replace("-", "").replace(" ", "").isalnum() else yaml_text(typed)


def _text(tree: Tree) -> str | None:
    return " ".join(tree.split()) if isinstance(tree, str) else None


def _texts(tree: Tree) -> tuple[str, ...] | None:
    found = [tree] if isinstance(tree, str) else tree
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        return None
    return tuple(" ".join(str(item).split()) for item in found if item)


def _outcomes(tree: Tree) -> tuple[OutcomeRow, ...] | None:
    if not isinstance(tree, dict):
        return None if tree else ()
    if not all(isinstance(text, str) for text in tree.values()):
        return None
    return tuple(OutcomeRow(" ".join(str(text).split()), key) for key, text in tree.items())


def _authors(tree: Tree) -> tuple[AuthorRow, ...] | None:
    entries = tree if isinstance(tree, list) else [tree]
    rows = [{"name": entry} if isinstance(entry, str) else entry for entry in entries if entry]
    if not all(isinstance(row, dict) and all(isinstance(value, str) for value in row.values()) for row in rows):
        return None
    return tuple(
        AuthorRow(str(row.get("name", "")), str(row.get("institution", ""))) for row in rows if isinstance(row, dict)
    )


_READERS: Mapping[str, Callable[[Tree], Any]] = {
    "topics": _texts,
    "shuffle": _texts,
    "outcomes": _outcomes,
    "authors": _authors,
}


def title_missing() -> Problem:
    """The problem of something without a title."""
    return error("title-missing", "The title is missing.", "Write what this is called.")


def _only_as_text() -> Problem:
    return error(
        "settings-only-as-text",
        "These settings can only be changed in the tab with the text.",
        "Open the tab with the text.",
    )
