"""Questions about enrolments and what is done in them; they change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import ScalarSelect, String, and_, bindparam, case, cast, func, select
from sqlalchemy.orm import aliased

from lms.content.course import Author, QuizRole
from lms.content.models import CourseItem, CourseRow, CourseVersion, Recognition
from lms.content.queries import course_with_recognition, description_of, edition_of, items_of, quiz_of
from lms.content.version_facts import authors_from_json, outcomes_from_json
from lms.learning.models import Enrolment, EnrolmentMove, ItemProgress
from lms.platform.db.gathering import gathered
from lms.platform.db.hot_statements import HotRead
from lms.platform.db.model import db

UNNAMED_MODULE = "-"
NOT_DONE = (False, None, False)


@dataclass(frozen=True, eq=False)
class Step:
    """An item of a course as one learner sees it; `module` and `name` are its places in addresses.

    The same facts give the same object, by which pages are remembered.

    `role` is "" for a lesson, "practice" or "final" for a quiz; `best_mark` is in percent, None without a mark.
    `questions` is how many one attempt asks; of a lesson, its self-checks. `waits` says that answers to a quiz were
    handed in which a person has yet to mark.
    """

    id: int
    number: int
    module: str
    name: str
    module_title: str
    is_lesson: bool
    role: str
    title: str
    minutes: int
    questions: int
    is_done: bool
    best_mark: int | None
    waits: bool


@dataclass(frozen=True)
class Done:
    """What is done of an item; `is_changed` if it was done in an earlier version in which it was another."""

    is_done: bool
    best_mark: int | None
    waits: bool
    is_changed: bool


NOTHING_DONE = Done(False, None, False, False)


@dataclass(frozen=True)
class EnrolmentFacts:
    """An enrolment that is active, or completed at `completed_at`.

    `newer` is the number of the course's current version, None while the enrolment is under that one.
    """

    id: int
    version_id: int
    done: int
    all: int
    completed_at: datetime | None
    newer: int | None


@dataclass(frozen=True)
class CompletionRule:
    """What completes a course beside its lessons, and what of it a person still lacks; pass marks in percent."""

    pass_marks: frozenset[int]
    lessons_left: int
    finals_left: int


@dataclass(frozen=True)
class WithdrawnCourse:
    """A course that is closed to new learners, and why."""

    slug: str
    title: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True)
class CoursePage:
    """A course for one person: under the version they take or have completed, else the current one."""

    slug: str
    title: str
    summary: str
    description: Markup
    outcomes: tuple[str, ...]
    authors: tuple[Author, ...]
    minutes: int
    size: int
    number: int
    note: str
    published_at: datetime
    proposed_jp: int | None
    recognition: Recognition | None
    rule: CompletionRule
    withdrawn_at: datetime | None
    withdrawn_reason: str
    enrolment: EnrolmentFacts | None
    steps: tuple[Step, ...]
    changed: frozenset[int]  # the ids of steps that were done in an earlier version and have changed since
    has_moved: bool  # from an earlier version
    has_left: bool  # and not completed it nor begun again
    pretest: int  # questions that may be answered before the first lesson

    @property
    def is_offered(self) -> bool:
        """Whether it is open to new learners."""
        return self.withdrawn_at is None

    @property
    def is_active(self) -> bool:
        """Whether the person takes it now."""
        return self.enrolment is not None and self.enrolment.completed_at is None

    @property
    def waits_for_name(self) -> bool:
        """Whether it is not completed only because the person has yet to confirm the name for the certificate."""
        needed = any(step.role != "practice" for step in self.steps)
        return self.is_active and needed and not self.rule.lessons_left and not self.rule.finals_left


@dataclass(frozen=True)
class Reading:
    """A course that a person takes or has completed, with all its steps; `edition` is that of its version."""

    slug: str
    course_title: str
    enrolment: EnrolmentFacts
    edition: str
    steps: tuple[Step, ...]

    @property
    def is_active(self) -> bool:
        """Whether the person takes it now; otherwise it is completed and only read again."""
        return self.enrolment.completed_at is None


def _held() -> ScalarSelect[int]:
    """The enrolment in which the person takes the course, else last completed it; an active one is the newest."""
    rows = select(Enrolment.id).join(CourseRow, CourseRow.id == Enrolment.course_id)
    held = rows.where(CourseRow.slug == bindparam("slug"), Enrolment.person_id == bindparam("person_id"))
    return held.where(Enrolment.state != "left").order_by(Enrolment.sequence.desc()).limit(1).scalar_subquery()


def _newer() -> ScalarSelect[int]:
    """The number of the course's current version, NULL if that is the one of the enrolment."""
    current = aliased(CourseVersion)
    rows = select(current.number).join(CourseRow, CourseRow.current_version_id == current.id)
    rows = rows.where(CourseRow.id == Enrolment.course_id, current.id != Enrolment.version_id)
    return rows.correlate(Enrolment).scalar_subquery()


