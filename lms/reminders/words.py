"""What ways of reminding are called on pages, and what is written where a group reads."""

from datetime import date

from lms.assignments.words import address_of
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import pages
from lms.reminders.letters import Named


def channels() -> dict[str, str]:
    """Channel → words."""
    return {
        "portal": gettext("In the portal and by e-mail"),
        "whatsapp": gettext("By WhatsApp, sent by hand"),
        "memo": gettext("By official memo"),
        "ladder": gettext("By itself, before or after the last day"),
    }


def group_text(unit: str, of: Named, people: int, due_on: date) -> str:
    """What may be read by a whole WhatsApp group: no name or number of anybody, and one link."""
    open_ones = ngettext(
        "%(num)s person has not completed it yet.", "%(num)s people have not completed it yet.", people
    )
    title = of.title
    what = gettext("programme %(title)s", title=title) if of.programme_id is not None else title
    return "\n".join(
        (
            gettext("Reminder: %(what)s", what=what),
            *([unit] if unit else []),
            open_ones,
            gettext("Last day: %(day)s", day=due_on),
            pages().settings.site_url + address_of(of.slug, of.programme_id),
        )
    )
