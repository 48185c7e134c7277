"""The pages from which drafts are begun and opened."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from flask import Response

from lms.authoring.forms import StartForm
from lms.authoring.queries import courses_to_edit, drafts_by, used_bytes
from lms.authoring.quota import quota_bytes
from lms.content.course import Level
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor
from lms.platform.web.i18n import current_language, gettext, instant_day, instant_time, number_text
from lms.platform.web.pages import render
from lms.platform.zone import local_zone


def drafts_page() -> Response:
    """The drafts that the person writes in, and how much of their room is used."""
    lines = drafts_by(actor().id)
    return render(
        "authoring/drafts.html",
        title=gettext("Your drafts"),
        drafts=[(draft, saved_words(draft.changed_at)) for draft in lines],
        room=room(),
    )


def start_page(form: StartForm | None = None) -> Response:
    """The guided start; `form` is what could not be taken as it is."""
    errors = form.errors if form else {}
    title = gettext("Start a new course")
    return render(
        "authoring/start.html",
        status=422 if errors else 200,
        title=gettext("To be corrected: ") + title if errors else title,
        heading=title,
        form=form or StartForm("", "", "", "", "", "", secrets.token_hex(16)),
        errors=translated(errors),
        levels=[("", gettext("Not decided yet")), *((level.value, level_words(level)) for level in Level)],
    )


def published_page(status: int = 200, problem: str = "") -> Response:
    """The published courses of which the person may make a draft: their own, for reviewers all."""
    person = actor()
    courses = courses_to_edit(person.id, everything=person.may(Permission.REVIEW_COURSES))
    title = gettext("Change a published course")
    return render("authoring/published.html", status=status, title=title, courses=courses, problem=problem)


def saved_words(at: datetime, now: datetime | None = None) -> str:
    """When something was saved, as people say it: the time today, before that the day."""
    zone = local_zone()
    if local_date(at, zone) == local_date(now or utc_now(), zone):
        return instant_time(at, zone)
    return instant_day(at, zone, current_language())


def room() -> tuple[str, str, bool]:
    """How many MB the person's drafts hold, how many they may hold, and whether that is nearly all."""
    used, most = used_bytes(actor().id), quota_bytes()
    shown = number_text(round(used / 1_000_000, 1), current_language())
    return shown, number_text(most // 1_000_000, current_language()), used > 0.8 * most


def translated(errors: Mapping[str, str]) -> dict[str, str]:
    """Field → what to mend, in the language of the page."""
    return {field: gettext(words) for field, words in errors.items()}


def level_words(level: Level) -> str:
    """A level as authors choose it."""
    if level is Level.BASIC:
        return gettext("Basic")
    return gettext("Intermediate") if level is Level.MIDDLE else gettext("Advanced")
