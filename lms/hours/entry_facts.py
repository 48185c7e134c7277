"""What an entry of the JP ledger comes from: the completion, the decision, and what took it back; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from lms.content.models import CourseRow, CourseVersion, Recognition
from lms.content.queries import current_recognition, recognition_at
from lms.hours.models import JpEntry
from lms.learning.models import Enrolment
from lms.platform.db.model import db
from lms.platform.web.dated_facts import DatedFact
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import url


@dataclass(frozen=True)
class EntryFacts:
    """An entry with its completion: of the course `slug`, when it was taken for the `sequence`-th time.

    `other` is the counter-entry that takes it back; of a counter-entry, the entry that it takes back. `decision` is the
    one that was in force at the completion, `later` a newer one, which changes nothing of it.
    """

    entry: JpEntry
    other: JpEntry | None
    slug: str
    sequence: int
    version: int
    completed_at: datetime
    decision: Recognition | None
    later: Recognition | None

    @property
    def is_counter(self) -> bool:
        """Whether it takes another entry back."""
        return self.entry.reverses_id is not None

    @property
    def decided_jp(self) -> int:
        """What the decision comes to in this entry: its JP, less than nothing in a counter-entry."""
        jp = self.decision.jp if self.decision else 0
        return -jp if self.is_counter else jp

    @property
    def left(self) -> int:
        """What the entry and its counter-entry leave together."""
        return self.entry.jp + (self.other.jp if self.other else 0)


def entry_facts(entry_id: int, person_id: int) -> EntryFacts | None:
    """An entry of the person's own; None if there is none, or if it is somebody else's."""
    other = aliased(JpEntry)
    rows = (
        select(JpEntry, other, CourseRow, CourseVersion.number, Enrolment)
        .join(Enrolment, Enrolment.id == JpEntry.enrolment_id)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .join(CourseRow, CourseRow.id == Enrolment.course_id)
        .outerjoin(other, or_(other.reverses_id == JpEntry.id, other.id == JpEntry.reverses_id))
        .where(JpEntry.id == entry_id, JpEntry.person_id == person_id)
    )
    found = db.session.execute(rows).one_or_none()
    if found is None:
        return None
    entry, counter, course, version, enrolment = found
    assert enrolment.completed_at is not None  # nothing else earns JP
    decision, newest = recognition_at(course.id, enrolment.completed_at), current_recognition(course.id)
    return EntryFacts(
        entry=entry,
        other=counter,
        slug=course.slug,
        sequence=enrolment.sequence,
        version=version,
        completed_at=enrolment.completed_at,
        decision=decision,
        later=newest if decision and newest and newest.id != decision.id else None,
    )


def happened_to(facts: EntryFacts) -> tuple[DatedFact, ...]:
    """What became of an entry, the first thing first."""
    first, second = (facts.other, facts.entry) if facts.is_counter else (facts.entry, facts.other)
    assert first is not None  # a counter-entry takes an entry back
    found = (
        [DatedFact(facts.decision.recorded_at, gettext("Decision recorded"), symbol="sheet")] if facts.decision else []
    )
    found.append(DatedFact(facts.completed_at, gettext("Course completed")))
    found.append(_written(first, facts.entry, gettext("%(jp)s JP entered", jp=first.jp), "hour"))
    if second is not None:
        words = gettext("Taken back. Reason: %(reason)s", reason=second.reason)
        found.append(_written(second, facts.entry, words, "redo"))
    return tuple(found)


def _written(row: JpEntry, here: JpEntry, words: str, symbol: str) -> DatedFact:
    href = "" if row.id == here.id else url("hours.entry", entry=row.id)
    return DatedFact(row.recorded_at, words, href, symbol)
