"""The inbox, a letter, and what people choose of them."""

from collections.abc import Mapping

from flask import Blueprint, Response, request

from lms.accounts.queries import account_of
from lms.kernel.clock import utc_now
from lms.notifications import operations
from lms.notifications.access import own_letter
from lms.notifications.composing import in_words
from lms.notifications.forms import ChoicesForm, PhoneForm, kept_choices, read_choices, read_phone
from lms.notifications.letter import Choice, Kind, Words
from lms.notifications.operations.choices import keep_choices
from lms.notifications.operations.phones import keep_phone, remove_phone
from lms.notifications.queries import choices_of, hours_on, inbox_of, phone_kinds_of, phone_of
from lms.notifications.registry import kinds
from lms.permissions import Permission
from lms.platform.web.addresses import whole_number
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import pages, render, see_other

bp = Blueprint("notifications", __name__)


@bp.get("/inbox")
@requires(Permission.LEARN)
def inbox() -> Response:
    """The letters of the person asking, the newest first."""
    person = actor()
    found = inbox_of(person.id, request.args.get("before", type=whole_number))
    words = Words(person.language)
    letters = [(kept, in_words(kept, words)) for kept in found.letters]
    return render("notifications/inbox.html", title=gettext("Your letters"), letters=letters, older=found.older)


@bp.get("/inbox/<int:letter>")
@requires(Permission.LEARN)
def letter(letter: int) -> Response:
    """One letter."""
    person = actor()
    kept = own_letter(letter, person.id)
    found = in_words(kept, Words(person.language))
    return render("notifications/letter.html", title=found.subject, kept=kept, letter=found)


@bp.post("/inbox/<int:letter>")
@requires(Permission.LEARN)
def open_letter(letter: int) -> Response:
    """Keeps that a letter was opened, and shows it."""
    operations.read_letter(letter, actor().id, utc_now())
    return see_other("notifications.letter", letter=letter)


@bp.post("/inbox")
@requires(Permission.LEARN)
def read_all() -> Response:
    """Keeps that all letters were seen."""
    operations.read_all(actor().id, utc_now())
    return see_other("notifications.inbox")


@bp.get("/inbox/choices")
@requires(Permission.LEARN)
def choices() -> Response:
    """When which letters leave as e-mail."""
    return _choices(kept_choices(choices_of(actor().id), _kinds()))


@bp.post("/inbox/choices")
@requires(Permission.LEARN)
def choose() -> Response:
    """Keeps what was chosen."""
    form = read_choices(request.form, _kinds())
    if form.errors:
        return _choices(form, status=422)
    keep_choices(actor().id, form.choices, utc_now())
    return see_other("notifications.choices", note="choices-kept")


def _kinds() -> list[Kind]:
    """The kinds that the person asking may ever get."""
    person = actor()
    return [kind for kind in kinds().values() if person.may(kind.reader)]


def _choices(form: ChoicesForm, status: int = 200) -> Response:
    hours = hours_on(utc_now())
    words = {
        Choice.AT_ONCE: gettext("As soon as it is written"),
        Choice.DAILY: gettext("Once a day, all in one"),
        Choice.OFF: gettext("Not by e-mail"),
    }
    return render(
        "notifications/choices.html",
        status=status,
        form=form,
        errors={kind: gettext(message) for kind, message in form.errors.items()},
        words_of={kind.key: [(one.value, words[one]) for one in kind.choices] for kind in form.kinds},
        email=account_of(actor().id).email,
        sends_mail=pages().settings.sends_mail,
        hours=hours,
        offers_phone=pages().settings.sends_messages,
    )


@bp.get("/inbox/phone")
@requires(Permission.LEARN)
def phone() -> Response:
    """The number at which the person asking wants messages, if any, and of which letters."""
    number = phone_of(actor().id) or ""
    return _phone(PhoneForm(number, phone_kinds_of(actor().id), agrees=bool(number)), is_kept=bool(number))


@bp.post("/inbox/phone")
@requires(Permission.LEARN)
def keep_number() -> Response:
    """Keeps the number of somebody who agreed."""
    form = read_phone(request.form, _kinds())
    if form.errors:
        return _phone(form, is_kept=phone_of(actor().id) is not None, errors=form.errors)
    keep_phone(actor().id, form.number, form.chosen, utc_now())
    return see_other("notifications.phone", note="phone-kept")


@bp.post("/inbox/phone/remove")
@requires(Permission.LEARN)
def remove_number() -> Response:
    """Takes the number out."""
    remove_phone(actor().id)
    return see_other("notifications.phone", note="phone-removed")


def _phone(form: PhoneForm, *, is_kept: bool, errors: Mapping[str, str] | None = None) -> Response:
    settings = pages().settings
    return render(
        "notifications/phone.html",
        status=422 if errors else 200,
        store="no-store",
        form=form,
        is_kept=is_kept,
        kinds=_kinds(),
        errors={name: gettext(message) for name, message in (errors or {}).items()},
        sends_messages=settings.sends_messages,
        channel={"sms": "SMS", "whatsapp": "WhatsApp"}[settings.gateway_channel],
        hours=hours_on(utc_now()),
    )
