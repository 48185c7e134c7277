"""What stands there of a person is what was corrected last, unless a list or a merge came later."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import func, or_, select

from lms.accounts.models import Employment, Person, PersonCorrection, PersonMerge
from lms.platform.db.model import db
from lms.platform.db.recounting import Difference, streamed
from lms.staff.models import StaffChange, StaffImport

_OF_A_POST = {"nip": "nip", "status": "status", "rank": "rank", "position": "position", "unit_id": "unit_id",
              "first_day": "valid_from"}  # fmt: skip
"""Field → column. Last days and superiors change by other ways too."""
_OF_THE_PERSON = ("name", "title_before", "title_after", "birth_date", "email")


def differences() -> Iterator[Difference]:
    """The newest correction of each value, held against the value."""
    one = PersonCorrection
    newest = select(func.max(one.id)).group_by(one.person_id, one.employment_id, one.field)
    merged = or_(PersonMerge.kept_id == one.person_id, PersonMerge.gone_id == one.person_id)
    rows = (
        select(one, Person, Employment)
        .join(Person, Person.id == one.person_id)
        .join(Employment, Employment.id == one.employment_id, isouter=True)
        .where(one.id.in_(newest), ~select(PersonMerge.id).where(merged).exists())
        .order_by(one.id)
    )
    listed = _listed_last()
    for row, person, post in streamed(rows):
        column = _OF_A_POST.get(row.field, row.field)
        if (row.field not in _OF_A_POST and row.field not in _OF_THE_PERSON) or _is_later(listed, row):
            continue
        value = getattr(post if row.employment_id else person, column)
        stands = "" if value is None else str(value)
        if stands != row.after:
            yield Difference("person_correction", row.id, row.field, row.after, stands)


def _listed_last() -> Mapping[int | None, datetime]:
    """When a list last changed, or was undone for, each person."""
    at = func.coalesce(StaffChange.undone_at, StaffImport.applied_at)
    rows = select(StaffChange.person_id, func.max(at)).join(StaffImport, StaffImport.id == StaffChange.import_id)
    return {key: when for key, when in db.session.execute(rows.group_by(StaffChange.person_id)) if when is not None}


def _is_later(listed: Mapping[int | None, datetime], row: PersonCorrection) -> bool:
    when = listed.get(row.person_id)
    return when is not None and when >= row.at
