"""The blueprint of all pages of speakers, and what they share."""

from datetime import date

from flask import Blueprint

from lms.kernel.clock import local_date, utc_now
from lms.org.queries import institution_on
from lms.platform.zone import local_zone

bp = Blueprint("speakers", "lms.speakers")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def answer_days() -> int:
    """Within how many days the institution answers offers."""
    return int(institution_on(today()).speaker_answer_days)