def _progress() -> ScalarSelect[str]:
    """What there is of progress in the enrolment, in one value, as `_done` reads it: a row for each item would cost a
    lesson more than all else that it reads."""
    is_done = case((ItemProgress.done_at.is_not(None), "+"), else_="-")
    waits = case((ItemProgress.waits_since.is_not(None), "w"), else_="")
    mark = func.coalesce(cast(ItemProgress.best_mark, String), "")
    told = cast(ItemProgress.item_id, String) + is_done + mark + waits
    rows = select(gathered(told)).where(ItemProgress.enrolment_id == Enrolment.id)
    return rows.correlate(Enrolment).scalar_subquery()


_READING = HotRead(
    select(
        CourseVersion.title.label("course_title"),
        Enrolment.id.label("enrolment_id"),
        Enrolment.version_id,
        Enrolment.done_count,
        Enrolment.item_count,
        Enrolment.completed_at,
        _newer().label("newer"),
        edition_of().label("edition"),
        _progress().label("progress"),
    )
    .select_from(Enrolment)
    .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
    .where(Enrolment.id == _held())
)
_ITEMS = HotRead(
    select(
        CourseItem.id,
        CourseItem.position,
        CourseItem.key,
        CourseItem.module_title,
        CourseItem.kind,
        CourseItem.role,
        CourseItem.title,
        CourseItem.minutes,
        CourseItem.question_count,
    )
    .where(CourseItem.version_id == bindparam("version_id"))
    .order_by(CourseItem.position)
)


def done_items(enrolment_id: int) -> dict[int, Done]:
    """What is done of each item, by the key of its row."""
    before = aliased(CourseItem)
    is_changed = and_(before.id.is_not(None), before.fingerprint != CourseItem.fingerprint)
    done_at, waits_since = ItemProgress.done_at, ItemProgress.waits_since
    rows = (
        select(CourseItem.id, done_at.is_not(None), ItemProgress.best_mark, waits_since.is_not(None), is_changed)
        .select_from(ItemProgress)
        .join(CourseItem, CourseItem.id == ItemProgress.item_id)
        .outerjoin(before, before.id == ItemProgress.carried_from_id)
        .where(ItemProgress.enrolment_id == enrolment_id)
    )
    return {row[0]: Done(*row[1:]) for row in db.session.execute(rows)}


def course_page(slug: str, person_id: int) -> CoursePage | None:
    """The course; None if there is none, or it is withdrawn and the person does not take it. Five queries at most."""
    found = course_with_recognition(slug)
    if found is None:
        return None
    course, recognition = found
    moved = select(EnrolmentMove.id).where(EnrolmentMove.enrolment_id == Enrolment.id).exists()
    held = select(Enrolment, _newer(), moved).where(Enrolment.id == _held())
    row = db.session.execute(held, {"slug": slug, "person_id": person_id}).one_or_none()
    enrolment = _facts(row[0], row[1]) if row else None
    if enrolment is None and course.withdrawn_at is not None:
        return None
    version = db.session.get(CourseVersion, enrolment.version_id if enrolment else course.current_version_id or 0)
    if version is None:
        return None
    done = done_items(enrolment.id) if enrolment else {}
    items = items_of(version.id)
    steps = tuple(_step_of(item, done.get(item.id)) for item in items)
    return CoursePage(
        slug=slug,
        title=version.title,
        summary=version.summary,
        description=description_of(version),
        outcomes=tuple(outcomes_from_json(version.outcomes).values()),
        authors=authors_from_json(version.authors),
        minutes=version.minutes,
        size=version.size,
        number=version.number,
        note=version.note,
        published_at=version.published_at,
        proposed_jp=version.proposed_jp,
        recognition=recognition,
        rule=_rule(items, steps),
        withdrawn_at=course.withdrawn_at,
        withdrawn_reason=course.withdrawn_reason if course.withdrawn_at else "",
        enrolment=enrolment,
        steps=steps,
        changed=frozenset(item_id for item_id, one in done.items() if one.is_done and one.is_changed),
        has_moved=row is not None and row[2],
        has_left=enrolment is None and _has_left(course.id, person_id),
        pretest=version.pretest,
    )


