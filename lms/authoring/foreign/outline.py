"""Divides a long text at its headings into modules and lessons (pure).

The rule: Each heading of the highest level begins a lesson. If one of them is longer than a lesson should be and has
headings below it, the highest level makes modules and the next one lessons. A single heading that stands above all
others is the title of the course, if the document does not name it otherwise.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.authoring.foreign.foreign_course import LONGEST_LESSON, ForeignLesson, ForeignModule, ForeignOutline
from lms.questions.banks.markdown_text import plain_words

ONLY_MODULE = "Materi"
_HEADING = re.compile(r"(#{1,6}) (.+)")
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True)
class _Section:
    """A heading (level 0 for the text before the first) with the text up to the next one, of whatever level."""

    level: int
    heading: str
    text: str

    @property
    def title(self) -> str:
        return plain_words(self.heading)


def outline_of(markdown: str, title: str, name: str) -> ForeignOutline:
    """The outline of a text; `title` is the one that the document gives or "", `name` that of the file."""
    before, *sections = _sections(markdown)
    introduction = before.text
    if sections and not title and _stands_above_all(sections):
        top, *sections = sections
        title, introduction = top.title, f"{introduction}\n\n{top.text}".strip("\n")
    if not sections:
        lesson = ForeignLesson(title or name, introduction)
        return ForeignOutline(title or name, "", (ForeignModule(ONLY_MODULE, (lesson,)),))
    return ForeignOutline(title or name, introduction, tuple(_modules(sections)))


def _sections(markdown: str) -> list[_Section]:
    found: list[tuple[int, str, list[str]]] = [(0, "", [])]
    fence = ""
    for line in markdown.split("\n"):
        opening = _FENCE.match(line)
        if opening and (not fence or line.rstrip() == fence):
            fence = "" if fence else opening[0]
        heading = None if fence else _HEADING.match(line)
        if heading:
            found.append((len(heading[1]), heading[2], []))
        else:
            found[-1][2].append(line)
    return [_Section(level, heading, "\n".join(lines).strip("\n")) for level, heading, lines in found]


def _stands_above_all(sections: Sequence[_Section]) -> bool:
    return len(sections) > 1 and all(section.level > sections[0].level for section in sections[1:])


def _modules(sections: Sequence[_Section]) -> list[ForeignModule]:
    highest = min(section.level for section in sections)
    chapters = _divided(sections, highest)
    below = [section.level for section in sections if section.level > highest]
    if not any(_length(chapter) > LONGEST_LESSON and len(chapter) > 1 for chapter in chapters):
        return [ForeignModule(ONLY_MODULE, tuple(_lesson(chapter, highest) for chapter in chapters))]
    return [_module(chapter, min(below)) for chapter in chapters]


def _divided(sections: Sequence[_Section], level: int) -> list[list[_Section]]:
    """The sections in groups that begin at each heading of `level` or above; the first may begin below it."""
    groups: list[list[_Section]] = []
    for section in sections:
        if not groups or section.level <= level:
            groups.append([])
        groups[-1].append(section)
    return groups


def _module(chapter: Sequence[_Section], level: int) -> ForeignModule:
    lessons = _divided(chapter, level)
    if len(lessons) > 1 and len(lessons[0]) == 1 and not lessons[0][0].text:
        lessons = lessons[1:]
    return ForeignModule(chapter[0].title, tuple(_lesson(lesson, lesson[0].level) for lesson in lessons))


def _lesson(sections: Sequence[_Section], level: int) -> ForeignLesson:
    """A lesson under the title of its first heading; those below it begin at the second level."""
    first, *others = sections
    texts = [first.text]
    for section in others:
        marks = "#" * min(max(section.level - level + 1, 2), 6)
        texts += [f"{marks} {section.heading}", section.text]
    return ForeignLesson(first.title, "\n\n".join(filter(None, texts)))


def _length(sections: Sequence[_Section]) -> int:
    return sum(len(section.text) for section in sections)
