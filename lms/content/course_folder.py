"""Reads a whole course folder, given as its files, into a course and every problem found on the way (pure)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from lms.content.course import Course, Document, Item, ItemKind, Module, Reading
from lms.content.document_reader import at_path, first_heading, read_document
from lms.content.folder_names import (
    TEXT_SUFFIXES,
    ModuleFolder,
    is_hidden,
    joined_key,
    key_of,
    layout_of,
    name_fault,
    suffix_of,
    title_of,
)
from lms.content.front_fields import AnyFields, CourseFields, LessonFields, ModuleFields, QuizFields, read_fields
from lms.kernel.problems import Problem, error

LARGEST_TEXT = 1_000_000  # bytes of one text file
LARGEST_FOLDER = 200_000_000  # bytes of all files
MOST_FILES = 5_000


def read_course(files: Mapping[str, bytes], slug: str) -> Reading:
    """The course in a folder whose files are given by relative path; `slug` is the folder's name.

    Never raises: what cannot be read is a problem, and the course is as much of it as could be read. Without any
    Markdown there is no course.
    """
    return _FolderReader(files, slug).read()


@dataclass(frozen=True)
class _Intro:
    """A module file: its title and key as given, "" where it gives none."""

    title: str
    key: str
    document: Document


class _FolderReader:
    """One reading of a folder, gathering problems while it goes."""

    def __init__(self, files: Mapping[str, bytes], slug: str) -> None:
        self.files = files
        self.slug = slug
        self.problems: list[Problem] = []
        self.intros: dict[str, _Intro] = {}

    def read(self) -> Reading:
        texts = self._texts()
        layout = layout_of((path for path in texts if suffix_of(path) == ".md"), self.files)
        if not layout.course_file:
            self.problems.append(_no_course_file())
        if not layout.course_file and not layout.modules:
            return Reading(None, tuple(self.problems), self.files)
        path = layout.course_file or "course.md"
        document, fields = self._document(path, texts.get(path, ""), CourseFields)
        modules = tuple(self._module(folder, texts, fields.pass_mark) for folder in layout.modules)
        course = Course(
            title=fields.title or first_heading(document) or title_of(self.slug),
            summary=fields.summary,
            language=fields.language,
            modules=modules,
            document=document,
            proposed_jp=fields.jp,
            outcomes=fields.outcomes,
            level=fields.level or "",
            topics=fields.topics,
            authors=fields.authors,
            license=fields.license,
            pass_mark=fields.pass_mark,
            review_by=fields.review_by,
            slug=fields.key or self.slug,
            competencies=fields.competencies,
            prerequisites=fields.prerequisites,
            pretest=fields.pretest,
        )
        return Reading(course, tuple(self.problems), self.files)

    def _texts(self) -> dict[str, str]:
        """The text files that can be read, decoded; the others become problems."""
        self.problems += _folder_problems(self.files)
        texts = {}
        for path, content in self.files.items():
            if name_fault(path):
                self.problems.append(bad_name(path))
            elif suffix_of(path) in TEXT_SUFFIXES and not is_hidden(path):
                text = self._decoded(path, content)
                if text is not None:
                    texts[path] = text
        return texts

    def _decoded(self, path: str, content: bytes) -> str | None:
        if len(content) > LARGEST_TEXT:
            self.problems.append(_text_too_large(path))
            return None
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as failure:
            self.problems.append(_not_utf8(path, content[: failure.start].count(b"\n") + 1))
            return None

    def _document(self, path: str, text: str, fields: type[AnyFields]) -> tuple[Document, AnyFields]:
        reading = read_document(path, text)
        values, problems = read_fields(reading.front, fields)
        self.problems += [*reading.problems, *at_path(problems, path)]
        return reading.document, values

    def _module(self, folder: ModuleFolder, texts: Mapping[str, str], course_pass: int) -> Module:
        intros = {posixpath.dirname(path): self._intro(path, texts[path]) for path in folder.intros}
        own = intros.get(folder.path)
        key = (own.key if own else "") or joined_key(folder.path)
        items = tuple(self._item(path, texts[path], key, course_pass) for path in folder.items)
        return Module(key, _module_title(folder.path, intros), items, own.document if own else None)

    def _intro(self, path: str, text: str) -> _Intro:
        """A module file; that of a folder above is asked for by each folder in it, but read once."""
        if path not in self.intros:
            document, fields = self._document(path, text, ModuleFields)
            self.intros[path] = _Intro(fields.title or first_heading(document), fields.key, document)
        return self.intros[path]

    def _item(self, path: str, text: str, module_key: str, course_pass: int) -> Item:
        name = posixpath.basename(path)
        reading = read_document(path, text)
        is_quiz = reading.front.tree.get("kind") == ItemKind.QUIZ
        fields, problems = read_fields(reading.front, QuizFields if is_quiz else LessonFields)
        self.problems += [*reading.problems, *at_path(problems, path)]
        key = fields.key or key_of(name)
        return Item(
            key=f"{module_key}/{key}" if module_key else key,
            kind=fields.kind,
            title=fields.title or first_heading(reading.document) or title_of(name),
            minutes=fields.minutes,
            document=reading.document,
            quiz=fields.settings(course_pass) if isinstance(fields, QuizFields) else None,
        )


def _module_title(path: str, intros: Mapping[str, _Intro]) -> str:
    """The titles of the folder and of those above it; the root has none."""
    parts = path.split("/") if path else []
    titles = []
    for depth, name in enumerate(parts, 1):
        intro = intros.get("/".join(parts[:depth]))
        titles.append((intro.title if intro else "") or title_of(name))
    return " – ".join(titles)


def bad_name(path: str) -> Problem:
    """The problem of a file whose name cannot be used, its name made visible."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in path)
    return error(
        "bad-name",
        "The name of this file cannot be used.",
        "Use letters, digits and hyphens, and keep the file inside the folder of the course.",
        path=shown[:200],
    )


def _folder_problems(files: Mapping[str, bytes]) -> list[Problem]:
    found = []
    if len(files) > MOST_FILES:
        found.append(too_many_files())
    if sum(map(len, files.values())) > LARGEST_FOLDER:
        found.append(folder_too_large())
    return found


def too_many_files() -> Problem:
    """The problem of a folder with more than `MOST_FILES` files."""
    return error(
        "too-many-files",
        "The folder holds more than {most} files.",
        "Take out what the course does not use.",
        most=MOST_FILES,
    )


def folder_too_large() -> Problem:
    """The problem of a folder with more than `LARGEST_FOLDER` bytes."""
    return error(
        "folder-too-large",
        "The files of the folder are larger than {most} MB together.",
        "Make recordings shorter and pictures smaller.",
        most=LARGEST_FOLDER // 1_000_000,
    )


def _text_too_large(path: str) -> Problem:
    return error(
        "text-too-large",
        "This text is larger than {most} MB.",
        "Divide it into several lessons.",
        path=path,
        most=LARGEST_TEXT // 1_000_000,
    )


def _not_utf8(path: str, line: int) -> Problem:
    return error(
        "not-utf8",
        "This text is not saved as UTF-8.",
        "Open it in your editor and save it again with the encoding UTF-8.",
        path=path,
        line=line,
    )


def _no_course_file() -> Problem:
    return error(
        "course-file-missing",
        "The folder has no course.md.",
        "Add a file course.md with the title of the course.",
    )
