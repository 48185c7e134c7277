"""How far somebody is with a duty: stages that are stored, states that also know what day it is (pure)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from lms.kernel.clock import local_date

NEVER = date.max


class Kind(StrEnum):
    """Whether an assignment binds."""

    MANDATORY = "mandatory"
    ADVISED = "advised"


class Stage(StrEnum):
    """What the facts of a duty come to, whatever the day."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    DONE = "done"
    WAIVED = "waived"
    RELEASED = "released"  # it is no longer theirs, and counts nowhere


class State(StrEnum):
    """What people read; the names are those of the macro `state` in `components/tag.html`."""

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    EXPIRED = "expired"
    DONE = "done"
    WAIVED = "waived"


OPEN = (Stage.NOT_BEGUN, Stage.BEGUN)
"""Stages of whoever still has it to do."""


@dataclass(frozen=True)
class DutyFacts:
    """What happened to one person's duty. `unit_id` is their unit, or was it when they were released."""

    assignment_id: int
    person_id: int
    unit_id: int | None
    due_on: date
    begun_at: datetime | None = None
    done_at: datetime | None = None
    waived_at: datetime | None = None
    waived_reason: str | None = None
    released_at: datetime | None = None
    released_reason: str | None = None
    is_extended: bool = False

    @property
    def stage(self) -> Stage:
        """What the facts come to; who has completed the course is done, even if it was waived."""
        if self.released_at is not None:
            return Stage.RELEASED
        if self.done_at is not None:
            return Stage.DONE
        if self.waived_at is not None:
            return Stage.WAIVED
        return Stage.BEGUN if self.begun_at is not None else Stage.NOT_BEGUN

    def until(self, renew_after: int | None, zone: ZoneInfo) -> date:
        """The last day on which it is in order as it stands: due, or to be renewed after so many months."""
        stage = self.stage
        if stage in OPEN:
            return self.due_on
        if stage is Stage.DONE and self.done_at is not None and renew_after is not None:
            return months_later(local_date(self.done_at, zone), renew_after)
        return NEVER


def state_of(stage: Stage, until: date, today: date, soon: int) -> State:
    """The state on a day; a duty is due soon for so many days before its last one."""
    if stage is Stage.WAIVED:
        return State.WAIVED
    if stage is Stage.DONE:
        return State.EXPIRED if until < today else State.DONE
    if until < today:
        return State.OVERDUE
    if until - today <= timedelta(days=soon):
        return State.DUE_SOON
    return State.IN_PROGRESS if stage is Stage.BEGUN else State.NOT_STARTED


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short; NEVER past the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > NEVER.year:
        return NEVER
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(at: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week in which something happened, where people live."""
    day = local_date(at, zone)
    return day - timedelta(days=day.weekday())
