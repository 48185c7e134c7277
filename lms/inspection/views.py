"""Samples for the inspector: drawing, looking at the facts of each completion, writing down what was found."""

import secrets
from collections.abc import Mapping
from datetime import date

from flask import Blueprint, Response, request

from lms.inspection import operations
from lms.inspection.forms import SampleForm, day_of, read_note, read_sample
from lms.inspection.operations import NewSample
from lms.inspection.queries import SamplePage, lines_of, sample_page, samples
from lms.inspection.workbook import sample_workbook
from lms.kernel.clock import local_date, utc_now
from lms.kernel.errors import NotFound
from lms.org.unit_queries import open_units
from lms.permissions import Permission
from lms.platform.audit.operations import record
from lms.platform.web.downloads import xlsx_file
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render, see_other
from lms.platform.zone import local_zone
from lms.staff.words import unit_choices

bp = Blueprint("inspection", __name__)


@bp.get("/inspection")
@requires(Permission.INSPECT)
def index() -> Response:
    """The form that draws a sample, and the samples there are."""
    today = local_date(utc_now(), local_zone())
    return _index(SampleForm(date(today.year, 1, 1).isoformat(), today.isoformat(), "", "20", ""), {})


@bp.post("/inspection")
@requires(Permission.INSPECT)
def draw() -> Response:
    """Draws a sample and keeps it."""
    form = read_sample(request.form)
    errors = form.errors({str(unit.id) for unit in open_units()})
    first, last = day_of(form.first), day_of(form.last)
    if errors or first is None or last is None:
        return _index(form, {name: gettext(words) for name, words in errors.items()})
    unit_id, seed = int(form.unit) if form.unit else None, form.seed or secrets.token_hex(8)
    new = NewSample(first, last, unit_id, int(form.size), seed)
    key = operations.draw_sample(new, utc_now(), by=actor().username)
    return see_other("inspection.sample", sample_id=key)


@bp.get("/inspection/<int:sample_id>")
@requires(Permission.INSPECT)
def sample(sample_id: int) -> Response:
    """A sample: each completion with what can be checked."""
    page = _sample(sample_id)
    return render("inspection/sample.html", title=gettext("Sample %(number)s", number=page.id), page=page,
                  lines=lines_of(sample_id))  # fmt: skip


@bp.post("/inspection/<int:sample_id>/lines/<int:place>")
@requires(Permission.INSPECT)
def find(sample_id: int, place: int) -> Response:
    """Writes down what was found of one completion."""
    verdict = "to-clarify" if request.form.get("verdict") == "to-clarify" else "in-order"
    operations.find(sample_id, place, verdict, read_note(request.form), utc_now(), by=actor().username)
    return see_other("inspection.sample", sample_id=sample_id, note="finding-kept")


@bp.post("/inspection/<int:sample_id>/sample.xlsx")
@requires(Permission.INSPECT)
def download(sample_id: int) -> Response:
    """The sample as a workbook; that somebody took names along is an act itself."""
    page, lines = _sample(sample_id), lines_of(sample_id)
    record(actor().username, "inspection.export", f"sample:{sample_id}", utc_now(), rows=len(lines))
    return xlsx_file(sample_workbook(page, lines), f"sampel-{sample_id}.xlsx")


def _sample(sample_id: int) -> SamplePage:
    page = sample_page(sample_id)
    if page is None:
        raise NotFound
    return page


def _index(form: SampleForm, errors: Mapping[str, str]) -> Response:
    return render(
        "inspection/index.html",
        status=422 if errors else 200,
        title=gettext("Inspection"),
        form=form,
        errors=errors,
        samples=samples(),
        unit_choices=[("", gettext("All units")), *unit_choices(open_units())],
    )