def withdrawn_for(person_id: int) -> tuple[WithdrawnCourse, ...]:
    """The courses that a person completed and that were withdrawn since, the newest withdrawal first."""
    rows = (
        select(CourseRow.slug, CourseVersion.title, CourseRow.withdrawn_at, CourseRow.withdrawn_reason)
        .join(Enrolment, Enrolment.course_id == CourseRow.id)
        .join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .where(Enrolment.person_id == person_id, Enrolment.state == "completed", CourseRow.withdrawn_at.is_not(None))
        .order_by(CourseRow.withdrawn_at.desc())
        .distinct()
    )
    return tuple(WithdrawnCourse(*row) for row in db.session.execute(rows))  # type: ignore[arg-type]  # withdrawn_at


def _has_left(course_id: int, person_id: int) -> bool:
    rows = select(Enrolment.id).where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
    return db.session.scalar(rows.limit(1)) is not None


def reading(slug: str, person_id: int) -> Reading | None:
    """The course as the person takes it, else as last completed; None if neither. One query, and one more when a
    process meets a version for the first time."""
    rows = _READING.rows(slug=slug, person_id=person_id)
    if not rows:
        return None
    title, *facts, edition, progress = rows[0]
    enrolment = EnrolmentFacts(*facts)
    return Reading(slug, title, enrolment, edition, _steps(enrolment.version_id, edition, progress or ""))


def next_step(steps: Iterable[Step]) -> Step | None:
    """The first step to be done, a lesson, a practice quiz or a final; none that waits to be marked."""
    return next((step for step in steps if not step.is_done and not step.waits), None)


def address_of(step: Step) -> Mapping[str, str]:
    """The step's part of an address."""
    return {"module": step.module, "item": step.name}


def key_of(module: str, item: str) -> str:
    """The key of the item at an address, of which `address_of` gives the parts."""
    return item if module == UNNAMED_MODULE else f"{module}/{item}"


def _rule(items: Iterable[CourseItem], steps: Iterable[Step]) -> CompletionRule:
    quizzes = [quiz.settings for quiz in map(quiz_of, items) if quiz is not None]
    left = [step.role for step in steps if not step.is_done]
    return CompletionRule(
        pass_marks=frozenset(settings.pass_mark for settings in quizzes if settings.role is QuizRole.FINAL),
        lessons_left=left.count(""),
        finals_left=left.count("final"),
    )


def _facts(row: Enrolment, newer: int | None) -> EnrolmentFacts:
    return EnrolmentFacts(row.id, row.version_id, row.done_count, row.item_count, row.completed_at, newer)


def _step_of(item: CourseItem, done: Done | None) -> Step:
    return step_from(item, done or NOTHING_DONE)


def step_from(item: Any, done: Done) -> Step:
    """An item with what is done of it; `item` is a CourseItem, or a row that has its columns."""
    of_item = (item.id, item.position, item.key, item.module_title, item.kind, item.role, item.title)
    return _step(*of_item, item.minutes, item.question_count, done.is_done, done.best_mark, done.waits)


@lru_cache(maxsize=512)
def _steps(version_id: int, edition: str, progress: str) -> tuple[Step, ...]:
    """Remembered by what is stored, which is all that they depend on: the same progress gives the same steps."""
    done = dict(map(_done, progress.split()))
    return tuple(_step(*row, *done.get(row[0], NOT_DONE)) for row in _items(version_id, edition))


@lru_cache(maxsize=256)
def _items(version_id: int, edition: str) -> tuple[tuple[Any, ...], ...]:
    """The items of a version, which nobody changes once it is published."""
    return _ITEMS.raw(version_id=version_id)


def _done(told: str) -> tuple[int, tuple[bool, int | None, bool]]:
    """The key of an item, whether it is done, its best mark, and whether it waits to be marked: "17+80", "18-w"."""
    item_id, is_done, rest = told.partition("+" if "+" in told else "-")
    mark = rest.removesuffix("w")
    return int(item_id), (is_done == "+", int(mark) if mark else None, mark != rest)


@lru_cache(maxsize=4096)
def _step(
    item_id: int,
    position: int,
    key: str,
    module_title: str,
    kind: str,
    role: str,
    title: str,
    minutes: int,
    questions: int,
    is_done: bool,
    best_mark: int | None,
    waits: bool,
) -> Step:
    """Remembered: making sixteen of them costs a lesson more than its query."""
    module, _, name = key.rpartition("/")
    return Step(
        id=item_id,
        number=position,
        module=module or UNNAMED_MODULE,
        name=name,
        module_title=module_title,
        is_lesson=kind == "lesson",
        role=role,
        title=title,
        minutes=minutes,
        questions=questions,
        is_done=bool(is_done),
        best_mark=best_mark,
        waits=bool(waits),
    )
