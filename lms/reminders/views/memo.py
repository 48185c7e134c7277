"""An official memo about people who are not done."""

from flask import Response, request

from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.org.queries import institution_on
from lms.org.signing import signer_position
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.downloads import pdf_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.reminders import operations
from lms.reminders.access import Chosen, chosen_for
from lms.reminders.forms import MemoForm, read_memo
from lms.reminders.memo import Memo, memo_pdf
from lms.reminders.operations import Changed, MadeMemo, NewReminder, require_shown
from lms.reminders.queries import found, memo_lines, people_of
from lms.reminders.signer_queries import MaySign
from lms.reminders.views.blueprint import bp, look, made_of, may_sign, reach, today
from lms.reminders.words import signing

MOST_NAMES = 1_000
"""On one memo: some thirty pages."""


@bp.post("/reminders/memo")
@requires(Permission.REMIND)
@reads_first
def memo() -> Response:
    """An official memo with the names of everybody meant, as PDF; it is on record as a reminder."""
    chosen, now, by = chosen_for(request.form, reach()), utc_now(), actor().username
    made, form = made_of(chosen, gettext("Official memo"), "memo"), read_memo(request.form)
    signers = {one.key: one for one in may_sign()}
    wrong = {name: gettext(sentence) for name, sentence in form.errors(signers).items()}
    if wrong:
        return look(chosen, memo=form, errors=wrong)
    try:
        lines = memo_lines(chosen.page.id, _on_memo(made))
    except Changed as changed:
        return look(chosen, changed, form)
    what = _memo(chosen, form, signers.get(form.signer))
    pdf = memo_pdf(what, lines, institution_on(today()), today())
    begin_writing()
    operations.record_memo(made, _kept(what), now, by=by)
    return pdf_file(pdf.data, f"nota-dinas-{chosen.page.id}.pdf")


def _memo(chosen: Chosen, form: MemoForm, by: MaySign | None) -> Memo:
    unit = chosen.unit
    is_to_staff = by is not None and unit is not None and by.unit_id == unit.id
    return Memo(chosen.page, unit.name if unit else "", form, signing(by) if by else None, is_to_staff)


def _kept(memo: Memo) -> MadeMemo:
    signer = memo.signer
    return MadeMemo(memo.form.number, signer.name if signer else "", signer_position(signer) if signer else "")


def _on_memo(made: NewReminder) -> list[int]:
    """Whom a memo names: those of the one that this form made before, else everybody meant. Raises Conflict."""
    keys = people_of(made.token)
    if not keys:
        meant = found(made.asked, operations.lately(utc_now()), today()).everybody
        require_shown(meant, made.shown)
        keys = [one.person_id for one in meant]
    if len(keys) > MOST_NAMES:
        raise Conflict("A memo lists at most %(most)s people. Choose a unit.", most=MOST_NAMES)
    return keys
