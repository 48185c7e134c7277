"""An official memo that lists who is not done, as PDF. Slow: never inside a write transaction."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lms.accounts.nip import spaced_nip
from lms.assignments.queries import AssignmentPage
from lms.assignments.words import address_of
from lms.org.institution import Institution
from lms.platform.documents.typesetting import Pdf, Template, arms_inputs, clean, set_pdf
from lms.platform.web.i18n import current_language, day_text, gettext, ngettext, short_day
from lms.platform.web.pages import pages
from lms.reminders.queries import MemoLine

_SHEET = Template(Path(__file__).with_name("memo.typ"), "memo-1")


def memo_pdf(page: AssignmentPage, unit: str, people: Sequence[MemoLine], institution: Institution, on: date) -> Pdf:
    """The file. Raises: UnusableArms, Unavailable."""
    language = current_language()
    named = gettext("Course “%(title)s”", title=page.title)
    what = gettext("Programme “%(title)s”", title=page.title) if page.programme_id is not None else named
    asked = ngettext(
        "%(what)s was assigned. %(num)s person has not completed it yet:",
        "%(what)s was assigned. %(num)s people have not completed it yet:",
        len(people),
        what=what,
    )
    words = {
        "language": language,
        "letterhead": institution.letterhead,
        "address": institution.address,
        "arms_alt": gettext("Arms of the institution"),
        "heading": gettext("Official memo"),
        "facts": (
            (gettext("To"), gettext("Head of %(unit)s", unit=unit) if unit else gettext("Heads of units")),
            (gettext("From"), institution.organiser),
            (gettext("About"), gettext("To be completed: %(what)s", what=what)),
            (gettext("Date"), day_text(on, language)),
        ),
        "lead": asked,
        "names": (gettext("Nr."), gettext("Name"), gettext("NIP"), gettext("Unit"), gettext("Last day")),
        "people": [
            (str(number), one.name, spaced_nip(one.nip), one.unit, f"{short_day(one.due_on)} {one.due_on.year}")
            for number, one in enumerate(people, 1)
        ],
        "request": gettext("Please see to it that they complete it. Its address:"),
        "address_of_course": (pages().settings.site_url + address_of(page.slug, page.programme_id)).partition("://")[2],
        "place": ", ".join(filter(None, (institution.place, day_text(on, language)))),
        "signer": gettext("Name and NIP"),
    }
    return set_pdf(_SHEET, {"sheet": json.dumps(clean(words)), **arms_inputs(institution.arms)}, on)
