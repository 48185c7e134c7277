"""The sheet in words, in the language of whoever asks: page and PDF are both made of this one thing."""

from dataclasses import dataclass
from datetime import date

from lms.hours.targets import Standing
from lms.leadership.figures import TOO_FEW, Cost, Figures, UnitFigures
from lms.leadership.findings import Finding, Kind, findings
from lms.org.signing import OfficeKind
from lms.platform.web.i18n import current_language, gettext, month_text, ngettext, number_text, short_number_text

_ACTING = {OfficeKind.DEFINITIVE: "", OfficeKind.ACTING: "Plt. ", OfficeKind.DAILY: "Plh. "}
Pair = tuple[str, str]


@dataclass(frozen=True)
class FindingText:
    """A finding: what it is, its numbers, and the part of the sheet from which they come."""

    title: str
    text: str
    source: str  # units, offer, duties


@dataclass(frozen=True)
class UnitText:
    """A line of the table of units."""

    name: str
    share: int
    people: str


@dataclass(frozen=True)
class MonthText:
    """A month: what was earned in it and until its end, what an even pace would be, and both as percent of the year."""

    name: str
    jp: str
    total: str
    due: str
    total_share: int
    due_share: int


@dataclass(frozen=True)
class Sheet:
    """Everything that the sheet says, from top to bottom."""

    eyebrow: str
    heading: str
    lead: str
    tiles: tuple[Pair, ...]
    findings: tuple[FindingText, ...]
    asks: tuple[Pair, ...]  # who, what
    target: str  # heading of the shares
    units: tuple[UnitText, ...]
    apart: str  # units too small for the order
    notes: tuple[str, ...]  # people without a minimum, people with a ceiling
    pace: str  # of the year; "" with no months
    needed: str  # JP that the year needs
    months: tuple[MonthText, ...]
    offer: tuple[Pair, ...]
    duties: tuple[Pair, ...]
    costs: tuple[Pair, ...]
    cost_note: str
    sources: str


def sheet_of(figures: Figures) -> Sheet:
    """The words for these figures."""
    whole, found = figures.whole, findings(figures)
    return Sheet(
        eyebrow=_eyebrow(figures),
        heading=_heading(figures),
        lead=_lead(figures),
        tiles=_tiles(figures),
        findings=tuple(_finding_text(one, figures) for one in found),
        asks=tuple(_ask(one, figures) for one in found),
        target=_target(figures),
        units=tuple(_unit_text(one) for one in figures.ranking.ranked),
        apart=_apart(figures),
        notes=_notes(whole),
        pace=_pace(figures),
        needed=_number(figures.whole.target),
        months=_months(figures),
        offer=(
            (
                gettext("JP in the catalogue"),
                ngettext(
                    "%(jp)s JP in %(num)s recognised course",
                    "%(jp)s JP in %(num)s recognised courses",
                    figures.courses,
                    jp=_number(figures.on_offer),
                ),
            ),
            (gettext("JP still needed until 31 December %(year)s", year=figures.day.year), _needed(whole)),
        ),
        duties=_duties(figures),
        costs=_costs(figures.cost, whole, figures.day.year) if figures.cost else (),
        cost_note=gettext("These three lines are never added up.")
        if figures.cost
        else gettext("Cost is known of the whole institution only."),
        sources=gettext(
            "Counted on %(day)s from the JP ledger, staff list, catalogue and assignments of this portal.",
            day=figures.day,
        ),
    )


def _number(value: int) -> str:
    return number_text(value, current_language())


def _rupiah(value: int) -> str:
    return f"Rp {_number(value)}"


def _eyebrow(figures: Figures) -> str:
    said = gettext("Summary for the leadership, %(day)s", day=figures.day)
    return f"{said}. {figures.place}" if figures.place else said


def _target(figures: Figures) -> str:
    if figures.floor is None:
        return gettext("At their minimum of JP")
    return gettext("At least %(floor)s JP", floor=figures.floor)


