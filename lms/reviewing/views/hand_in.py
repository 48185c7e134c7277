"""Handing a draft in, for its authors: what the checker says, what is told to learners, who answers by when."""

from flask import Response, request

from lms.authoring.access import draft_for
from lms.authoring.asking import writer
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import see_other
from lms.reviewing.errors import ChangedMeanwhile, NothingNew
from lms.reviewing.forms import read_hand_in
from lms.reviewing.hand_in_page import hand_in_page, look_at, review_days
from lms.reviewing.operations import handing_in
from lms.reviewing.views.blueprint import bp

HAND_IN = "/drafts/<int:draft>/hand-in"


@bp.get(HAND_IN)
@requires(Permission.WRITE_COURSES)
def hand_in(draft: int) -> Response:
    """What stands in the way, and who answers by when; after handing in, how the review stands."""
    draft_for(draft, actor().id)
    return hand_in_page(look_at(draft))


@bp.post(HAND_IN)
@requires(Permission.WRITE_COURSES)
@reads_first
def give_in(draft: int) -> Response:
    """Hands the draft in; a second tap finds it handed in."""
    draft_for(draft, actor().id)
    found, form = look_at(draft), read_hand_in(request.form)
    if found.open is not None:
        return see_other("reviewing.hand_in", draft=draft)
    if found.errors or form.errors(found.is_change):
        return hand_in_page(found, form, status=422)
    begin_writing()
    try:
        handing_in.hand_in(draft, found.revision, form.note, review_days(), utc_now(), by=writer())
    except (ChangedMeanwhile, NothingNew) as problem:
        begin_reading()
        return hand_in_page(look_at(draft), form, status=409, problem=problem)
    return see_other("reviewing.hand_in", note="handed-in", draft=draft)


@bp.post(HAND_IN + "/take-back")
@requires(Permission.WRITE_COURSES)
def take_back(draft: int) -> Response:
    """Takes the draft back to write on."""
    draft_for(draft, actor().id)
    handing_in.take_back(draft, utc_now(), by=writer())
    return see_other("reviewing.hand_in", note="taken-back", draft=draft)
