"""What was found in the audit as a file: in words, and as it is stored."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lms.auditing import queries
from lms.auditing.forms import read_filters
from lms.auditing.queries import count_acts, found_acts
from lms.auditing.saying import Line, lines_of
from lms.exports.export import Asked, Export, Sheet
from lms.kernel.errors import Unprocessable
from lms.permissions import Permission
from lms.platform.documents.workbook import Column
from lms.platform.web.i18n import gettext
from lms.platform.zone import local_zone

AT_A_TIME = 500


def _acts(asked: Asked) -> Sheet:
    filters = read_filters(asked.fields)
    if filters.errors():
        raise Unprocessable("Choose days between 2000 and 2199, the last one not before the first.")
    wanted = filters.asked(local_zone())
    columns = [
        Column(gettext("Time"), 20),
        Column(gettext("By whom"), 20),
        Column(gettext("The act"), 80),
        Column(gettext("Words with it"), 40),
        Column(gettext("Stored name of the act"), 24),
        Column(gettext("Stored subject"), 24),
    ]
    return Sheet(columns, count_acts(wanted), (_row(line) for line in _lines(wanted, asked)))


def _lines(wanted: queries.Asked, asked: Asked) -> Iterator[Line]:
    """The lines, read by their place in the order some at a time, with the names of those."""
    place = wanted.before
    while True:
        found = found_acts(replace(wanted, before=place), AT_A_TIME)
        yield from lines_of(found.acts, asked.rights)
        if found.last is None:
            return
        place = found.last


def _row(line: Line) -> Sequence[str]:
    at = line.act.at.astimezone(local_zone())
    said = (line.plain, " / ".join(line.quoted), line.act.action, line.act.subject)
    return (f"{at:%Y-%m-%d %H.%M.%S}", line.act.actor, *said)


EXPORTS: Sequence[Export] = (
    Export("audit", "Audit trail", Permission.READ_AUDIT, "jejak-audit", _acts, ("by", "what", "kind", "from", "to")),
)
