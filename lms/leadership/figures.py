"""The figures of the sheet, and how units are put in order (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lms.accounts.scope import Scope
from lms.assignments.states import OPEN
from lms.assignments.sums import Cell, roots
from lms.hours.targets import Bounds, JpCell, MonthLine, Standing, standing_of
from lms.org.signing import OfficeKind
from lms.org.unit_queries import UnitLine

TOO_FEW = 5
"""No share is shown of fewer people: it would tell of single ones."""


@dataclass(frozen=True)
class UnitFigures:
    """A unit with all below it; `unit` is None for people in none, `is_own` for a unit's own people only."""

    unit: UnitLine | None
    standing: Standing
    is_own: bool = False


@dataclass(frozen=True)
class Ranking:
    """Units from the largest share at the minimum to the smallest, of equal ones the largest unit last; `apart` are
    those too small for that, as one."""

    ranked: tuple[UnitFigures, ...] = ()
    apart: Standing = field(default_factory=Standing)
    apart_units: int = 0

    @property
    def weakest(self) -> UnitFigures | None:
        """The last one."""
        return self.ranked[-1] if self.ranked else None


@dataclass(frozen=True)
class Duties:
    """Mandatory duties: past their last day, still open, and the month ahead in which most of them end."""

    late: int = 0
    open: int = 0
    peak: date | None = None  # its first day
    peak_count: int = 0


@dataclass(frozen=True)
class Cost:
    """What the institution said and what was counted, for one year; None where nothing is said."""

    spend: int | None = None  # rupiah
    rate: int | None = None  # rupiah per clock hour
    minutes: int = 0  # given by speakers

    @property
    def fee(self) -> int | None:
        """The honorarium that was not paid."""
        return None if self.rate is None or not self.minutes else self.rate * self.minutes // 60


@dataclass(frozen=True)
class Figures:
    """Everything on the sheet. `cost` is None for one unit: spending is known of the whole institution only."""

    day: date
    place: str  # of whom; "" for the whole institution
    office: str  # that runs the portal
    small: int
    floor: int | None  # if it is the same for all who have one
    whole: Standing
    months: tuple[MonthLine, ...]
    ranking: Ranking
    heads: Mapping[int, OfficeKind]  # unit → how its head holds the office
    courses: int
    on_offer: int  # JP
    duties: Duties
    cost: Cost | None


def by_unit(cells: Iterable[JpCell], scope: Scope, rules: Mapping[str, Bounds]) -> list[UnitFigures]:
    """The units at the top of the scope; if it is one alone, those directly below it and its own people."""
    tops = roots(scope)
    alone = tops[0] if len(tops) == 1 else None
    if alone is not None:
        tops = tuple(unit for unit in scope.units if unit.parent_id == alone.id)
    top_of = {unit.id: top for unit in scope.units for top in tops if unit.path.startswith(top.path)}
    parts: dict[tuple[UnitLine | None, bool], list[JpCell]] = {}
    for cell in cells:
        top = top_of.get(cell.unit_id)
        is_own = alone is not None and cell.unit_id == alone.id
        parts.setdefault((alone if is_own else top, is_own), []).append(cell)
    return [UnitFigures(unit, standing_of(own, rules), is_own) for (unit, is_own), own in parts.items()]


def ranking(units: Sequence[UnitFigures], small: int) -> Ranking:
    """Units of at least `small` people by their share. Were the others too few together, the smallest joins them:
    else what they reached could be reckoned from the whole."""
    found = [one for one in units if one.standing.bound]
    large = sorted((one for one in found if one.standing.bound >= small), key=lambda one: -one.standing.bound)
    apart = [one for one in found if one.standing.bound < small]
    while large and apart and sum(one.standing.bound for one in apart) < TOO_FEW:
        apart.append(large.pop())
    together = Standing(
        **{name: sum(getattr(one.standing, name) for one in apart) for name in Standing.__dataclass_fields__}
    )
    ranked = sorted(large, key=lambda one: (-one.standing.reached / one.standing.bound, one.standing.bound))
    return Ranking(tuple(ranked), together, len(apart))


def duties_of(cells: Iterable[Cell], today: date, grace: int) -> Duties:
    """Adds up stored counts. What is past its last day for `grace` days or fewer is not shown as late yet."""
    late, waiting, months = 0, 0, dict[date, int]()
    for cell in cells:
        if cell.stage not in OPEN:
            continue
        waiting += cell.people
        if (today - cell.until).days > grace:
            late += cell.people
        elif cell.until >= today:
            month = cell.until.replace(day=1)
            months[month] = months.get(month, 0) + cell.people
    peak = min(months, key=lambda month: (-months[month], month), default=None)
    return Duties(late, waiting, peak, months[peak] if peak else 0)
