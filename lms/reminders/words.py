"""What ways of reminding are called on pages, and what is written where a group reads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lms.assignments.words import address_of
from lms.org.signing import Signer, signer_position
from lms.platform.web.i18n import gettext, ngettext
from lms.platform.web.pages import pages
from lms.reminders.forms import URGENCIES
from lms.reminders.letters import Named
from lms.reminders.signer_queries import MaySign


def channels() -> dict[str, str]:
    """Channel → words."""
    return {
        "portal": gettext("In the portal and by e-mail"),
        "whatsapp": gettext("By WhatsApp, sent by hand"),
        "memo": gettext("By official memo"),
        "ladder": gettext("By itself, before or after the last day"),
    }


def signing(who: MaySign) -> Signer:
    """Somebody as they sign: whoever heads a unit, as its head."""
    return replace(who.signer, position=gettext("Head of %(unit)s", unit=who.heads)) if who.heads else who.signer


def signer_choices(found: Iterable[MaySign]) -> list[tuple[str, str]]:
    """Who may sign, as a select offers them; nobody last."""
    said = ((one.key, signing(one)) for one in found)
    named = [(key, ", ".join(filter(None, (who.name, signer_position(who))))) for key, who in said]
    return [*named, ("", gettext("Nobody yet: leave a place for the name"))]


def urgency_choices() -> list[tuple[str, str]]:
    """How urgent a memo may be."""
    return [(code, gettext(words)) for code, words in URGENCIES.items()]


def group_text(unit: str, of: Named, people: int, due_on: date, *, has_renewals: bool) -> str:
    """What may be read by a whole WhatsApp group: no name or number of anybody, and one link."""
    open_ones = (
        ngettext(
            "%(num)s person has not completed it yet, or is to renew it.",
            "%(num)s people have not completed it yet, or are to renew it.",
            people,
        )
        if has_renewals
        else ngettext("%(num)s person has not completed it yet.", "%(num)s people have not completed it yet.", people)
    )
    return "\n".join(
        (
            gettext("Reminder: %(course)s", course=of.title),
            *([unit] if unit else []),
            open_ones,
            gettext("Last day: %(day)s", day=due_on),
            pages().settings.site_url + address_of(of.slug, of.programme_id),
        )
    )
