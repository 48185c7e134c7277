"""Pages of programmes: all, one as a learner stands in it, and a new one."""

import secrets
from collections.abc import Mapping

from flask import Blueprint, Response, request

from lms.content.queries import offered_courses
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.db.doors import begin_writing
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.programmes import operations
from lms.programmes.access import programme_for
from lms.programmes.asking import asking_for, due_for
from lms.programmes.forms import ProgrammeForm, read_programme
from lms.programmes.operations import MOST_PARTS
from lms.programmes.papers import address_of
from lms.programmes.queries import programmes

bp = Blueprint("programmes", __name__)

LONGEST_TOKEN = 64


@bp.get("/programmes")
@requires(Permission.LEARN)
def index() -> Response:
    """The programmes there are, with how far one is; or those that have ended."""
    ended = request.args.get("ended") == "1"
    return render(
        "programmes/index.html",
        title=gettext("Programmes that have ended") if ended else gettext("Programmes"),
        lines=programmes(actor().id, ended=ended),
        ended=ended,
        may_keep=actor().may(Permission.KEEP_PROGRAMMES),
    )


@bp.get("/programmes/<int:programme_id>")
@requires(Permission.LEARN)
def one(programme_id: int) -> Response:
    """The courses of a programme, how far one is in each, and what is next."""
    page = programme_for(programme_id, actor().id)
    certificate = address_of(programme_id, actor().id) if page.completed_at else ""
    may_keep = actor().may(Permission.KEEP_PROGRAMMES)
    return render(
        "programmes/one.html",
        title=page.title,
        page=page,
        due=due_for(programme_id, actor().id) if page.is_running else None,
        may_keep=may_keep,
        asking=asking_for(programme_id) if may_keep else (),
        certificate=certificate,
    )


@bp.post("/programmes/<int:programme_id>/complete")
@requires(Permission.LEARN)
def complete(programme_id: int) -> Response:
    """Completes the programme for who had completed its courses before it was made."""
    operations.complete(programme_id, actor().id, utc_now())
    return see_other("programmes.one", programme_id=programme_id, note="programme-completed")


@bp.get("/programmes/new")
@requires(Permission.KEEP_PROGRAMMES)
def new() -> Response:
    """Asks what a programme consists of; begun with what another one has if the address names it."""
    like = request.args.get("like", 0, int)
    if not 0 < like < 2**31:
        return _form_page(ProgrammeForm(), {})
    page = programme_for(like, actor().id)
    needed = str(page.needed) if page.is_by_choice else ""
    return _form_page(ProgrammeForm(page.title, page.summary, tuple(str(p.course_id) for p in page.parts), needed), {})


@bp.post("/programmes/new")
@requires(Permission.KEEP_PROGRAMMES)
@reads_first
def make() -> Response:
    """Makes the programme; sent twice, it is one."""
    form, token = read_programme(request.form), request.form.get("token", "")
    errors = form.errors(_offered())
    if errors or not (token.isascii() and token.isalnum() and len(token) <= LONGEST_TOKEN):
        return _form_page(form, errors)
    begin_writing()
    number = operations.make(form.new(token), utc_now(), by=actor().username)
    return see_other("programmes.one", programme_id=number, note="programme-made")


@bp.post("/programmes/<int:programme_id>/end")
@requires(Permission.KEEP_PROGRAMMES)
def end(programme_id: int) -> Response:
    """Ends a programme."""
    operations.end(programme_id, utc_now(), by=actor().username)
    return see_other("programmes.one", programme_id=programme_id, note="programme-ended")


def _offered() -> dict[str, str]:
    return {str(key): title for key, title in offered_courses()}


def _form_page(form: ProgrammeForm, errors: Mapping[str, str]) -> Response:
    return render(
        "programmes/new.html",
        status=422 if errors else 200,
        title=gettext("Make a programme"),
        form=form,
        errors={name: gettext(words) for name, words in errors.items()},
        choices=[("", gettext("None")), *_offered().items()],
        most=MOST_PARTS,
        token=secrets.token_hex(16),
    )
