"""The folder that a course begins with, from what its author said in plain words (pure)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.content.slugs import slug, unique_slug

LONGEST_NAME = 60
"""Characters of the name of a file or folder."""


@dataclass(frozen=True)
class Beginning:
    """What a guided start knows of a course; `jp` None where nobody has guessed yet."""

    title: str
    audience: str
    outcomes: tuple[str, ...]
    modules: tuple[str, ...]
    level: str
    jp: int | None


@dataclass(frozen=True)
class PageNames:
    """What the first pages are called, in the language of whoever begins."""

    lesson: str
    final: str


def first_files(start: Beginning, names: PageNames, author: str) -> dict[str, bytes]:
    """A lesson in each module and a final exam in the last; their pages are empty for their author to fill."""
    files = {"course.md": _course_file(start, author)}
    folders = numbered_names(start.modules)
    for folder, title in zip(folders, start.modules, strict=True):
        files[f"{folder}/module.md"] = _page(title=title)
        files[f"{folder}/01-{slug(names.lesson)}.md"] = _page(title=names.lesson)
    if folders:
        files[f"{folders[-1]}/02-{slug(names.final)}.md"] = _page(title=names.final, kind="quiz", role="final")
    return files


def numbered_names(titles: Sequence[str]) -> list[str]:
    """Names of folders or files for titles, each with its number and no two with the same key."""
    taken: set[str] = set()
    found = []
    for number, title in enumerate(titles, 1):
        name = unique_slug(short_slug(title), taken)
        taken.add(name)
        found.append(f"{number:02}-{name}")
    return found


def short_slug(title: str) -> str:
    """The slug of a title, cut between two words where it is long; "" for a title without letters."""
    words = slug(title)
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME + 1].rpartition("-")[0] or words[:LONGEST_NAME]


def outcome_keys(sentences: Iterable[str]) -> dict[str, str]:
    """A short key for each sentence, made of its first words."""
    keyed: dict[str, str] = {}
    for sentence in sentences:
        words = [word for word in slug(sentence).split("-") if word][:2]
        keyed[unique_slug("-".join(words)[:40], keyed)] = sentence
    return keyed


def _course_file(start: Beginning, author: str) -> bytes:
    lines = [f"title: {quoted(start.title)}", "language: id"]
    lines += [f"jp: {start.jp}"] if start.jp is not None else []
    lines += [f"level: {start.level}"] if start.level else []
    outcomes = outcome_keys(start.outcomes)
    lines += ["outcomes:"] if outcomes else []
    lines += [f"  {key}: {quoted(sentence)}" for key, sentence in outcomes.items()]
    lines += ["authors:", f"  - name: {quoted(author)}"]
    body = f"\n{start.audience}\n" if start.audience else ""
    return "\n".join(["---", *lines, "---", body]).encode()


def _page(**settings: str) -> bytes:
    lines = [f"{name}: {quoted(value) if name == 'title' else value}" for name, value in settings.items()]
    return "\n".join(["---", *lines, "---", ""]).encode()


def quoted(text: str) -> str:
    """A text as a value in front matter, whatever signs it has."""
    return json.dumps(text, ensure_ascii=False)
