"""What the overview and the matrix show, as files: Excel first, then CSV. Who takes names along is on record."""

from collections.abc import Iterable, Sequence

from flask import Response, request

from lms.accounts.nip import spaced_nip
from lms.coordination.overview import overview_of
from lms.coordination.queries import all_lines
from lms.coordination.tables import Row, people_columns, people_rows, unit_columns, unit_rows
from lms.coordination.views.blueprint import bp, chosen, reach, rules, today
from lms.coordination.views.matrix import asked_for
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.audit.operations import record
from lms.platform.db.doors import begin_writing
from lms.platform.documents.separated import separated
from lms.platform.documents.workbook import Column, workbook
from lms.platform.web.downloads import csv_file, xlsx_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext


@bp.get("/overview/units.xlsx", defaults={"form": "xlsx"})
@bp.get("/overview/units.csv", defaults={"form": "csv"})
@requires(Permission.SEE_UNIT_PROGRESS)
def units_file(form: str) -> Response:
    """The table of units of the overview, without names."""
    scope = reach()
    page = overview_of(scope, chosen(scope), today())
    return _file(form, gettext("Units"), "unit", unit_columns(), unit_rows(line.of for line in page.lines))


@bp.post("/overview/people.xlsx", defaults={"form": "xlsx"})
@bp.post("/overview/people.csv", defaults={"form": "csv"})
@requires(Permission.SEE_UNIT_PROGRESS)
@reads_first
def people_file(form: str) -> Response:
    """The people of the matrix, all of them; that somebody took their names along is an act itself."""
    asked, rows = asked_for(reach(), request.form), 0

    def counted(lines: Iterable[Row]) -> Iterable[Row]:
        nonlocal rows
        for row in lines:
            rows += 1
            yield row

    lines = all_lines(asked.people, asked.inside, rules())
    found = counted(people_rows(lines, asked.pages, spaced_nip if form == "csv" else str))
    answer = _file(form, gettext("People"), "pegawai", people_columns(asked.pages), found)
    begin_writing()
    record(actor().username, "coordination.export-people", "overview", utc_now(), people=rows, asked=asked.address())
    return answer


def _file(form: str, title: str, name: str, columns: Sequence[Column], rows: Iterable[Row]) -> Response:
    full = f"ringkasan-{name}-{today()}.{form}"
    if form == "csv":
        return csv_file(separated([column.name for column in columns], rows), full)
    return xlsx_file(workbook(title, columns, rows), full)
