"""An offer to write courses: what is asked, under which licences, and until when it is answered (pure)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from lms.kernel.clock import local_date

LICENCES = ("CC-BY-SA-4.0", "CC-BY-4.0", "CC-BY-NC-SA-4.0", "CC0-1.0")
"""Licences of material that the form offers, the proposed one first; SPDX identifiers."""


class OfferState(StrEnum):
    """What became of an offer."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Offer:
    """What somebody who wants to be a speaker says of themselves; at least one of `email` and `phone` is given."""

    name: str
    institution: str
    position: str
    field: str
    email: str | None
    phone: str | None
    topic: str
    licence: str
    may_be_named: bool


@dataclass(frozen=True)
class Wait:
    """How long an offer has waited: whole days since it came, and the last day on which an answer is in time."""

    days: int
    answer_by: date
    is_late: bool


def wait_of(sent_at: datetime, answer_days: int, today: date, zone: ZoneInfo) -> Wait:
    """The wait of an offer as it stands today."""
    sent_on = local_date(sent_at, zone)
    answer_by = sent_on + timedelta(days=answer_days)
    return Wait((today - sent_on).days, answer_by, answer_by < today)
