"""The people of the units within reach as a file, with heads by which a staff list is recognised."""

from collections.abc import Iterator, Sequence

from lms.accounts.scope import Scope
from lms.exports.export import Asked, Export, Sheet
from lms.permissions import Permission
from lms.platform.documents.workbook import Column
from lms.platform.web.i18n import gettext
from lms.staff.people_queries import PeopleAsked, count_people, people_read
from lms.staff.person_forms import key_of
from lms.staff.words import field_names, status_words

WIDTHS = {
    "nip": 22,
    "name": 34,
    "title_before": 12,
    "title_after": 16,
    "status": 12,
    "rank": 24,
    "position": 30,
    "unit": 36,
}
"""Fields of people in the order of the columns, and how wide these are."""


def _people(asked: Asked) -> Sheet:
    unit_id = key_of(asked.fields, "unit")
    scope = asked.scope.below(asked.scope.unit(unit_id)) if unit_id is not None else asked.scope
    wanted = PeopleAsked(asked.fields.get("q", "")[:100], asked.fields.get("inactive") == "1")
    called = field_names()
    columns = [*(Column(called[name], width) for name, width in WIDTHS.items()), Column(gettext("Account in use"), 14)]
    return Sheet(columns, count_people(scope, wanted), _rows(scope, wanted))


def _rows(scope: Scope, wanted: PeopleAsked) -> Iterator[Sequence[str]]:
    is_used, is_not = gettext("Yes"), gettext("No")
    for person, post, unit in people_read(scope, wanted):
        yield (
            post.nip,
            person.name,
            person.title_before,
            person.title_after,
            status_words(post.status),
            post.rank,
            post.position,
            unit,
            is_used if person.password_hash is not None else is_not,
        )


EXPORTS: Sequence[Export] = (
    Export("people", "List of staff", Permission.SEE_PEOPLE, "pegawai", _people, ("q", "unit", "inactive")),
)
