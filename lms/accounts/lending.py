"""Which rows of deputies hold on a day, and which roles go over to a deputy: parts of statements."""

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts.models import Deputy
from lms.permissions import OF_A_UNIT


def stands_on(today: object) -> ColumnElement[bool]:
    """Whether a row of `Deputy` holds on a day; a value or a parameter."""
    return and_(Deputy.ended_at.is_(None), Deputy.first_day <= today, Deputy.last_day >= today)


def is_handed_over(role: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether a role goes over to a deputy; no IN, which a hot statement cannot have."""
    return or_(*(role == one.value for one in sorted(OF_A_UNIT)))
