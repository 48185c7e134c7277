"""A small published course, and steps through it, each through a door of its own."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.content.course import Author, QuizRole, QuizSettings
from lms.content.models import CourseItem, CourseRow, CourseVersion, QuestionRow, RenderedItem
from lms.content.version_facts import authors_to_json, quiz_to_json, to_json
from lms.learning import operations
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.questions.question import PublishedOption, PublishedQuestion
from tests.support.people import NOW

SELF_CHECK = PublishedQuestion(
    key="kapan",
    kind="single_choice",
    stem_html="<p>Kapan Anda menyapa?</p>",
    fingerprint="-",
    options=(
        PublishedOption("a", "<p>Setelah warga bertanya</p>", False, "<p>Warga sudah menunggu.</p>"),
        PublishedOption("b", "<p>Begitu warga datang</p>", True, "<p>Kesan pertama dimulai di sini.</p>"),
    ),
    hints_html=("<p>Pikirkan kesan pertama.</p>",),
    explanation_html="<p>Salam pertama membuka percakapan.</p>",
)

ITEMS = (
    ("sapa", "", "lesson", ""),
    ("keluhan/dengar", "Keluhan", "lesson", ""),
    ("keluhan/latihan", "Keluhan", "quiz", "practice"),
    ("keluhan/ujian", "Keluhan", "quiz", "final"),
)
"""Key, module, kind and role of the items of the course."""


def add_course(slug: str = "ramah", items: tuple[tuple[str, str, str, str], ...] = ITEMS) -> dict[str, int]:
    """A published course; returns the keys of its items by the last part of their key."""
    with door(writes=True):
        course = CourseRow(slug=slug, created_at=NOW)
        db.session.add(course)
        db.session.flush()
    return add_version(slug, 1, items)


def add_version(slug: str, number: int, items: tuple[tuple[str, str, str, str], ...] = ITEMS) -> dict[str, int]:
    """A further version of a course, from now on the current one."""
    with door(writes=True):
        course = db.session.scalars(select(CourseRow).where(CourseRow.slug == slug)).one()
        version = CourseVersion(
            course_id=course.id,
            number=number,
            fingerprint="-",
            note="Contoh baru",
            published_at=NOW,
            published_by="test",
            title="Pelayanan yang Ramah",
            summary="Menyambut warga dan mendengar keluhan.",
            authors=authors_to_json([Author("Budi Misal", "Universitas Contoh")]),
            outcomes=to_json({"a": "menyambut warga"}),
            proposed_jp=4,
            minutes=10 * len(items),
            item_count=len(items),
            size=1_200_000,
            renderer="1",
        )
        db.session.add(version)
        db.session.flush()
        course.current_version_id = version.id
        rows = [
            CourseItem(
                version_id=version.id,
                position=position,
                key=key,
                module_position=1 + bool(module),
                module_key=module.lower(),
                module_title=module,
                kind=kind,
                role=role,
                quiz=quiz_to_json(QuizSettings(role=QuizRole(role), pass_mark=75), ()) if role else "",
                title=key.rpartition("/")[2],
                minutes=10,
            )
            for position, (key, module, kind, role) in enumerate(items, 1)
        ]
        db.session.add_all(rows)
        db.session.flush()
        parts = to_json([["html", "<p>Sapa &amp; senyum</p>"], ["question", "kapan"]])
        lessons = [row for row in rows if row.kind == "lesson"]
        db.session.add_all(RenderedItem(item_id=row.id, renderer="1", parts=parts) for row in lessons)
        db.session.add_all(_question_row(row.id) for row in lessons)
        return {row.title: row.id for row in rows}


def _question_row(item_id: int) -> QuestionRow:
    return QuestionRow(
        item_id=item_id,
        position=1,
        key=SELF_CHECK.key,
        kind=SELF_CHECK.kind,
        points=1,
        fingerprint="-",
        published=SELF_CHECK.to_json(),
    )


def enrol(person_id: int, slug: str = "ramah") -> int:
    """Enrols the person."""
    with door(writes=True):
        return operations.enrol(person_id, slug, NOW)


def finish(enrolment_id: int, item_id: int) -> None:
    """Finishes a lesson."""
    with door(writes=True):
        operations.finish_lesson(enrolment_id, item_id, NOW)


def pass_quiz(enrolment_id: int, item_id: int, mark: int | None = 80, passed: bool = True) -> None:
    """Records the result of a quiz."""
    with door(writes=True):
        operations.record_quiz_result(enrolment_id, item_id, mark=mark, passed=passed, now=NOW)


def leave(enrolment_id: int) -> None:
    """Leaves the course."""
    with door(writes=True):
        operations.leave(enrolment_id, NOW)


@dataclass(frozen=True)
class State:
    """How an enrolment stands."""

    state: str
    done: int
    is_dated: bool


def state_of(enrolment_id: int) -> State:
    """The enrolment as stored."""
    with door(writes=False):
        row = db.session.get_one(Enrolment, enrolment_id)
        return State(row.state, row.done_count, row.completed_at is not None)
