"""What the sheet asks of the database: stored sums only, as many statements for 100 people as for 100,000."""

from datetime import date

from sqlalchemy import func, or_, select

from lms.accounts.models import UnitHead
from lms.accounts.scope import Scope
from lms.assignments.queries import assignments, cells
from lms.assignments.states import Kind
from lms.assignments.sums import roots
from lms.content.models import CourseRow, Recognition
from lms.hours.sum_queries import bounds_on, jp_cells, month_cells
from lms.hours.targets import months_of, standing_of
from lms.leadership.figures import Cost, Figures, by_unit, duties_of, ranking
from lms.org.institution import Institution
from lms.org.models import InstitutionFact
from lms.org.queries import institution_on
from lms.org.signing import OfficeKind
from lms.platform.db.model import db
from lms.speakers.models import SpeakerHours


def figures_of(scope: Scope, day: date) -> Figures:
    """The figures of the units within reach on a day."""
    institution, rules = institution_on(day), bounds_on(day)
    people = jp_cells(day.year, scope)
    whole = standing_of(people, rules)
    small = int(institution.small_unit_people)
    floors = {rules[cell.status].floor for cell in people if cell.status in rules} - {None}
    order = ranking(by_unit(people, scope, rules), small)
    mandatory = [page.id for page in assignments(ended=False) if page.kind == Kind.MANDATORY]
    courses, on_offer = _on_offer()
    return Figures(
        day=day,
        place="" if scope.is_all else ", ".join(unit.name for unit in roots(scope)),
        office=institution.office,
        small=small,
        floor=floors.pop() if len(floors) == 1 else None,
        whole=whole,
        months=months_of(month_cells(day.year, scope), rules, whole.target, day.month),
        ranking=order,
        heads=_offices([one.unit.id for one in order.ranked[-1:] if one.unit], day),
        courses=courses,
        on_offer=on_offer,
        duties=duties_of(cells(mandatory, scope), day, _grace(institution, scope)),
        cost=_cost(institution, day) if scope.is_all else None,
    )


def _grace(institution: Institution, scope: Scope) -> int:
    """For how many days what is late is shown to its units alone."""
    return int(institution.unit_head_start_days) if scope.is_all else 0


def _on_offer() -> tuple[int, int]:
    """How many recognised courses are open, and their JP by the newest decision on each."""
    newest = select(func.max(Recognition.id)).where(Recognition.course_id == CourseRow.id).correlate(CourseRow)
    rows = select(func.count(), func.coalesce(func.sum(Recognition.jp), 0)).select_from(CourseRow)
    rows = rows.join(Recognition, Recognition.id == newest.scalar_subquery())
    rows = rows.where(CourseRow.current_version_id.is_not(None), CourseRow.withdrawn_at.is_(None))
    courses, jp = db.session.execute(rows).one()
    return int(courses), int(jp)


def _cost(institution: Institution, day: date) -> Cost:
    """What was spent is said for the year of the day from which on it holds; time given counts by its own day."""
    first = date(day.year, 1, 1)
    said = select(InstitutionFact.value).where(
        InstitutionFact.name == "training_spend", InstitutionFact.valid_from.between(first, day)
    )
    spend = db.session.scalar(said.order_by(InstitutionFact.valid_from.desc(), InstitutionFact.id.desc()).limit(1))
    given = select(func.coalesce(func.sum(SpeakerHours.minutes), 0)).where(SpeakerHours.day.between(first, day))
    rate = institution.speaker_rate
    return Cost(int(spend) if spend else None, int(rate) if rate else None, int(db.session.scalar(given) or 0))


def _offices(units: list[int], day: date) -> dict[int, OfficeKind]:
    """How each unit is headed on a day: who acts for somebody is asked before the holder."""
    rows = select(UnitHead.unit_id, UnitHead.office).where(
        UnitHead.unit_id.in_(units),
        UnitHead.valid_from <= day,
        or_(UnitHead.valid_to.is_(None), UnitHead.valid_to >= day),
    )
    order = [OfficeKind.DEFINITIVE, OfficeKind.ACTING, OfficeKind.DAILY]
    held = sorted(((unit, OfficeKind(office)) for unit, office in db.session.execute(rows)),
                  key=lambda one: order.index(one[1]))  # fmt: skip
    return dict(held)
