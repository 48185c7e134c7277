"""The blueprint of all pages of speakers, and what they share."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint

from lms.kernel.clock import local_date, utc_now
from lms.org.queries import institution_on
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.zone import local_zone
from lms.speakers.papers import PaperKind

bp = Blueprint("speakers", "lms.speakers")


def today() -> date:
    """The local day."""
    return local_date(utc_now(), local_zone())


def answer_days() -> int:
    """Within how many days the institution answers offers."""
    return int(institution_on(today()).speaker_answer_days)


def duration(minutes: int) -> str:
    """Minutes as people say them: 2 jam 30 menit."""
    hours, rest = divmod(minutes, 60)
    parts = [ngettext("%(num)s hour", "%(num)s hours", hours)] if hours else []
    parts += [ngettext("%(num)s minute", "%(num)s minutes", rest)] if rest or not hours else []
    return " ".join(parts)


def paper_names() -> Mapping[PaperKind, str]:
    """The kinds of papers in words."""
    return {
        PaperKind.REQUEST: gettext("Letter of request"),
        PaperKind.SERVICE: gettext("Statement of service"),
        PaperKind.CERTIFICATE: gettext("Speaker's certificate"),
    }
