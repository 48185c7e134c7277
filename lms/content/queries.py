"""Questions about published courses; they change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, bindparam, func, literal, select, text, union_all

from lms.accounts.models import Person
from lms.accounts.queries import full_name
from lms.content.blobs import BlobStore
from lms.content.media_files import Blob
from lms.content.models import (
    CourseAuthor,
    CourseItem,
    CourseRow,
    CourseVersion,
    MediaBlob,
    QuestionRow,
    Recognition,
    RenderedItem,
    SourceFile,
)
from lms.content.version_changes import VersionItem
from lms.content.version_facts import QuizFacts, parts_from_json, quiz_from_json
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db
from lms.questions.question import PublishedQuestion


@dataclass(frozen=True)
class CourseLine:
    """A course in a list: its current version, what it is worth (None if nothing is decided), whether it is open."""

    slug: str
    title: str
    number: int
    items: int
    minutes: int
    size: int
    published_at: datetime
    renderer: str
    jp: int | None
    is_withdrawn: bool


@dataclass(frozen=True)
class KeptFile:
    """A file of a version: its text, or the hash of its blob."""

    path: str
    text: str | None
    blob: str | None


@dataclass(frozen=True, eq=False)
class LessonText:
    """A lesson's page as ("html", Markup made safe at publication) and ("question", key), and its questions by key.

    The same edition gives the same object, so that finished pages may be remembered by it.
    """

    parts: tuple[tuple[str, str], ...]
    questions: Mapping[str, PublishedQuestion]


def all_courses() -> tuple[CourseLine, ...]:
    """Every course that has a version, by slug; two statements whatever their number."""
    worth: dict[int, int] = {}
    for decision in db.session.scalars(select(Recognition).order_by(Recognition.id)):
        worth[decision.course_id] = decision.jp
    joined = select(CourseRow, CourseVersion).join(CourseVersion, CourseRow.current_version_id == CourseVersion.id)
    rows = db.session.execute(joined.order_by(CourseRow.slug)).all()
    return tuple(_line(course, version, worth.get(course.id)) for course, version in rows)


def _line(course: CourseRow, version: CourseVersion, jp: int | None) -> CourseLine:
    return CourseLine(
        slug=course.slug,
        title=version.title,
        number=version.number,
        items=version.item_count,
        minutes=version.minutes,
        size=version.size,
        published_at=version.published_at,
        renderer=version.renderer,
        jp=jp,
        is_withdrawn=course.withdrawn_at is not None,
    )


@dataclass(frozen=True)
class Withdrawal:
    """A course was closed to new learners: when, by whom (a name, or the command that did it), and why."""

    at: datetime
    by: str
    reason: str


def current_version(slug: str) -> CourseVersion | None:
    """The current version of a course, withdrawn or not."""
    joined = select(CourseVersion).join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
    return db.session.scalar(joined.where(CourseRow.slug == slug))


def withdrawal_of(slug: str) -> Withdrawal | None:
    """Since when a course is withdrawn, by whom and why; None if it is open, or none at all."""
    rows = (
        select(CourseRow, Person.name, Person.title_before, Person.title_after)
        .join(Person, Person.username == CourseRow.withdrawn_by, isouter=True)
        .where(CourseRow.slug == slug, CourseRow.withdrawn_at.is_not(None))
    )
    row = db.session.execute(rows).one_or_none()
    if row is None:
        return None
    course, *name = row
    by = full_name(*(part or "" for part in name)) or course.withdrawn_by or ""
    assert course.withdrawn_at is not None
    return Withdrawal(course.withdrawn_at, by, course.withdrawn_reason)


def version_numbered(slug: str, number: int) -> CourseVersion | None:
    """A version of a course by its number."""
    joined = select(CourseVersion).join(CourseRow, CourseVersion.course_id == CourseRow.id)
    return db.session.scalar(joined.where(CourseRow.slug == slug, CourseVersion.number == number))


def current_recognition(course_id: int) -> Recognition | None:
    """The newest decision on what a course is worth."""
    rows = select(Recognition).where(Recognition.course_id == course_id).order_by(Recognition.id.desc())
    return db.session.scalar(rows.limit(1))


def course_with_recognition(slug: str) -> tuple[CourseRow, Recognition | None] | None:
    """A course, and the newest decision on what it is worth."""
    newest = select(func.max(Recognition.id)).where(Recognition.course_id == CourseRow.id).correlate(CourseRow)
    rows = select(CourseRow, Recognition).outerjoin(Recognition, Recognition.id == newest.scalar_subquery())
    found = db.session.execute(rows.where(CourseRow.slug == slug)).one_or_none()
    return (found[0], found[1]) if found is not None else None


def recognition_at(course_id: int, at: datetime) -> Recognition | None:
    """The decision that counted for whoever completed the course at that time."""
    rows = select(Recognition).where(Recognition.course_id == course_id, Recognition.recorded_at <= at)
    return db.session.scalar(rows.order_by(Recognition.id.desc()).limit(1))


def versions_by_other_renderers(renderer: str) -> tuple[tuple[int, str], ...]:
    """Key of the version and slug of its course, where the HTML was made by another revision."""
    rows = select(CourseVersion.id, CourseRow.slug).join(CourseRow, CourseVersion.course_id == CourseRow.id)
    found = db.session.execute(rows.where(CourseVersion.renderer != renderer).order_by(CourseVersion.id))
    return tuple((version_id, slug) for version_id, slug in found)


def kept_files(version_id: int) -> tuple[KeptFile, ...]:
    """The files of a version, by path."""
    rows = select(SourceFile.path, SourceFile.text, SourceFile.blob).where(SourceFile.version_id == version_id)
    return tuple(KeptFile(*row) for row in db.session.execute(rows.order_by(SourceFile.path)))


def folder_of(files: Iterable[KeptFile], store: BlobStore) -> dict[str, bytes]:
    """The folder that was published, byte for byte. Raises FileNotFoundError or ValueError if a blob was harmed."""
    return {file.path: file.text.encode() if file.text is not None else store.read(file.blob or "") for file in files}


def known_media() -> dict[str, tuple[Blob, ...]]:
    """Every stored original by its hash, followed by its variants from small to large."""
    found: dict[str, tuple[Blob, ...]] = {}
    smaller: dict[str, list[Blob]] = {}
    for row in db.session.scalars(select(MediaBlob).order_by(MediaBlob.width)):
        blob = Blob(row.sha256, row.media_type, row.size, row.width or 0, row.height or 0, row.original or "")
        if row.original:
            smaller.setdefault(row.original, []).append(blob)
        else:
            found[row.sha256] = (blob,)
    return {name: (*row, *smaller.get(name, ())) for name, row in found.items()}


def items_of(version_id: int) -> tuple[CourseItem, ...]:
    """The items of a version in order."""
    rows = select(CourseItem).where(CourseItem.version_id == version_id).order_by(CourseItem.position)
    return tuple(db.session.scalars(rows))


def version_items(version_id: int) -> tuple[VersionItem, ...]:
    """The items of a version in order, as they are compared with those of another."""
    return tuple(
        VersionItem(row.id, row.position, row.key, row.kind, row.role, row.title, row.fingerprint)
        for row in items_of(version_id)
    )


def is_same_item(item: Any, other: Any) -> ColumnElement[bool]:
    """Whether two rows of items are the same item in two versions, as `VersionItem.identity` says."""
    return and_(item.key == other.key, item.kind == other.kind, item.role == other.role)


def versions_after(course_id: int, number: int) -> tuple[CourseVersion, ...]:
    """The versions of a course that were published after the one of this number, the newest first."""
    rows = select(CourseVersion).where(CourseVersion.course_id == course_id, CourseVersion.number > number)
    return tuple(db.session.scalars(rows.order_by(CourseVersion.number.desc())))


def answers_for(person_id: int, slug: str) -> bool:
    """Whether the person is one of the authors of a course."""
    rows = select(CourseAuthor.id).join(CourseRow, CourseRow.id == CourseAuthor.course_id)
    found = rows.where(CourseRow.slug == slug, CourseAuthor.person_id == person_id)
    return db.session.scalar(found) is not None


def authors_with_accounts(course_id: int) -> tuple[int, ...]:
    """The keys of the people who answer for a course, in the order in which they were named."""
    rows = select(CourseAuthor.person_id).where(CourseAuthor.course_id == course_id).order_by(CourseAuthor.id)
    return tuple(db.session.scalars(rows))


def description_of(version: CourseVersion) -> Markup:
    """What the course says of itself beside its summary, made safe at publication."""
    return Markup(version.description_html)


def parts_of(item_id: int) -> tuple[tuple[str, str], ...]:
    """The page of an item: ("html", Markup made safe when it was published) and ("question", key), in order."""
    found = db.session.scalar(select(RenderedItem.parts).where(RenderedItem.item_id == item_id))
    return _parts(found) if found else ()


@lru_cache(maxsize=256)
def lesson_text(item_id: int, edition: str) -> LessonText:
    """What a lesson is made of, in one statement; nothing for an item without a page.

    `edition` names the files of its version and the renderer of their HTML (`edition_of`): as nobody changes either
    without the other, a process reads a lesson once.
    """
    rows = _LESSON_TEXT.raw(item_id=item_id)
    questions = [PublishedQuestion.from_json(found) for place, found in rows if place]
    return LessonText(
        parts=tuple(part for place, found in rows if place == 0 for part in _parts(found)),
        questions={question.key: question for question in questions},
    )


def edition_of() -> ColumnElement[str]:
    """What decides of everything that learners find in a version: its files, and the renderer of the HTML held now."""
    return CourseVersion.fingerprint + CourseVersion.renderer


_LESSON_TEXT = HotRead(
    union_all(
        select(literal(0).label("place"), RenderedItem.parts.label("found")).where(
            RenderedItem.item_id == bindparam("item_id")
        ),
        select(QuestionRow.position, QuestionRow.published).where(QuestionRow.item_id == bindparam("item_id")),
    ).order_by(text("1"))
)


def _parts(stored: str) -> tuple[tuple[str, str], ...]:
    return tuple((kind, Markup(value) if kind == "html" else value) for kind, value in parts_from_json(stored))


def questions_of(item_id: int) -> tuple[PublishedQuestion, ...]:
    """The questions of an item in the author's order, keys and all: never hand them to a page whole."""
    rows = select(QuestionRow.published).where(QuestionRow.item_id == item_id).order_by(QuestionRow.position)
    return tuple(PublishedQuestion.from_json(text) for text in db.session.scalars(rows))


def quiz_of(item: CourseItem) -> QuizFacts | None:
    """How a quiz runs; None for a lesson."""
    return quiz_from_json(item.quiz) if item.quiz else None


def question_kinds(slug: str) -> dict[tuple[str, str], str]:
    """The kind of each question of the current version by item key and question key: a key may not change its kind."""
    rows = (
        select(CourseItem.key, QuestionRow.key, QuestionRow.kind)
        .join(QuestionRow, QuestionRow.item_id == CourseItem.id)
        .join(CourseRow, CourseRow.current_version_id == CourseItem.version_id)
        .where(CourseRow.slug == slug)
    )
    return {(item, key): kind for item, key, kind in db.session.execute(rows)}


def offered_courses() -> tuple[tuple[int, str], ...]:
    """The courses that are open: key and title, by title."""
    rows = select(CourseRow.id, CourseVersion.title).join(
        CourseVersion, CourseVersion.id == CourseRow.current_version_id
    )
    found = db.session.execute(rows.where(CourseRow.withdrawn_at.is_(None))).all()
    return tuple(sorted(((key, title) for key, title in found), key=lambda one: (one[1].casefold(), one[0])))
