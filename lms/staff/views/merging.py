"""Two records of one person: found, looked at side by side, made one, and made two again within a day."""

from flask import Response, request

from lms.accounts import operations as accounts
from lms.accounts.merge_queries import figures_of, roles_held
from lms.accounts.merges import Pair, collisions
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.web.typed_text import plain
from lms.staff.access import Twins, merge_for, person_for, twins_for
from lms.staff.granting import may_all_be_granted, require_all_grantable, require_nobody
from lms.staff.twin_queries import MOST, twins_of
from lms.staff.views.blueprint import bp, reach
from lms.staff.words import counted, roles_said


@bp.get("/people/<int:person_id>/merge")
@requires(Permission.KEEP_PEOPLE)
def find_twin(person_id: int) -> Response:
    """Proposes records that may be of the same person, and searches for others."""
    scope = reach(Permission.KEEP_PEOPLE)
    found = person_for(person_id, scope)
    asked = plain(request.args.get("q", ""))[:100]
    lines = twins_of(found, scope, asked)
    title = gettext("Merge with another record")
    is_cut = len(lines) >= MOST
    return render("staff/find_twin.html", title=title, found=found, lines=lines, asked=asked, is_cut=is_cut)


@bp.get("/people/<int:person_id>/merge/<int:other_id>")
@requires(Permission.KEEP_PEOPLE)
def look_at_twins(person_id: int, other_id: int) -> Response:
    """Both records side by side: who stays, what moves, what both have and what becomes of it."""
    stay = request.args.get("stay", "")
    return _page(twins_for(person_id, other_id, stay, reach(Permission.KEEP_PEOPLE)))


@bp.post("/people/<int:person_id>/merge/<int:other_id>")
@requires(Permission.KEEP_PEOPLE)
def merge_twins(person_id: int, other_id: int) -> Response:
    """Makes one record of the two."""
    twins = twins_for(person_id, other_id, request.form.get("stay", ""), reach(Permission.KEEP_PEOPLE))
    kept, gone, now = twins.kept.id, twins.gone.id, utc_now()
    require_nobody(actor().id, twins.both)
    require_all_grantable(actor().roles, reach(Permission.KEEP_UNITS), roles_held(twins.both, now))
    reason = " ".join(plain(request.form.get("reason", "")).split())
    if not 1 <= len(reason) <= 500:
        return _page(twins, reason, gettext("Give a reason of 1 to 500 characters."))
    if request.form.get("stay") != str(kept):
        return _page(twins, reason, gettext("Say which of the two records stays, then send it again."))
    made = accounts.merge_people(kept, gone, reason, now, by=actor().username)
    return see_other("staff.merge", merge_id=made, note="people-merged")


@bp.get("/people/merges/<int:merge_id>")
@requires(Permission.KEEP_PEOPLE)
def merge(merge_id: int) -> Response:
    """What became of two records, and undoing it."""
    found = merge_for(merge_id, reach(Permission.KEEP_PEOPLE), actor().username)
    until = accounts.undo_until(found.merged_at)
    is_undoable = found.undone_at is None and utc_now() <= until
    return render("staff/merge.html", title=gettext("Merged records"), page=found, until=until, is_undoable=is_undoable)


@bp.post("/people/merges/<int:merge_id>/undo")
@requires(Permission.KEEP_PEOPLE)
def undo_merge(merge_id: int) -> Response:
    """Makes two records of one again."""
    found, now = merge_for(merge_id, reach(Permission.KEEP_PEOPLE), actor().username), utc_now()
    both = (found.kept, found.gone)
    require_nobody(actor().id, both)
    require_all_grantable(actor().roles, reach(Permission.KEEP_UNITS), roles_held(both, now))
    accounts.undo_merge(merge_id, now, by=actor().username)
    return see_other("staff.merge", merge_id=merge_id, note="merge-undone")


def _page(twins: Twins, reason: str = "", error: str = "") -> Response:
    figures, held = figures_of(twins.kept.id, twins.gone.id), roles_held(twins.both, utc_now())
    may_merge = may_all_be_granted(actor().roles, reach(Permission.KEEP_UNITS), held)
    return render(
        "staff/look_at_twins.html",
        status=422 if error else 200,
        title=gettext("Look at both records"),
        twins=twins,
        moves=[(counted(one.words, one.gone), one.kept) for one in figures if one.gone],
        said=collisions(Pair(twins.kept.id, twins.gone.id)),
        may_merge=may_merge,
        is_own=actor().id in twins.both,
        roles={one.id: roles_said(grant.role for grant in one.grants) for one in (twins.kept, twins.gone)},
        reason=reason,
        error=error,
    )
