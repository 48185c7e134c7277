"""The queue of reviews in words: what waits, since when, by when an answer was promised, and who is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, current_app

from config import Settings
from lms.authoring.draft import DraftState
from lms.kernel.clock import local_date, utc_now
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import render, url
from lms.platform.zone import local_zone
from lms.reviewing.course_checks import DueCourse, due_courses
from lms.reviewing.queries import (
    SubmissionFacts,
    decisions_of,
    open_submissions,
    plans_of,
    reviewers,
    writers_of,
)
from lms.reviewing.review import Aspect, DecisionLine, is_approved, standings
from lms.reviewing.turns import Reviewer, asked_on


@dataclass(frozen=True)
class QueueRow:
    """A draft that waits, as the queue shows it."""

    title: str
    href: str
    by: str
    age: str
    promised_on: date
    is_late: bool
    waits_for: str
    planned_at: datetime | None
    asked: str
    is_yours: bool
    is_own: bool


@dataclass(frozen=True)
class QueuedReview:
    """A draft that waits, what was decided about it, who wrote in it, and when it is to be published."""

    found: SubmissionFacts
    decisions: Sequence[DecisionLine]
    writers: Collection[int]
    planned_at: datetime | None


def queue_page(person_id: int) -> Response:
    """The queue for a reviewer: what they are asked for comes first, then by age."""
    today = local_date(utc_now(), local_zone())
    waiting = open_submissions()
    drafts = [one.draft_id for one in waiting]
    people, decided, writers = reviewers(), decisions_of(drafts), writers_of(drafts)
    planned = {plan.submission_id: plan.publish_at for plan in plans_of([one.id for one in waiting]) if plan.is_open}
    rows = [
        _row(
            QueuedReview(one, decided.get(one.draft_id, ()), writers[one.draft_id], planned.get(one.id)),
            people,
            today,
            person_id,
        )
        for one in waiting
    ]
    return render(
        "reviewing/queue.html",
        title=_title(len(rows)),
        rows=sorted(rows, key=lambda row: not row.is_yours),
        courses=_course_rows(due_courses(today)),
        away_until=next((one.away_until for one in people if one.id == person_id), None),
        today=today,
    )


def asked_for(
    found: SubmissionFacts | None, decisions: Sequence[DecisionLine], writers: Collection[int], today: date
) -> Reviewer | None:
    """Who is asked about a draft, or would be if it were handed in today."""
    return _asked(found, decisions, writers, reviewers(), today)


def patience() -> int:
    """After how many days of silence the turn goes on."""
    settings: Settings = current_app.extensions["settings"]
    return settings.review_turn_days


def _asked(
    found: SubmissionFacts | None,
    decisions: Sequence[DecisionLine],
    writers: Collection[int],
    people: Sequence[Reviewer],
    today: date,
) -> Reviewer | None:
    others = [one for one in people if one.id not in writers]
    if not others:
        return None
    if found is None:
        return asked_on(others, 0, today, today, patience())
    moments = [found.handed_in_at, *(line.at for line in decisions if line.submission_id == found.id)]
    since = local_date(max(moments), local_zone())
    return asked_on(others, found.id % len(others), since, today, patience())


def _row(waiting: QueuedReview, people: Sequence[Reviewer], today: date, person_id: int) -> QueueRow:
    found = waiting.found
    asked = _asked(found, waiting.decisions, waiting.writers, people, today) if waiting.planned_at is None else None
    days = (today - local_date(found.handed_in_at, local_zone())).days
    return QueueRow(
        title=found.title,
        href=url("reviewing.review", review=found.id),
        by=found.handed_in_by,
        age=ngettext("%(num)s day ago", "%(num)s days ago", days) if days > 0 else gettext("today"),
        promised_on=found.promised_on,
        is_late=found.promised_on < today,
        waits_for=_waits_for(found, waiting.decisions),
        planned_at=waiting.planned_at,
        asked=asked.name if asked else "",
        is_yours=asked is not None and asked.id == person_id,
        is_own=person_id in waiting.writers,
    )


def _waits_for(found: SubmissionFacts, decisions: Sequence[DecisionLine]) -> str:
    standing = standings(decisions, found.draft_revision)
    if is_approved(standing):
        return gettext("Approved, to be published")
    if found.state is DraftState.DISCARDED:
        return ""
    kind = gettext("Change of a published course") if found.is_change else gettext("New course")
    if standing[Aspect.SUBSTANCE].holds:
        return f"{kind}. {gettext('Substance approved, form open')}"
    if standing[Aspect.FORM].holds:
        return f"{kind}. {gettext('Form approved, substance open')}"
    return kind


def _course_rows(courses: Sequence[DueCourse]) -> list[tuple[DueCourse, str]]:
    return [(course, url("reviewing.versions", slug=course.slug)) for course in courses]


def _title(count: int) -> str:
    if not count:
        return gettext("Reviews")
    return ngettext("%(num)s draft waits for review", "%(num)s drafts wait for review", count)
