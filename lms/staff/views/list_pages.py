"""What the pages of a staff list show: the differences before saving, what was done after it, lines as a file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response, request

from lms.accounts.scope import Scope
from lms.kernel.clock import utc_now
from lms.permissions import Permission
from lms.platform.audit.operations import record
from lms.platform.db.doors import begin_writing
from lms.platform.documents.workbook import Column, workbook
from lms.platform.web.downloads import xlsx_file
from lms.platform.web.guards import actor, reads_first, requires
from lms.platform.web.i18n import gettext
from lms.platform.web.pages import render
from lms.staff.access import list_for
from lms.staff.lists.comparison import Choice, Kind, Question
from lms.staff.lists.held import FIELDS
from lms.staff.lists.units import NEW, NEW_PLACE, UnitQuestion
from lms.staff.operations import undo_until
from lms.staff.preview import Preview, preview_of
from lms.staff.queries import ListPage, changes_of
from lms.staff.views.blueprint import bp, reach
from lms.staff.words import field_names, problem_words, value_words

MOST_QUESTIONS, MOST_CHANGES = 20, 100


Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """Lines with the same problem, each with what may be chosen; `choices` are for all of them at once."""

    code: str
    lines: list[tuple[Question, Choices]]

    @property
    def title(self) -> str:
        """The problem in a few words."""
        return problem_words(self.code)

    @property
    def choices(self) -> Choices:
        """What any of the lines offers; leaving out comes last."""
        found = dict.fromkeys(choice for _, choices in self.lines for choice in choices)
        return sorted(found, key=lambda choice: list(Choice).index(Choice(choice[0])))

    @property
    def remedy(self) -> str:
        """What to do about it, the same for all lines."""
        problem = self.lines[0][0].problem
        return problem.say(gettext(problem.remedy))


def preview_page(page: ListPage, preview: Preview, scope: Scope) -> Response:
    """The differences of an open list, and what must be decided."""
    counts = Counter(change.kind.value for change in preview.comparison.changes)
    units = _unit_names(scope)
    open_ones = [one for one in preview.comparison.questions if one.chosen is Choice.SKIP]
    return render(
        "staff/preview.html",
        title=gettext("Look before saving"),
        page=page,
        preview=preview,
        counts=counts,
        undecided=len(open_ones) + sum(not one.chosen for one in preview.units.questions),
        groups=_groups(preview.comparison.questions),
        shown=MOST_QUESTIONS,
        unit_questions=[(one, _unit_choices(one, units)) for one in preview.units.questions],
        units=units,
        unit_name=_unit_name(page, scope),
        many_leave=counts[Kind.LEFT] * 5 > len(preview.rows) and counts[Kind.LEFT] > 5,
    )


def result_page(page: ListPage, scope: Scope) -> Response:
    """What became of a list."""
    is_undoable = page.state == "applied" and page.applied_at is not None and utc_now() < undo_until(page.applied_at)
    kept = [change for change in changes_of(page.id) if change.kept_because] if page.state == "undone" else []
    return render(
        "staff/result.html",
        title=page.file_name,
        page=page,
        is_undoable=is_undoable,
        undo_until=undo_until(page.applied_at) if page.applied_at else None,
        kept=kept,
        unit_name=_unit_name(page, scope),
    )


@bp.get("/people/lists/<int:list_id>/changes/<kind>")
@requires(Permission.KEEP_UNITS)
def list_changes(list_id: int, kind: str) -> Response:
    """Who is new, changed, moved or gone, by name, with what was and what comes."""
    scope = reach(Permission.KEEP_UNITS)
    page, kind = list_for(list_id, scope), Kind(kind) if kind in set(Kind) else Kind.NEW
    names = {str(key): name for key, name in _unit_names(scope).items()}
    found: list[tuple[str, Mapping[str, object], Mapping[str, object]]]
    if page.state == "open":
        preview = preview_of(page, scope)
        names |= {NEW_PLACE + unit.key: unit.name for unit in preview.units.new}
        found = [(change.name, change.before, change.after) for change in preview.comparison.of(kind)]
    else:
        found = [(line.name, line.before, line.after) for line in changes_of(page.id, kind.value)]
    lines = [(name, _pairs(before, after, names)) for name, before, after in found]
    first = max(request.args.get("from", 0, int), 0)
    return render(
        "staff/changes.html",
        title=kind_words(kind),
        page=page,
        kind=kind,
        lines=lines[first : first + MOST_CHANGES],
        first=first,
        total=len(lines),
        step=MOST_CHANGES,
    )


@bp.post("/people/lists/<int:list_id>/lines.xlsx")
@requires(Permission.KEEP_UNITS)
@reads_first
def problem_lines(list_id: int) -> Response:
    """The lines that are not taken as they stand, with problem and remedy, to be mended in a file of their own."""
    scope = reach(Permission.KEEP_UNITS)
    page = list_for(list_id, scope)
    found = preview_of(page, scope).comparison.questions if page.state == "open" else ()
    columns = [
        Column(gettext("Line"), 8),
        Column(gettext("Name"), 34),
        Column("NIP", 22),
        Column(gettext("Unit"), 34),
        Column(gettext("Problem"), 60),
        Column(gettext("Remedy"), 50),
    ]
    rows = [
        (str(one.row.number), one.row.name, one.row.nip or one.row.nip_start, one.row.unit, *_said(one))
        for one in found
    ]
    file = workbook(gettext("Lines to mend"), columns, rows)
    begin_writing()
    record(actor().username, "staff.export-lines", f"staff-list:{list_id}", utc_now(), lines=len(rows))
    return xlsx_file(file, f"baris-{list_id}.xlsx")


def kind_words(kind: Kind) -> str:
    """The kinds of changes in words."""
    return {
        Kind.NEW: gettext("New"),
        Kind.CHANGED: gettext("Changed"),
        Kind.MOVED: gettext("Moved to another unit"),
        Kind.LEFT: gettext("No longer on the list"),
    }[kind]


def _groups(questions: Iterable[Question]) -> list[Group]:
    found: dict[str, Group] = {}
    for question in questions:
        code = question.problem.code
        found.setdefault(code, Group(code, [])).lines.append((question, _row_choices(question)))
    return list(found.values())


def _row_choices(question: Question) -> Choices:
    is_same = question.proposal is not None
    words = {
        Choice.USE: gettext("It is the person who is held"),
        Choice.NEW: gettext("It is somebody else, who is new") if is_same else gettext("Add without a NIP"),
        Choice.SKIP: gettext("Leave the line out"),
    }
    return [(choice.value, words[choice]) for choice in question.choices]


def _unit_choices(question: UnitQuestion, names: Mapping[int, str]) -> Choices:
    proposed = [(str(key), names.get(key, "?")) for key in question.proposals]
    return [*proposed, (NEW, gettext("A unit that is new")), (Choice.SKIP.value, gettext("Leave these lines out"))]


def _pairs(
    before: Mapping[str, object], after: Mapping[str, object], units: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Field in words, value before, value after."""
    names = [name for name in FIELDS if name in before or (name in after and (before or name != "name"))]
    called = field_names()
    said = [[value_words(name, values.get(name, ""), units) for name in names] for values in (before, after)]
    return [(called[name], was, comes) for name, was, comes in zip(names, *said, strict=True)]


def _unit_names(scope: Scope) -> dict[int, str]:
    return {unit.id: unit.name for unit in scope.units}


def _unit_name(page: ListPage, scope: Scope) -> str:
    return _unit_names(scope).get(page.unit_id, "") if page.unit_id is not None else gettext("All units")


def _said(question: Question) -> tuple[str, str]:
    problem = question.problem
    return problem.say(gettext(problem.message)), problem.say(gettext(problem.remedy))
