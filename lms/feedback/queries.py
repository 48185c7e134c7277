"""Questions about faults that were reported and answered; they change nothing. Nothing here says who reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.content.authorship import Reach, is_within
from lms.content.models import CourseAuthor, CourseItem, CourseRow, CourseVersion, QuestionRow
from lms.feedback.fault import FaultKind, Outcome
from lms.feedback.models import Fault, FaultAnswer, FaultReport
from lms.platform.db.model import db

SHOWN, LATELY, MINE, CHOICES = 30, 10, 50, 5
"""How many faults that wait, that were answered, reports of one's own and versions to choose from a page lists."""


@dataclass(frozen=True)
class FaultLine:
    """A fault in a list; `at` is when it was reported first, or when it was answered."""

    id: int
    course_title: str
    item_title: str
    quote: str
    at: datetime
    kinds: Mapping[FaultKind, int]  # how many reported which

    @property
    def reports(self) -> int:
        """How many reports there are of it."""
        return sum(self.kinds.values())


@dataclass(frozen=True)
class CourseLine:
    """A course that a person answers for, and how many of its faults wait for an answer."""

    slug: str
    title: str
    waiting: int


@dataclass(frozen=True)
class ReportLine:
    """What one learner reported, without who it was; `number` is that of the version that was read."""

    kind: FaultKind
    words: str
    number: int
    at: datetime


@dataclass(frozen=True)
class AnswerLine:
    """An answer; `number` is the version in which it is mended, None if it is not wrong."""

    outcome: Outcome
    number: int | None
    words: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class FaultPage:
    """A fault with everything that was said of it, the first thing first; `newer` are versions published since."""

    id: int
    slug: str
    course_title: str
    item_id: int
    item_key: str
    item_title: str
    is_lesson: bool
    number: int
    block: int
    quote: str
    reports: Sequence[ReportLine]
    answers: Sequence[AnswerLine]
    newer: Sequence[tuple[int, datetime]]

    @property
    def seen(self) -> str:
        """What stands on its page, by which an answer knows whether something came in between."""
        return _seen(len(self.answers), len(self.reports))


@dataclass(frozen=True)
class MyReport:
    """What a learner reported, and what was answered; `is_new` until it is put away."""

    slug: str
    course_title: str
    item_title: str
    quote: str
    kind: FaultKind
    words: str
    at: datetime
    answer: AnswerLine | None
    is_new: bool


def waiting_in(course_id: int) -> int:
    """How many faults of a course wait for an answer."""
    rows = select(func.count(Fault.id)).where(Fault.answered_at.is_(None), Fault.course_id == course_id)
    return db.session.scalar(rows) or 0


def queue_of(reach: Reach) -> tuple[FaultLine, ...]:
    """The faults that have waited longest; two queries."""
    first = select(func.min(FaultReport.reported_at)).where(FaultReport.fault_id == Fault.id)
    rows = _listed(first.scalar_subquery()).where(Fault.answered_at.is_(None), is_within(Fault.course_id, reach))
    return _lines(rows.order_by(Fault.id).limit(SHOWN))


def answered_lately(reach: Reach) -> tuple[FaultLine, ...]:
    """The faults that were answered last; two queries."""
    rows = _listed(Fault.answered_at).where(Fault.answered_at.is_not(None), is_within(Fault.course_id, reach))
    return _lines(rows.order_by(Fault.answered_at.desc(), Fault.id.desc()).limit(LATELY))


def _listed(at: Any) -> Select[Any]:
    columns: Any = (Fault.id, CourseVersion.title, CourseItem.title, Fault.quote, at)
    rows: Select[Any] = select(*columns).join(CourseItem, CourseItem.id == Fault.item_id)
    return rows.join(CourseVersion, CourseVersion.id == CourseItem.version_id)


def _lines(rows: Select[Any]) -> tuple[FaultLine, ...]:
    found = db.session.execute(rows).all()
    kinds: dict[int, dict[FaultKind, int]] = {row[0]: {} for row in found}
    counted = select(FaultReport.fault_id, FaultReport.kind, func.count()).where(FaultReport.fault_id.in_(kinds))
    for fault_id, kind, count in db.session.execute(counted.group_by(FaultReport.fault_id, FaultReport.kind)):
        kinds[fault_id][FaultKind(kind)] = count
    return tuple(FaultLine(id_, course, item, quote, at, kinds[id_]) for id_, course, item, quote, at in found)


def courses_of(reach: Reach) -> tuple[CourseLine, ...]:
    """The courses that the person answers for by title, with what waits in each; one query."""
    waiting = select(func.count(Fault.id)).where(Fault.course_id == CourseRow.id, Fault.answered_at.is_(None))
    rows = select(CourseRow.slug, CourseVersion.title, waiting.scalar_subquery())
    rows = rows.join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
    rows = rows.where(is_within(CourseRow.id, reach)).order_by(CourseVersion.title, CourseRow.id)
    return tuple(CourseLine(*row) for row in db.session.execute(rows))


