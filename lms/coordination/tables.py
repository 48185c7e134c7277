"""Rows of the files that the pages hand out, as plain values; whoever writes a file takes them one by one.

What is read of the database is handed in, so that a file may be written anywhere: at once, or in the background.
"""

from collections.abc import Iterable, Iterator, Sequence

from lms.assignments.queries import AssignmentPage
from lms.assignments.states import NEVER, State
from lms.assignments.sums import UnitTally
from lms.assignments.words import state_names, unit_label
from lms.coordination.queries import PersonLine
from lms.platform.documents.workbook import Column
from lms.platform.web.i18n import gettext

Row = tuple[str | int, ...]


def unit_columns() -> list[Column]:
    """The heads of the table of units."""
    said = (
        gettext("Asked"),
        gettext("Done"),
        gettext("Overdue"),
        gettext("Of them just now"),
        gettext("Still has time"),
        gettext("Waived"),
        gettext("Overdue, percent"),
    )
    return [Column(gettext("Unit"), 40), *(Column(words, 18) for words in said)]


def unit_rows(lines: Iterable[UnitTally]) -> Iterator[Row]:
    """A row for each unit."""
    for line in lines:
        of = line.tally
        counts = (of.asked, of.done, of.overdue, line.just_late, of.running, of.by_state[State.WAIVED])
        yield unit_label(line), *counts, of.share(of.overdue)


def people_columns(pages: Sequence[AssignmentPage]) -> list[Column]:
    """The heads of the table of people: who they are, and state and last day of each assignment."""
    who = [Column(gettext("Name"), 36), Column("NIP", 22), Column(gettext("Unit"), 36)]
    for page in pages:
        who += [Column(page.title, 28), Column(gettext("Last day of %(title)s", title=page.title), 16)]
    return who


def people_rows(lines: Iterable[PersonLine], pages: Sequence[AssignmentPage]) -> Iterator[Row]:
    """A row for each person."""
    names = state_names()
    for line in lines:
        row: list[str] = [line.name, line.nip, line.unit]
        for page in pages:
            held = line.duties.get(page.id)
            row += [names[held.state], held.until.isoformat() if held.until != NEVER else ""] if held else ["", ""]
        yield tuple(row)
