"""What ways of reminding are called on pages, and what is written where a group reads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import quote, urlencode

from lms.assignments.words import address_of
from lms.notifications.letter import Words
from lms.org.signing import Signer, signer_position
from lms.platform.web.i18n import current_language, gettext, ngettext
from lms.platform.web.pages import pages
from lms.reminders.forms import URGENCIES
from lms.reminders.letters import Named, course, duty_words
from lms.reminders.person_queries import LateLine
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


def whatsapp_link(text: str) -> str:
    """Opens WhatsApp with a text on the phone of whoever taps it, to nobody yet.

    The number that people gave for messages of the portal is promised to be shown to nobody.
    """
    return f"https://wa.me/?{urlencode({'text': text}, quote_via=quote)}"


def person_text(name: str, late: Iterable[LateLine], today: date) -> str:
    """What one person reads about what they are late with, by name; the link of each below it."""
    words, site = Words(current_language()), pages().settings.site_url
    said = [(duty_words(course(row, row, today), words), site + address_of(row.slug, row.programme_id)) for row in late]
    lines = [gettext("Dear %(name)s,", name=name), *(part for pair in said for part in pair)]
    return "\n".join([*lines, gettext("Thank you.")])


def group_text(unit: str, of: Named, people: int, due_on: date, *, has_renewals: bool = False) -> str:
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
