"""A document of another program as the files of a course folder (pure)."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lms.authoring.foreign.pictures import FOLDER, ForeignPictures
from lms.content.slugs import slug
from lms.kernel.problems import Problem

LONGEST_LESSON = 10_000  # characters; the checker warns of lessons beyond it
LONGEST_TITLE = 200
_LONGEST_NAME = 50
_LONGEST_INTRODUCTION = 3_000
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True)
class ForeignCourse:
    """The files of a course folder, and what did not come along. Without files the document is refused."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether nothing came in; then there is one problem."""
        return not self.files


@dataclass(frozen=True)
class ForeignLesson:
    """`body` is Markdown whose pictures are those of `ForeignPictures`."""

    title: str
    body: str


@dataclass(frozen=True)
class ForeignModule:
    """Lessons under a title."""

    title: str
    lessons: tuple[ForeignLesson, ...] = ()


@dataclass(frozen=True)
class ForeignOutline:
    """What a document comes to, before it is files. `introduction` is Markdown before the first lesson."""

    title: str
    introduction: str = ""
    modules: tuple[ForeignModule, ...] = field(default=())


def refused(problem: Problem) -> ForeignCourse:
    """A document of which nothing comes in, and why."""
    return ForeignCourse({}, (problem,))


def course_of(outline: ForeignOutline, pictures: ForeignPictures, losses: Iterable[Problem]) -> ForeignCourse:
    """The course folder: `course.md`, a folder for each module, a file for each lesson, pictures in `media/`."""
    outline = _with_lesson_for_long_introduction(outline)
    files = {"course.md": _file(outline.title, outline.introduction, FOLDER)}
    for number, module in enumerate(outline.modules, 1):
        folder = _name(number, module.title)
        files[f"{folder}/module.md"] = _file(module.title, "", "")
        for place, lesson in enumerate(module.lessons, 1):
            files[f"{folder}/{_name(place, lesson.title)}.md"] = _file(lesson.title, lesson.body, f"../{FOLDER}")
    return ForeignCourse({**files, **pictures.files}, (*losses, *pictures.problems()))


def title_from(name: str) -> str:
    """A title from the name of a file."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _with_lesson_for_long_introduction(outline: ForeignOutline) -> ForeignOutline:
    if len(outline.introduction) <= _LONGEST_INTRODUCTION:
        return outline
    lesson = ForeignLesson("Pendahuluan", outline.introduction)
    first, *others = outline.modules or (ForeignModule("Materi"),)
    first = replace(first, lessons=(lesson, *first.lessons))
    return replace(outline, introduction="", modules=(first, *others))


def _file(title: str, body: str, media: str) -> bytes:
    words = _SPACE.sub(" ", title).strip()[:LONGEST_TITLE].strip() or "Tanpa judul"
    front = f"---\ntitle: {json.dumps(words, ensure_ascii=False)}\n---\n"
    text = ForeignPictures.in_folder(body.strip("\n"), media)
    return (f"{front}\n{text}\n" if text else front).encode("utf-8", "replace")


def _name(number: int, title: str) -> str:
    return f"{number:02}-{slug(title)[:_LONGEST_NAME].strip('-') or 'bagian'}"
