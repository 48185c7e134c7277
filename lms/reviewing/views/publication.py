"""Publishing what was approved: at once, or at a time that a worker keeps."""

from flask import Response, request

from lms.authoring.asking import writer
from lms.content.publication import Refused
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.pages import see_other
from lms.platform.zone import local_zone
from lms.reviewing.access import review_for
from lms.reviewing.forms import PublicationForm, read_publication
from lms.reviewing.operations import publishing
from lms.reviewing.publication import make_ready
from lms.reviewing.publication_page import NotDone, office_today, publication_page
from lms.reviewing.review import Ending
from lms.reviewing.review_page import look_at
from lms.reviewing.views.blueprint import bp

PUBLISH = "/reviews/<int:review>/publish"


@bp.get(PUBLISH)
@requires(Permission.REVIEW_COURSES)
def publication(review: int) -> Response:
    """What is published, and when."""
    return publication_page(look_at(review_for(review), actor().id))


@bp.post(PUBLISH)
@requires(Permission.REVIEW_COURSES)
@reads_first
def publish(review: int) -> Response:
    """Publishes at once or plans it; a second tap finds it done."""
    found, form = review_for(review), read_publication(request.form)
    if found.ended_how is Ending.PUBLISHED:
        return see_other("reviewing.review", review=review)
    errors = form.errors(utc_now(), local_zone())
    if errors:
        return _not_done(review, form, NotDone(errors), 422)
    try:
        if not form.is_planned:
            return _publish(review, found.draft_id, form)
        begin_writing()
        _plan(review, form)
    except Conflict as problem:
        begin_reading()
        return _not_done(review, form, NotDone({}, problem), 409)
    return see_other("reviewing.review", note="planned", review=review)


@bp.post("/reviews/<int:review>/unplan")
@requires(Permission.REVIEW_COURSES)
def unplan(review: int) -> Response:
    """Calls a planned publication off."""
    publishing.cancel_plan(review, utc_now(), by=writer())
    return see_other("reviewing.review", note="plan-cancelled", review=review)


def _publish(review: int, draft_id: int, form: PublicationForm) -> Response:
    office, ready = office_today(), make_ready(draft_id)
    if isinstance(ready.outcome, Refused):
        return _not_done(review, form, NotDone({}, problems=ready.outcome.problems), 422)
    begin_writing()
    publishing.publish_review(
        review, ready.outcome, ready.revision, office, utc_now(), by=writer(), replaces=form.replaces
    )
    return see_other("reviewing.review", note="published", review=review)


def _plan(review: int, form: PublicationForm) -> None:
    instant = form.instant(local_zone())
    assert instant is not None  # the form was checked
    publishing.plan_publication(review, instant, utc_now(), by=writer(), replaces=form.replaces)


def _not_done(review: int, form: PublicationForm, why: NotDone, status: int) -> Response:
    return publication_page(look_at(review_for(review), actor().id), form, status, why)
