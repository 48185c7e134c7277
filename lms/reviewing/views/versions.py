"""What was published of a course, and what any reviewer can do about it."""

from collections.abc import Callable

from flask import Response, request

from lms.authoring.asking import writer
from lms.content.publication import Prepared, Refused
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import Conflict, NotFound
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.guards import reads_first, requires
from lms.platform.web.pages import see_other
from lms.platform.web.typed_text import plain
from lms.platform.zone import local_zone
from lms.reviewing.forms import day_of, next_day_errors, number_of, one_line, reason_errors
from lms.reviewing.operations import courses
from lms.reviewing.publication import make_ready_again
from lms.reviewing.versions_page import Tried, versions_of, versions_page
from lms.reviewing.views.blueprint import bp

VERSIONS = "/courses/<slug>/versions"


@bp.get(VERSIONS)
@requires(Permission.REVIEW_COURSES)
def versions(slug: str) -> Response:
    """Every version of a course, and its state."""
    return versions_page(versions_of(slug))


@bp.post(VERSIONS + "/roll-back")
@requires(Permission.REVIEW_COURSES)
@reads_first
def roll_back(slug: str) -> Response:
    """Publishes an earlier version once more, as the newest one."""
    found, reason = versions_of(slug), one_line(request.form.get("reason", ""))
    number = number_of(request.form, "number")
    version = next((line for line in found.lines if line.number == number), None)
    if version is None:
        raise NotFound
    errors = reason_errors(reason)
    if errors:
        return versions_page(found, Tried(f"roll-back-{number}", reason, errors=errors), status=422)

    def done(prepared: Prepared) -> None:
        courses.roll_back(prepared, number, reason, utc_now(), by=writer())

    tried = Tried(f"roll-back-{number}", reason)
    return _with_files(version.id, slug, done, tried) or _back("rolled-back", slug)


@bp.post("/courses/<slug>/withdraw")
@requires(Permission.REVIEW_COURSES)
def withdraw(slug: str) -> Response:
    """Closes a course to new learners, with a reason that those inside read."""
    reason = one_line(request.form.get("reason", ""))
    errors = reason_errors(reason)
    if errors:
        return versions_page(versions_of(slug), Tried("withdraw", reason, errors=errors), status=422)
    return _done(slug, lambda: courses.withdraw(slug, reason, utc_now(), by=writer())) or _back("withdrawn", slug)


@bp.post("/courses/<slug>/reopen")
@requires(Permission.REVIEW_COURSES)
@reads_first
def reopen(slug: str) -> Response:
    """Opens a withdrawn course again."""
    current = versions_of(slug).current_id

    def done(prepared: Prepared) -> None:
        courses.reopen(prepared, utc_now(), by=writer())

    return _with_files(current, slug, done, Tried()) or _back("reopened", slug)


@bp.post("/courses/<slug>/check")
@requires(Permission.REVIEW_COURSES)
def check(slug: str) -> Response:
    """Says that a course is still right until a day, or asks its authors to look at it."""
    words, day = plain(request.form.get("words", "")), request.form.get("next_on", "")[:40]
    is_asked, found = request.form.get("finding") == courses.ASKED, versions_of(slug)
    errors = next_day_errors(day, words, local_date(utc_now(), local_zone()), is_asked=is_asked)
    next_on = day_of(day)
    if errors or next_on is None:
        return versions_page(found, Tried("check", words, day, errors), status=422)
    act = courses.ask_authors if is_asked else courses.confirm
    version = number_of(request.form, "version")
    not_done = _done(slug, lambda: act(slug, version, words, next_on, utc_now(), by=writer()))
    return not_done or _back("author-asked" if is_asked else "still-right", slug)


def _with_files(version_id: int, slug: str, act: Callable[[Prepared], None], tried: Tried) -> Response | None:
    """Makes the files of a version ready, then writes; the page if either fails."""
    prepared = make_ready_again(version_id, slug)
    if isinstance(prepared, Refused):
        problem = Conflict("The files of this version can no longer be rendered.")
        return versions_page(versions_of(slug), Tried(tried.action, tried.reason, problem=problem), status=409)
    begin_writing()
    return _done(slug, lambda: act(prepared), tried)


def _done(slug: str, act: Callable[[], None], tried: Tried | None = None) -> Response | None:
    """Nothing if it was done; the page that says why not."""
    try:
        act()
    except Conflict as problem:
        begin_reading()
        tried = tried or Tried()
        return versions_page(versions_of(slug), Tried(tried.action, tried.reason, problem=problem), status=409)
    return None


def _back(note: str, slug: str) -> Response:
    return see_other("reviewing.versions", note=note, slug=slug)
