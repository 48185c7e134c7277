"""Footnotes of a document, each at the end of the lesson that refers to it (pure)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lms.authoring.foreign.foreign_course import ForeignLesson, ForeignOutline

_MARK = re.compile("\ue006(\\d+)\ue007")


def note_mark(place: int) -> str:
    """What stands in the text for the note at this place in the list."""
    return f"\ue006{place}\ue007"


def with_notes(outline: ForeignOutline, notes: Sequence[str]) -> ForeignOutline:
    """The outline with the marks numbered in each file, and the texts of the notes below."""
    modules = tuple(
        replace(
            module,
            title=_MARK.sub("", module.title),
            lessons=tuple(_lesson_with_notes(lesson, notes) for lesson in module.lessons),
        )
        for module in outline.modules
    )
    own = "".join(mark[0] for mark in _MARK.finditer(outline.title))
    introduction = _text_with_notes(f"{outline.introduction}\n\n{own}".strip(), notes)
    return ForeignOutline(_MARK.sub("", outline.title), introduction, modules)


def _lesson_with_notes(lesson: ForeignLesson, notes: Sequence[str]) -> ForeignLesson:
    """Marks in the title, which can lead nowhere, stand below the text."""
    own = "".join(mark[0] for mark in _MARK.finditer(lesson.title))
    return ForeignLesson(_MARK.sub("", lesson.title), _text_with_notes(f"{lesson.body}\n\n{own}".strip(), notes))


def _text_with_notes(markdown: str, notes: Sequence[str]) -> str:
    order = list(dict.fromkeys(int(mark[1]) for mark in _MARK.finditer(markdown)))
    order = [place for place in order if place < len(notes)]
    numbers = {place: number for number, place in enumerate(order, 1)}
    text = _MARK.sub(lambda mark: f"[^{numbers[int(mark[1])]}]" if int(mark[1]) in numbers else "", markdown)
    return "\n\n".join([text, *(f"[^{numbers[place]}]: {notes[place]}" for place in order)])
