"""Reporting a fault at the very block, and reading what was answered."""

from flask import Response, request

from lms.feedback import operations
from lms.feedback.access import reportable
from lms.feedback.errors import TooManyOpen
from lms.feedback.forms import read_report
from lms.feedback.page_blocks import named
from lms.feedback.queries import reports_by
from lms.feedback.report_page import back_to, choose_page, report_page
from lms.feedback.views.blueprint import bp
from lms.feedback.wording import kind_words
from lms.kernel.clock import utc_now
from lms.kernel.errors import NotFound
from lms.permissions import Permission
from lms.platform.db.doors import begin_reading, begin_writing
from lms.platform.web.addresses import whole_number
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import go_to, render, see_other

REPORT = "/learn/<course>/<module>/<item>/report"


@bp.get(REPORT)
@requires(Permission.LEARN)
def report(course: str, module: str, item: str) -> Response:
    """The blocks of a lesson to point at; what may be wrong with the one asked for, or with a question of a quiz."""
    number = request.args.get("question", type=whole_number)
    found = reportable(actor().id, course, module, item, number)
    if not found.step.is_lesson:
        return report_page(found, found.blocks[0], number=number)
    block = found.block(request.args.get("block", type=whole_number))
    return report_page(found, block) if block else choose_page(found)


@bp.post(REPORT)
@requires(Permission.LEARN)
@reads_first
def send_report(course: str, module: str, item: str) -> Response:
    """Keeps what is wrong with a block; the same tap twice is one report."""
    number, form = request.form.get("question", type=whole_number), read_report(request.form)
    found = reportable(actor().id, course, module, item, number)
    asked = request.form.get("block", type=whole_number)
    block = found.block(asked) if found.step.is_lesson else found.blocks[0]
    if block is None:
        raise NotFound
    if form.errors:
        return report_page(found, block, form, form.errors, number=number)
    begin_writing()
    try:
        operations.report_fault(found.reading.enrolment.id, found.place(block), form.reported, utc_now())
    except TooManyOpen as problem:
        begin_reading()
        return report_page(found, block, form, problem=problem, number=number)
    return go_to(f"{back_to(found, number)}?note=fault-reported")


@bp.get("/reports/mine")
@requires(Permission.LEARN)
def my_reports() -> Response:
    """What the learner reported, with the answers."""
    found = reports_by(actor().id)
    lines = [(one, named(one.quote), kind_words(one.kind)) for one in found]
    has_new = any(one.is_new for one in found)
    return render("feedback/mine.html", title=gettext("Your reports"), lines=lines, has_new=has_new)


@bp.post("/reports/mine/read")
@requires(Permission.LEARN)
def put_away() -> Response:
    """Puts the answers away, so that the first page no longer tells of them."""
    operations.put_answers_away(actor().id, utc_now())
    return see_other("feedback.my_reports", note="answers-put-away")