def fault_page(fault_id: int, reach: Reach) -> FaultPage | None:
    """A fault within reach, with its reports and answers; four queries."""
    rows = (
        select(Fault, CourseRow.slug, CourseVersion, CourseItem)
        .join(CourseRow, CourseRow.id == Fault.course_id)
        .join(CourseItem, CourseItem.id == Fault.item_id)
        .join(CourseVersion, CourseVersion.id == CourseItem.version_id)
        .where(Fault.id == fault_id, is_within(Fault.course_id, reach))
    )
    row = db.session.execute(rows).one_or_none()
    if row is None:
        return None
    fault, slug, version, item = row
    later = select(CourseVersion.number, CourseVersion.published_at).where(
        CourseVersion.course_id == fault.course_id, CourseVersion.number > version.number
    )
    newer = db.session.execute(later.order_by(CourseVersion.number.desc()).limit(CHOICES))
    return FaultPage(
        id=fault.id,
        slug=slug,
        course_title=version.title,
        item_id=item.id,
        item_key=item.key,
        item_title=item.title,
        is_lesson=item.kind == "lesson",
        number=version.number,
        block=fault.block,
        quote=fault.quote,
        reports=_reports_of(fault_id),
        answers=_answers_of(fault_id),
        newer=tuple((number, at) for number, at in newer),
    )


def _reports_of(fault_id: int) -> tuple[ReportLine, ...]:
    rows = (
        select(FaultReport.kind, FaultReport.words, CourseVersion.number, FaultReport.reported_at)
        .join(CourseItem, CourseItem.id == FaultReport.item_id)
        .join(CourseVersion, CourseVersion.id == CourseItem.version_id)
        .where(FaultReport.fault_id == fault_id)
        .order_by(FaultReport.id)
    )
    found = db.session.execute(rows)
    return tuple(ReportLine(FaultKind(kind), words, number, at) for kind, words, number, at in found)


def _answers_of(fault_id: int) -> tuple[AnswerLine, ...]:
    rows = (
        select(FaultAnswer, CourseVersion.number, Person.name)
        .join(Person, Person.id == FaultAnswer.answered_by)
        .outerjoin(CourseVersion, CourseVersion.id == FaultAnswer.version_id)
        .where(FaultAnswer.fault_id == fault_id)
        .order_by(FaultAnswer.sequence)
    )
    return tuple(_answer(row, number, name) for row, number, name in db.session.execute(rows))


def _answer(row: FaultAnswer, number: int | None, by: str = "") -> AnswerLine:
    return AnswerLine(Outcome(row.outcome), number, row.words, row.answered_at, by)


def seen_of(fault_id: int) -> str:
    """What stands on the page of a fault now, as `FaultPage.seen` says it."""
    answers = select(func.count(FaultAnswer.id)).where(FaultAnswer.fault_id == fault_id).scalar_subquery()
    reports = select(func.count(FaultReport.id)).where(FaultReport.fault_id == fault_id).scalar_subquery()
    return _seen(*db.session.execute(select(answers, reports)).one())


def _seen(answers: int, reports: int) -> str:
    return f"{answers}.{reports}"


def reports_by(person_id: int) -> tuple[MyReport, ...]:
    """What a learner reported, the newest first, each with the answer that counts; one query."""
    other = aliased(FaultAnswer)
    last = select(func.max(other.sequence)).where(other.fault_id == Fault.id).scalar_subquery()
    mended_in = aliased(CourseVersion)
    rows = (
        select(CourseRow.slug, CourseVersion.title, CourseItem.title, Fault.quote, FaultReport, FaultAnswer,
               mended_in.number, _is_new())
        .select_from(FaultReport)
        .join(Fault, Fault.id == FaultReport.fault_id)
        .join(CourseRow, CourseRow.id == Fault.course_id)
        .join(CourseItem, CourseItem.id == FaultReport.item_id)
        .join(CourseVersion, CourseVersion.id == CourseItem.version_id)
        .outerjoin(FaultAnswer, and_(FaultAnswer.fault_id == Fault.id, FaultAnswer.sequence == last))
        .outerjoin(mended_in, mended_in.id == FaultAnswer.version_id)
        .where(FaultReport.person_id == person_id)
        .order_by(FaultReport.id.desc())
        .limit(MINE)
    )  # fmt: skip
    return tuple(_my_report(row) for row in db.session.execute(rows))


def _my_report(row: Any) -> MyReport:
    slug, course_title, item_title, quote, report, answer, number, is_new = row
    given = _answer(answer, number) if answer else None
    of_report = (FaultKind(report.kind), report.words, report.reported_at)
    return MyReport(slug, course_title, item_title, quote, *of_report, answer=given, is_new=bool(is_new))


def _is_new() -> ColumnElement[bool]:
    is_unread = or_(FaultReport.read_at.is_(None), FaultReport.read_at < Fault.answered_at)
    return and_(Fault.answered_at.is_not(None), is_unread)


def new_answers(person_id: Any) -> ScalarSelect[int]:
    """How many reports of a learner were answered and not yet put away, as part of another statement."""
    rows = select(func.count(FaultReport.id)).join(Fault, Fault.id == FaultReport.fault_id)
    return rows.where(FaultReport.person_id == person_id, _is_new()).correlate(None).scalar_subquery()


def faults_waiting(person_id: Any) -> ScalarSelect[int]:
    """How many faults wait in the courses that a person wrote, as part of another statement."""
    rows = select(func.count(Fault.id)).join(CourseAuthor, CourseAuthor.course_id == Fault.course_id)
    rows = rows.where(CourseAuthor.person_id == person_id, Fault.answered_at.is_(None))
    return rows.correlate(None).scalar_subquery()


def question_position(item_id: int, key: str) -> int | None:
    """The place of a question in its quiz."""
    return db.session.scalar(select(QuestionRow.position).filter_by(item_id=item_id, key=key))
