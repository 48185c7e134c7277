"""The learner's JP ledger."""

from datetime import date

from flask import Blueprint, Response, request

from lms.hours.access import own_entry
from lms.hours.entry_facts import happened_to
from lms.hours.queries import entries_of, jp_this_year, years_of
from lms.hours.year import JpYear
from lms.kernel.clock import local_date, utc_now
from lms.permissions import Permission
from lms.platform.web.guards import actor, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.platform.zone import local_zone

bp = Blueprint("hours", __name__)


@bp.get("/hours")
@requires(Permission.LEARN)
def ledger() -> Response:
    """What is lacking in a year, and the entries it is counted from; the present year unless another is chosen."""
    person, today = actor(), local_date(utc_now(), local_zone())
    years = tuple(sorted({today.year, *years_of(person.id)}, reverse=True))
    chosen = request.args.get("year", type=int)
    if chosen in years and chosen != today.year:
        today = date(chosen, 12, 31)
    year = jp_this_year(person.id, today)
    return render(
        "hours/ledger.html",
        title=_headline(year),
        year=year,
        years=years,
        entries=entries_of(person.id, year.year),
    )


@bp.get("/hours/<int:entry>")
@requires(Permission.LEARN)
def entry(entry: int) -> Response:
    """What one entry of the person's own comes from."""
    facts = own_entry(entry, actor().id)
    return render("hours/entry.html", facts=facts, happened=happened_to(facts))


def _headline(year: JpYear) -> str:
    """What is lacking, or what counts, in one line."""
    if year.lacking:
        return gettext("%(lacking)s JP short of at least %(floor)s JP", lacking=year.lacking, floor=year.floor)
    if year.floor is not None:
        return gettext("Enough: %(jp)s of at least %(floor)s JP", jp=year.jp, floor=year.floor)
    if year.credited < year.jp:
        return gettext("%(jp)s JP earned, %(credited)s JP credited", jp=year.jp, credited=year.credited)
    if year.ceiling is not None:
        return gettext("%(jp)s JP, at most %(ceiling)s JP credited", jp=year.jp, ceiling=year.ceiling)
    return f"{year.jp} JP"
