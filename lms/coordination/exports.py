"""What the overview and the list person by person show, as files."""

from collections.abc import Sequence

from lms.coordination.asked import asked_for, chosen_in, rules_on
from lms.coordination.overview import overview_of
from lms.coordination.queries import all_lines, count_people
from lms.coordination.tables import people_columns, people_rows, unit_columns, unit_rows
from lms.exports.export import Asked, Export, Sheet
from lms.permissions import Permission

CHOSEN = ("assignment", "unit", "kind")


def _units(asked: Asked) -> Sheet:
    """The table of units, without names of people."""
    page = overview_of(asked.scope, chosen_in(asked.scope, asked.fields), asked.today)
    return Sheet(unit_columns(), len(page.lines), unit_rows(line.of for line in page.lines))


def _people(asked: Asked) -> Sheet:
    wanted, rules = asked_for(asked.scope, asked.fields), rules_on(asked.today)
    lines = all_lines(wanted.people, wanted.inside, rules)
    total = count_people(wanted.people, wanted.inside, rules)
    return Sheet(people_columns(wanted.pages), total, people_rows(lines, wanted.pages))


EXPORTS: Sequence[Export] = (
    Export(
        "assigned-units",
        "Units and what they are asked",
        Permission.SEE_UNIT_PROGRESS,
        "ringkasan-unit",
        _units,
        CHOSEN,
    ),
    Export(
        "assigned-people",
        "People and what they are asked",
        Permission.SEE_UNIT_PROGRESS,
        "ringkasan-pegawai",
        _people,
        (*CHOSEN, "own", "state"),
    ),
)