def _heading(figures: Figures) -> str:
    whole = figures.whole
    minimum = (
        gettext("at least %(floor)s JP", floor=figures.floor)
        if figures.floor is not None
        else gettext("their minimum of JP")
    )
    if not whole.bound:
        return gettext("Nobody here has a minimum of JP yet")
    if whole.bound < TOO_FEW:
        return gettext("Too few people for a share")
    tenths = (10 * whole.reached + whole.bound // 2) // whole.bound
    if not whole.reached:
        return gettext("Nobody has reached %(minimum)s yet", minimum=minimum)
    if whole.reached == whole.bound:
        return gettext("Everybody has reached %(minimum)s", minimum=minimum)
    if tenths == 0:
        return gettext("Fewer than 1 in 10 people have reached %(minimum)s", minimum=minimum)
    if tenths == 10:
        return gettext("Nearly everybody has reached %(minimum)s", minimum=minimum)
    return gettext("%(tenths)s in 10 people have reached %(minimum)s", tenths=tenths, minimum=minimum)


def _lead(figures: Figures) -> str:
    if figures.whole.bound < TOO_FEW:
        return ""
    reached, people = _number(figures.whole.reached), _number(figures.whole.bound)
    counted = gettext("%(reached)s of %(people)s people.", reached=reached, people=people)
    return f"{counted} {gettext('The numbers are those that staff and coordinators see.')}"


def _notes(whole: Standing) -> tuple[str, ...]:
    said, rest = [], whole.people - whole.bound
    if rest >= TOO_FEW:
        said.append(gettext("%(people)s more people have a status without a minimum.", people=_number(rest)))
    if whole.capped >= TOO_FEW and whole.capped_earned:
        said.append(
            gettext(
                "Of people with a ceiling, %(credited)s JP are credited of %(earned)s JP earned.",
                credited=_number(whole.capped_credited),
                earned=_number(whole.capped_earned),
            )
        )
    return tuple(said)


def _tiles(figures: Figures) -> tuple[Pair, ...]:
    whole, found = figures.whole, []
    if whole.bound >= TOO_FEW:
        found.append((_target(figures), f"{whole.share}%"))
        found.append((gettext("Lacking on average"), f"{_number(whole.average_lacking)} JP"))
    per_jp = _per_jp(figures.cost, whole) if figures.cost else None
    if per_jp is not None:
        found.append((gettext("Spending per credited JP"), f"Rp {short_number_text(per_jp)}"))
    else:
        found.append((gettext("JP in the catalogue"), f"{_number(figures.on_offer)} JP"))
    return tuple(found)


def _per_jp(cost: Cost, whole: Standing) -> int | None:
    return cost.spend // whole.credited if cost.spend and whole.credited else None


def _unit_name(one: UnitFigures) -> str:
    if one.unit is None:
        return gettext("In no unit")
    return gettext("%(unit)s itself", unit=one.unit.name) if one.is_own else one.unit.name


def _unit_text(one: UnitFigures) -> UnitText:
    people = ngettext("%(people)s person", "%(people)s people", one.standing.bound, people=_number(one.standing.bound))
    return UnitText(_unit_name(one), one.standing.share, people)


def _apart(figures: Figures) -> str:
    order = figures.ranking
    if not order.apart_units:
        return ""
    units = ngettext("%(num)s small unit is not ranked", "%(num)s small units are not ranked", order.apart_units)
    if order.apart.bound < TOO_FEW:
        return gettext("%(units)s.", units=units)
    share, people = order.apart.share, _number(order.apart.bound)
    return gettext("%(units)s: together %(share)s%% of %(people)s people.", units=units, share=share, people=people)


def _needed(whole: Standing) -> str:
    if not whole.lacking:
        return gettext("nothing")
    if whole.bound < TOO_FEW:
        return gettext("not shown for so few people")
    return gettext(
        "%(jp)s JP: %(people)s people, %(average)s JP each on average",
        jp=_number(whole.lacking),
        people=_number(whole.behind),
        average=_number(whole.average_lacking),
    )


def _pace(figures: Figures) -> str:
    if not _has_months(figures):
        return ""
    now = figures.months[-1]
    return gettext(
        "%(total)s of %(target)s JP that the year needs; at an even pace it would be %(due)s JP by now.",
        total=_number(now.total),
        target=_number(figures.whole.target),
        due=_number(now.due),
    )


def _months(figures: Figures) -> tuple[MonthText, ...]:
    if not _has_months(figures):
        return ()
    target, year = figures.whole.target, figures.day.year
    return tuple(
        MonthText(
            month_text(date(year, one.month, 1), "MMM"),
            _number(one.jp),
            _number(one.total),
            _number(one.due),
            min(100, 100 * one.total // target),
            100 * one.due // target,
        )
        for one in figures.months
    )


def _has_months(figures: Figures) -> bool:
    return figures.whole.bound >= TOO_FEW and figures.whole.target > 0


def _duties(figures: Figures) -> tuple[Pair, ...]:
    duties = figures.duties
    said = [(gettext("Mandatory training past the last day"), _number(duties.late))]
    if duties.peak is not None:
        count = gettext("%(month)s: %(count)s", month=month_text(duties.peak), count=_number(duties.peak_count))
        said.append((gettext("Month with most last days ahead"), count))
    return tuple(said)


def _costs(cost: Cost, whole: Standing, year: int) -> tuple[Pair, ...]:
    fee = cost.fee
    if fee is not None and cost.rate is not None:
        hours = number_text(round(cost.minutes / 60, 1), current_language())
        unpaid = gettext("%(fee)s: %(hours)s hours at %(rate)s", fee=_rupiah(fee), hours=hours, rate=_rupiah(cost.rate))
    elif cost.rate is None:
        unpaid = gettext("No data: the rate of speakers is not set.")
    else:
        unpaid = gettext("No data: no hours of speakers are entered for %(year)s.", year=year)
    per_jp = _per_jp(cost, whole)
    if per_jp is not None and cost.spend is not None:
        spent = gettext(
            "%(each)s: %(spend)s for %(jp)s JP",
            each=_rupiah(per_jp),
            spend=_rupiah(cost.spend),
            jp=_number(whole.credited),
        )
    elif cost.spend is None:
        spent = gettext("No data: the spending of %(year)s is not entered.", year=year)
    else:
        spent = gettext("%(spend)s, and no JP are credited yet", spend=_rupiah(cost.spend))
    return (
        (gettext("Spending per credited JP"), spent),
        (gettext("Honorarium not paid"), unpaid),
        (gettext("Classes avoided"), gettext("No data: plan and prices of classes are not in this portal.")),
    )


def _finding_text(one: Finding, figures: Figures) -> FindingText:
    whole, duties, unit = figures.whole, figures.duties, one.unit
    if one.kind is Kind.WEAKEST and unit is not None:
        text = gettext(
            "%(share)s%% of %(people)s people, against %(whole)s%% of all.",
            share=unit.standing.share,
            people=_number(unit.standing.bound),
            whole=whole.share,
        )
        return FindingText(gettext("%(unit)s is furthest behind.", unit=_unit_name(unit)), text, "units")
    if one.kind in (Kind.ENOUGH, Kind.TOO_SMALL):
        title = (
            gettext("The catalogue holds enough.")
            if one.kind is Kind.ENOUGH
            else gettext("The catalogue is too small.")
        )
        text = gettext(
            "On average %(lacking)s JP are lacking; the catalogue holds %(offer)s JP.",
            lacking=_number(whole.average_lacking),
            offer=_number(figures.on_offer),
        )
        return FindingText(title, text, "offer")
    if one.kind is Kind.LATE:
        text = gettext("%(late)s of %(open)s that are not done.", late=_number(duties.late), open=_number(duties.open))
        return FindingText(gettext("Mandatory training is past its last day."), text, "duties")
    month = month_text(duties.peak) if duties.peak else ""
    text = gettext(
        "%(count)s of %(open)s that are not done.", count=_number(duties.peak_count), open=_number(duties.open)
    )
    return FindingText(gettext("Most last days fall in %(month)s.", month=month), text, "duties")


def _ask(one: Finding, figures: Figures) -> Pair:
    whole, duties, office = figures.whole, figures.duties, figures.office or gettext("Coordinator")
    if one.kind is Kind.WEAKEST and one.unit is not None:
        acting = _ACTING[figures.heads[one.unit.unit.id]] if one.unit.unit and one.unit.unit.id in figures.heads else ""
        who = acting + gettext("Head of %(unit)s", unit=one.unit.unit.name) if one.unit.unit else office
        behind = _number(one.unit.standing.behind)
        return who, gettext("Give %(people)s people who lack JP time to learn each week.", people=behind)
    if one.kind is Kind.TOO_SMALL:
        short = _number(whole.average_lacking - figures.on_offer)
        return office, gettext("Publish and recognise at least %(jp)s JP more.", jp=short)
    if one.kind is Kind.ENOUGH:
        return office, gettext("Invite %(people)s people who lack JP to a course.", people=_number(whole.behind))
    if one.kind is Kind.LATE:
        place = figures.place
        who = gettext("Head of %(unit)s", unit=place) if place else gettext("Head of the institution")
        return who, gettext("Ask the heads of units to have %(late)s late duties completed.", late=_number(duties.late))
    return office, gettext("Spread the last days of %(month)s over more weeks.", month=month_text(duties.peak))  # type: ignore[arg-type]
