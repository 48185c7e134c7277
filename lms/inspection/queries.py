"""Questions about completions and samples of them; they change nothing. No answers of learners are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import and_, func, select

from lms.accounts.models import Employment, Person
from lms.accounts.queries import full_name
from lms.assessment.models import Attempt
from lms.certificates.models import Certificate, CertificateEvent
from lms.content.models import CourseItem, CourseVersion
from lms.hours.models import JpEntry
from lms.inspection.models import InspectionFinding, InspectionLine, InspectionSample
from lms.learning.models import Enrolment, ItemProgress
from lms.org.models import Unit
from lms.org.unit_queries import open_units
from lms.platform.db.model import db
from lms.platform.zone import local_zone

T = TypeVar("T")


def completions(first: date, last: date, unit_id: int | None) -> list[int]:
    """The enrolments that were completed in these local days, of people who are in the unit or below now."""
    zone = local_zone()
    begin, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    rows = select(Enrolment.id).join(Person, Person.id == Enrolment.person_id)
    rows = rows.where(Enrolment.completed_at >= begin, Enrolment.completed_at < end, Person.is_demo.is_(False))
    if unit_id is not None:
        units = open_units()
        path = next((unit.path for unit in units if unit.id == unit_id), "-")
        here = and_(Employment.person_id == Person.id, Employment.valid_to.is_(None))
        inside = [unit.id for unit in units if unit.path.startswith(path)]
        rows = rows.join(Employment, here).where(Employment.unit_id.in_(inside))
    return list(db.session.scalars(rows))


@dataclass(frozen=True)
class SamplePage:
    """A sample as it was drawn."""

    id: int
    seed: str
    unit: str  # "" for everybody
    first_day: date
    last_day: date
    population: int
    size: int
    drawn_at: datetime
    drawn_by: str


def samples(most: int = 50) -> tuple[SamplePage, ...]:
    """The newest samples."""
    return tuple(map(_sample, db.session.execute(_samples().order_by(InspectionSample.id.desc()).limit(most))))


def sample_page(sample_id: int) -> SamplePage | None:
    """One sample."""
    row = db.session.execute(_samples().where(InspectionSample.id == sample_id)).one_or_none()
    return _sample(row) if row is not None else None


def line_key(sample_id: int, place: int) -> int | None:
    """The key of a line of a sample."""
    rows = select(InspectionLine.id).where(InspectionLine.sample_id == sample_id, InspectionLine.place == place)
    return db.session.scalar(rows)


@dataclass(frozen=True)
class Checked:
    """One completion with what can be checked: dates and results, no answers."""

    place: int
    name: str
    course: str
    version: int
    enrolled_at: datetime
    completed_at: datetime
    lessons: tuple[tuple[str, datetime], ...]  # what is done, and when
    attempts: tuple[Attempt, ...]
    certificate: Certificate | None
    certificate_ended: str  # "", revoked, replaced
    entries: tuple[JpEntry, ...]
    findings: tuple[InspectionFinding, ...]  # the newest first


def lines_of(sample_id: int) -> tuple[Checked, ...]:
    """The completions of a sample in their order; seven statements, however many there are."""
    rows = db.session.execute(
        select(InspectionLine, Enrolment, Person, CourseVersion.title, CourseVersion.number)
        .join(Enrolment, Enrolment.id == InspectionLine.enrolment_id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .where(InspectionLine.sample_id == sample_id)
        .order_by(InspectionLine.place)
    ).all()
    keys = [row.Enrolment.id for row in rows]
    done = _grouped(
        db.session.execute(
            select(ItemProgress.enrolment_id, CourseItem.title, ItemProgress.done_at)
            .join(CourseItem, CourseItem.id == ItemProgress.item_id)
            .where(ItemProgress.enrolment_id.in_(keys), ItemProgress.done_at.is_not(None))
            .order_by(ItemProgress.done_at, ItemProgress.id)
        )
    )
    attempts = _of(db.session.scalars(select(Attempt).where(Attempt.enrolment_id.in_(keys)).order_by(Attempt.id)))
    entries = _of(_entries(keys))
    certificates = {
        row.Certificate.enrolment_id: (row.Certificate, row.kind or "")
        for row in db.session.execute(
            select(Certificate, CertificateEvent.kind)
            .outerjoin(CertificateEvent, CertificateEvent.certificate_id == Certificate.id)
            .where(Certificate.enrolment_id.in_(keys))
            .order_by(Certificate.edition)
        )
    }
    findings = _findings([row.InspectionLine.id for row in rows])
    return tuple(
        Checked(
            row.InspectionLine.place,
            full_name(row.Person.name, row.Person.title_before, row.Person.title_after),
            row.title,
            row.number,
            row.Enrolment.enrolled_at,
            row.Enrolment.completed_at,
            tuple((one.title, one.done_at) for one in done.get(row.Enrolment.id, ())),
            tuple(attempts.get(row.Enrolment.id, ())),
            *certificates.get(row.Enrolment.id, (None, "")),
            tuple(entries.get(row.Enrolment.id, ())),
            tuple(findings.get(row.InspectionLine.id, ())),
        )
        for row in rows
    )


def _entries(keys: list[int]) -> list[JpEntry]:
    """What was earned, then what takes it back; each found by its index."""
    earned = select(JpEntry).where(JpEntry.enrolment_id.in_(keys), JpEntry.reverses_id.is_(None)).order_by(JpEntry.id)
    found = list(db.session.scalars(earned))
    back = select(JpEntry).where(JpEntry.reverses_id.in_([one.id for one in found])).order_by(JpEntry.id)
    return [*found, *db.session.scalars(back)]


def _findings(lines: list[int]) -> dict[int, list[InspectionFinding]]:
    rows = select(InspectionFinding).where(InspectionFinding.line_id.in_(lines)).order_by(InspectionFinding.id.desc())
    found: dict[int, list[InspectionFinding]] = {}
    for row in db.session.scalars(rows):
        found.setdefault(row.line_id, []).append(row)
    return found


def _of(rows: Iterable[T]) -> dict[int, list[T]]:
    return _grouped(rows)


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.enrolment_id, []).append(row)
    return found


def _samples() -> Any:
    return select(InspectionSample, func.coalesce(Unit.name, "").label("unit")).outerjoin(
        Unit, Unit.id == InspectionSample.unit_id
    )


def _sample(row: Any) -> SamplePage:
    one: InspectionSample = row.InspectionSample
    return SamplePage(one.id, one.seed, row.unit, one.first_day, one.last_day, one.population, one.size, one.drawn_at,
                      one.drawn_by)  # fmt: skip
