"""A speaker's own page: where one stands, papers, hours, consent."""

from flask import Response, request

from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone
from lms.speakers import operations
from lms.speakers.offer import wait_of
from lms.speakers.queries import hours_of, papers_of, standing_of
from lms.speakers.reach import reach_of
from lms.speakers.views.blueprint import answer_days, bp, duration, paper_names, today


@bp.get("/speakers/me")
@requires(Permission.LEARN)
def me() -> Response:
    """Where the person stands: no offer, one that waits or was declined, or speaker."""
    standing = standing_of(actor().id)
    wait = wait_of(standing.sent_at, answer_days(), today(), local_zone()) if standing else None
    speaker_id = standing.speaker_id if standing else None
    lines = hours_of(speaker_id) if speaker_id else ()
    return render(
        "speakers/me.html",
        title=gettext("You as a speaker"),
        standing=standing,
        may_write=actor().may(Permission.WRITE_COURSES),
        wait=wait,
        lines=[(line, duration(line.minutes)) for line in lines],
        total=duration(sum(line.minutes for line in lines if not line.taken_back)),
        papers=papers_of(speaker_id) if speaker_id else (),
        kinds=paper_names(),
        reach=reach_of(actor().id) if speaker_id else (),
    )


@bp.post("/speakers/me/consent")
@requires(Permission.LEARN)
def consent() -> Response:
    """Puts the speaker's name on the page of thanks, or takes it off."""
    is_named = request.form.get("named") == "yes"
    operations.set_named(actor().id, is_named, utc_now(), by=actor().username)
    return see_other("speakers.me", note="named" if is_named else "not-named")
