"""Slides of PowerPoint as a course folder: a slide becomes a section, its notes text below it (pure, slow).

The slide is written as HTML, of which the one converter makes Markdown. Lessons are the sections of the deck; without
any, every ten slides are one. Run it through `importing.py`: the parsers below may take memory and time without end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pptx import Presentation

from lms.authoring.foreign.archive import ArchiveRefused
from lms.authoring.foreign.foreign_course import (
    ForeignCourse,
    ForeignLesson,
    ForeignModule,
    ForeignOutline,
    course_of,
    refused,
    title_from,
)
from lms.authoring.foreign.losses import loss
from lms.authoring.foreign.outline import ONLY_MODULE
from lms.authoring.foreign.package import CONTENT_TYPES, damaged, empty, open_package, pack
from lms.authoring.foreign.pictures import ForeignPictures
from lms.authoring.foreign.slide_shapes import SlideReader
from lms.authoring.foreign.slide_text import paragraphs_html, plain_text
from lms.kernel.problems import Problem
from lms.questions.banks.html_text import markdown_of
from lms.questions.banks.markdown_text import heading, page_words

SLIDES_OF_A_LESSON = 10
_SECTIONS = ".//{*}sectionLst/{*}section"
_PRESENTATION = b"presentationml.presentation.main"
_OURS = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True)
class _Section:
    """A slide as text. `is_cover` is the first slide if it only says what the deck is called."""

    key: str
    number: int
    title: str
    body: str
    is_cover: bool = False


def read_pptx(data: bytes, name: str) -> ForeignCourse:
    """The course that a deck makes; refused, with the reason, if it cannot be read. `name` is that of the file."""
    try:
        parts = open_package(data)
    except ArchiveRefused as refusal:
        return refused(refusal.problem)
    try:
        return _Deck(Presentation(pack(_as_presentation(parts))), title_from(name)).course()
    except (MemoryError, RecursionError):
        raise
    except Exception:  # whatever the parser raises comes from the file
        return refused(damaged())


def _as_presentation(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A slide show (.ppsx) or a template said to be a presentation, which is all that the parser reads."""
    types = parts.get(CONTENT_TYPES, b"")
    return {**parts, CONTENT_TYPES: re.sub(rb"presentationml\.(?:slideshow|template)\.main", _PRESENTATION, types)}


class _Deck:
    """One deck, gathering what is lost while it is read."""

    def __init__(self, deck: Any, name: str) -> None:
        self._deck, self._name = deck, name
        self._pictures = ForeignPictures()
        self._slides: dict[str, list[int]] = {}  # where something was lost, by its code

    def course(self) -> ForeignCourse:
        sections = [section for section in self._sections() if section.title or section.body]
        if not sections:
            return refused(empty())
        cover = sections[0] if sections[0].is_cover else None
        shown = sections[1:] if cover else sections
        lessons = tuple(_lesson(title, part) for title, part in self._lessons(shown))
        module = ForeignModule(ONLY_MODULE, lessons)
        outline = ForeignOutline(
            cover.title if cover else self._name, cover.body if cover else "", (module,) if lessons else ()
        )
        return course_of(outline, self._pictures, self._losses())

    def _losses(self) -> list[Problem]:
        return [loss(code, len(numbers), numbers) for code, numbers in sorted(self._slides.items())]

    def _lost(self, code: str, number: int) -> None:
        self._slides.setdefault(code, []).append(number)

    def _sections(self) -> Iterator[_Section]:
        for number, slide in enumerate(self._deck.slides, 1):
            self._pictures.slide = number
            if slide._element.get("show") in ("0", "false"):
                self._lost("hidden-slides", number)
                continue
            reader = SlideReader(slide, self._pictures, partial(self._lost, number=number))
            html = reader.html()
            if reader.is_only_pictures:
                self._lost("picture-slides", number)
            if reader.has_animations:
                self._lost("animations", number)
            body = self._markdown(html + self._notes(slide), number)
            title = reader.title
            if not title and body:
                self._lost("slides-without-title", number)
            is_cover = number == 1 and reader.is_cover and bool(title)
            yield _Section(str(slide.slide_id), number, title, body, is_cover)

    def _markdown(self, html: str, number: int) -> str:
        def lost(what: str) -> None:
            if "link" in what:
                self._lost("links-within", number)

        return markdown_of(_OURS.sub("", html), self._pictures.markdown, lost, page=True)

    def _notes(self, slide: Any) -> str:
        frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        return paragraphs_html(frame, as_list=False) if frame is not None else ""

    def _lessons(self, sections: Sequence[_Section]) -> Iterator[tuple[str, Sequence[_Section]]]:
        named = self._named_sections(sections)
        if named:
            yield from named
            return
        for start in range(0, len(sections), SLIDES_OF_A_LESSON):
            part = sections[start : start + SLIDES_OF_A_LESSON]
            yield next((one.title for one in part if one.title), f"Slide {part[0].number}"), part

    def _named_sections(self, sections: Sequence[_Section]) -> list[tuple[str, Sequence[_Section]]]:
        """The sections that the deck itself is divided into, each with its slides; none if it is not."""
        of_slide = {
            entry.get("id", ""): (place, _OURS.sub("", plain_text(section.get("name", ""))))
            for place, section in enumerate(self._deck.part._element.iterfind(_SECTIONS))
            for entry in section.iterfind(".//{*}sldId")
        }
        groups: dict[tuple[int, str], list[_Section]] = {}
        for one in sections:
            groups.setdefault(of_slide.get(one.key, (-1, "")), []).append(one)
        if len(groups) < 2:
            return []
        return [(name or part[0].title or f"Slide {part[0].number}", part) for (_, name), part in groups.items()]


def _lesson(title: str, sections: Sequence[_Section]) -> ForeignLesson:
    """Slides one below the other; one that goes on under the title of the one before has no heading of its own."""
    texts: list[str] = []
    before = ""
    for section in sections:
        if section.title != before or not section.title:
            texts.append(heading(2, page_words(section.title or f"Slide {section.number}")))
        before = section.title
        texts.append(section.body)
    return ForeignLesson(title, "\n\n".join(filter(None, texts)))
