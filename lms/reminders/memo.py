"""An official memo that lists who is not done, as PDF. Slow: never inside a write transaction.

Its head has the lines of a *nota dinas* of local government (Permendagri 1/2023): to, from, copies, date, number,
urgency, attachment, subject. Then the text, and at the right the post, name, rank and NIP of who signs.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lms.accounts.nip import spaced_nip
from lms.assignments.queries import AssignmentPage
from lms.assignments.words import address_of
from lms.org.institution import Institution
from lms.org.signing import Signer, signer_position
from lms.platform.documents.typesetting import Pdf, Template, arms_inputs, clean, set_pdf
from lms.platform.web.i18n import current_language, day_text, gettext, ngettext, short_day
from lms.platform.web.pages import pages
from lms.reminders.forms import MemoForm
from lms.reminders.queries import MemoLine
from lms.reminders.words import urgency_choices

_SHEET = Template(Path(__file__).with_name("memo.typ"), "memo-2")
_DOTS = "." * 30


@dataclass(frozen=True)
class Memo:
    """What the memo says: of which assignment, to the head of which unit ("": of all), what was typed, who signs.

    Where the head of the unit signs (`is_to_staff`), it goes to the people themselves.
    """

    page: AssignmentPage
    unit: str
    form: MemoForm
    signer: Signer | None
    is_to_staff: bool = False


def memo_pdf(of: Memo, people: Sequence[MemoLine], institution: Institution, on: date) -> Pdf:
    """The file; the names stand in an attachment where they are many. Raises: UnusableArms, Unavailable."""
    page, is_attached = of.page, len(people) > int(institution.memo_people)
    words = {
        "language": current_language(),
        "letterhead": institution.letterhead,
        "address": institution.address,
        "arms_alt": gettext("Arms of the institution"),
        "heading": gettext("Official memo"),
        "facts": _head(of, institution, on, is_attached=is_attached),
        "lead": _lead(_named(page), people, is_attached=is_attached),
        "names": (gettext("Nr."), gettext("Name"), gettext("NIP"), gettext("Unit"), gettext("Last day")),
        "people": [
            (str(number), one.name, spaced_nip(one.nip), one.unit, f"{short_day(one.due_on)} {one.due_on.year}")
            for number, one in enumerate(people, 1)
        ],
        "request": gettext("Please complete it soon. Its address:")
        if of.is_to_staff
        else gettext("Please see to it that they complete it. Its address:"),
        "address_of_course": (pages().settings.site_url + address_of(page.slug, page.programme_id)).partition("://")[2],
        "closing": gettext("Thank you for your attention and help."),
        "attachment_heading": gettext("Attachment of the official memo"),
        "attachment": _attachment(of, on) if is_attached else (),
        "list_heading": gettext("List of those who have not completed “%(title)s”", title=page.title),
        "signer": _signer(of.signer),
    }
    return set_pdf(_SHEET, {"sheet": json.dumps(clean(words)), **arms_inputs(institution.arms)}, on)


def _head(of: Memo, institution: Institution, on: date, *, is_attached: bool) -> list[tuple[str, str]]:
    sender = signer_position(of.signer) if of.signer and of.signer.position else institution.organiser
    return [
        (gettext("To"), _addressee(of, is_attached=is_attached)),
        (gettext("From"), sender),
        *([(gettext("Copies to"), of.form.copies)] if of.form.copies else []),
        (gettext("Date"), day_text(on, current_language())),
        (gettext("Number"), of.form.number or _DOTS),
        (gettext("Urgency"), dict(urgency_choices())[of.form.urgency]),
        (gettext("Attachment"), gettext("1 (one) list of names") if is_attached else "-"),
        (gettext("About"), gettext("To be completed: %(what)s", what=_named(of.page))),
    ]


def _addressee(of: Memo, *, is_attached: bool) -> str:
    if of.is_to_staff:
        return gettext("The staff named in the attachment") if is_attached else gettext("The staff named below")
    return gettext("Head of %(unit)s", unit=of.unit) if of.unit else gettext("Heads of units")


def _named(page: AssignmentPage) -> str:
    if page.programme_id is not None:
        return gettext("Programme “%(title)s”", title=page.title)
    return gettext("Course “%(title)s”", title=page.title)


def _lead(what: str, people: Sequence[MemoLine], *, is_attached: bool) -> str:
    if is_attached:
        return ngettext(
            "%(what)s was assigned. %(num)s person has not completed it yet; the name is attached.",
            "%(what)s was assigned. %(num)s people have not completed it yet; their names are attached.",
            len(people),
            what=what,
        )
    return ngettext(
        "%(what)s was assigned. %(num)s person has not completed it yet:",
        "%(what)s was assigned. %(num)s people have not completed it yet:",
        len(people),
        what=what,
    )


def _attachment(of: Memo, on: date) -> list[tuple[str, str]]:
    return [
        (gettext("Number"), of.form.number or _DOTS),
        (gettext("Date"), day_text(on, current_language())),
    ]


def _signer(signer: Signer | None) -> dict[str, str]:
    """Post, name, rank and NIP as printed; dots where they are written by hand."""
    if signer is None:
        return {"position": _DOTS, "name": _DOTS, "rank": "", "nip": f"NIP {_DOTS}"}
    nip = f"NIP {spaced_nip(signer.nip)}" if signer.nip else f"NIP {_DOTS}"
    return {"position": signer_position(signer), "name": signer.name, "rank": signer.rank, "nip": nip}
