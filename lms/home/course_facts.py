"""All that is recorded of somebody's way through a course: its progress, status, JP and certificates come from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.accounts.queries import person_name
from lms.assessment.mark_facts import AttemptFacts, attempts_in, best_of
from lms.certificates.queries import CertificatePage, editions_for
from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.content.queries import items_of, quiz_of
from lms.hours.models import JpEntry
from lms.hours.queries import entries_for
from lms.learning.models import Enrolment, EnrolmentMove, ItemProgress
from lms.learning.queries import NOTHING_DONE, Done, Step, step_from
from lms.platform.db.model import db


@dataclass(frozen=True)
class ItemFacts:
    """An item and since when it is done; `carried_from` is the number of the version in which that was.

    `best` is the attempt from which the best mark is, `pass_mark` what a final asks for.
    """

    step: Step
    done_at: datetime | None
    carried_from: int | None
    is_changed: bool  # since then
    best: AttemptFacts | None
    pass_mark: int | None

    @property
    def is_needed(self) -> bool:
        """Whether the course is not complete without it."""
        return self.step.is_lesson or self.step.role == "final"


@dataclass(frozen=True)
class Move:
    """Going on with another version."""

    at: datetime
    from_number: int
    to_number: int


@dataclass(frozen=True)
class CourseFacts:
    """One enrolment with everything that counts in it; `times` are the sequences of all of the person in the course.

    `is_held` says whether the portal's other pages show this enrolment; `gone` are titles of items that were done and
    that the version no longer has.
    """

    slug: str
    title: str
    number: int  # of the version
    enrolment: Enrolment
    is_held: bool
    times: tuple[int, ...]
    items: tuple[ItemFacts, ...]
    gone: tuple[str, ...]
    moves: tuple[Move, ...]
    entries: tuple[JpEntry, ...]
    certificates: tuple[CertificatePage, ...]
    lacks_name: bool

    @property
    def done(self) -> int:
        """How many of the items listed are done."""
        return sum(item.done_at is not None for item in self.items)

    @property
    def missing(self) -> tuple[ItemFacts, ...]:
        """What the rule of completion still lacks."""
        return tuple(item for item in self.items if item.is_needed and item.done_at is None)

    @property
    def has_final(self) -> bool:
        """Whether the rule of completion asks for a final."""
        return any(item.step.role == "final" for item in self.items)

    @property
    def jp(self) -> int:
        """What the entries of the ledger come to."""
        return sum(entry.jp for entry in self.entries)

    def jp_at(self, issued_at: datetime) -> int:
        """What they came to when a certificate was issued."""
        return sum(entry.jp for entry in self.entries if entry.recorded_at <= issued_at)

    @property
    def final_mark(self) -> int | None:
        """The lowest of the best marks of the finals, which a certificate prints."""
        marks = [item.step.best_mark for item in self.items if item.step.role == "final"]
        return min((mark for mark in marks if mark is not None), default=None)


def course_facts(slug: str, person_id: int, time: int | None) -> CourseFacts | None:
    """The enrolment in which the person took the course for the `time`-th time, else the one that other pages show.

    That is the newest that was not left, else the newest. None without one. Nine statements at most.
    """
    rows = select(Enrolment, CourseVersion.number, CourseVersion.title)
    rows = rows.join(CourseVersion, CourseVersion.id == Enrolment.version_id)
    rows = rows.join(CourseRow, CourseRow.id == Enrolment.course_id)
    rows = rows.where(CourseRow.slug == slug, Enrolment.person_id == person_id).order_by(Enrolment.sequence)
    taken = db.session.execute(rows).all()
    held = [row for row in taken if row[0].state != "left"] or taken
    chosen = [row for row in taken if row[0].sequence == time] if time is not None else held
    if not chosen:
        return None
    enrolment, number, title = chosen[-1]
    items, gone = _items(enrolment)
    is_all_done = not any(item.is_needed and item.done_at is None for item in items)
    return CourseFacts(
        slug=slug,
        title=title,
        number=number,
        enrolment=enrolment,
        is_held=enrolment is held[-1][0] and enrolment.state != "left",
        times=tuple(row[0].sequence for row in taken),
        items=items,
        gone=gone,
        moves=_moves(enrolment.id),
        entries=entries_for(enrolment.id),
        certificates=editions_for(enrolment.id),
        lacks_name=enrolment.state == "active" and is_all_done and not person_name(person_id).is_confirmed,
    )


def _items(enrolment: Enrolment) -> tuple[tuple[ItemFacts, ...], tuple[str, ...]]:
    """The items of the enrolment's version, and the titles of what was done and is gone."""
    items, attempts = items_of(enrolment.version_id), attempts_in(enrolment.id)
    rows = _progress(enrolment.id)
    done = {row.item_id: row for row in rows}
    listed = tuple(_item(item, done.get(item.id), attempts.get((item.key, item.role), ())) for item in items)
    kept = {(item.key, item.kind, item.role) for item in items}
    return listed, tuple(dict.fromkeys(_titles(rows, kept)))


def _titles(rows: Iterable[Any], kept: set[tuple[str, str, str]]) -> Iterable[str]:
    return (row.title for row in rows if row.done_at and (row.key, row.kind, row.role) not in kept)


def _progress(enrolment_id: int) -> Sequence[Any]:
    before, then = aliased(CourseItem), aliased(CourseVersion)
    return db.session.execute(
        select(
            ItemProgress.item_id,
            ItemProgress.done_at,
            ItemProgress.best_mark,
            ItemProgress.waits_since,
            CourseItem.key,
            CourseItem.kind,
            CourseItem.role,
            CourseItem.title,
            then.number.label("carried_from"),
            (before.fingerprint != CourseItem.fingerprint).label("is_changed"),
        )
        .join(CourseItem, CourseItem.id == ItemProgress.item_id)
        .outerjoin(before, before.id == ItemProgress.carried_from_id)
        .outerjoin(then, then.id == before.version_id)
        .where(ItemProgress.enrolment_id == enrolment_id)
        .order_by(ItemProgress.id)
    ).all()


def _item(item: CourseItem, row: Any, attempts: Sequence[AttemptFacts]) -> ItemFacts:
    quiz = quiz_of(item) if item.role == "final" else None
    done_at = row.done_at if row else None
    is_changed = bool(row and row.is_changed)
    done = Done(done_at is not None, row.best_mark, row.waits_since is not None, is_changed) if row else NOTHING_DONE
    return ItemFacts(
        step=step_from(item, done),
        done_at=done_at,
        carried_from=row.carried_from if row else None,
        is_changed=is_changed,
        best=best_of(attempts) if quiz else None,
        pass_mark=quiz.settings.pass_mark if quiz else None,
    )


def _moves(enrolment_id: int) -> tuple[Move, ...]:
    before, after = aliased(CourseVersion), aliased(CourseVersion)
    rows = (
        select(EnrolmentMove.moved_at, before.number, after.number)
        .join(before, before.id == EnrolmentMove.from_version_id)
        .join(after, after.id == EnrolmentMove.to_version_id)
        .where(EnrolmentMove.enrolment_id == enrolment_id)
        .order_by(EnrolmentMove.id)
    )
    return tuple(Move(*row) for row in db.session.execute(rows))
