"""Questions about the sums of JP by unit; they change nothing."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, true

from lms.accounts.scope import Scope
from lms.hours.models import JpCount, JpMonth, JpRule, StaffCount
from lms.hours.targets import Bounds, JpCell, MonthCell
from lms.platform.db.model import db


def jp_cells(year: int, scope: Scope) -> list[JpCell]:
    """Everybody at work within reach, by unit, status and JP of a year; two statements."""
    counts = select(JpCount.unit_id, JpCount.status, JpCount.jp, JpCount.people)
    counts = counts.where(JpCount.year == year, JpCount.people != 0, _within(JpCount.unit_id, scope))
    found = [JpCell(*row) for row in db.session.execute(counts)]
    staff = select(StaffCount.unit_id, StaffCount.status, StaffCount.people).where(_within(StaffCount.unit_id, scope))
    rest = Counter({(unit, status): people for unit, status, people in db.session.execute(staff)})
    for cell in found:
        rest[cell.unit_id, cell.status] -= cell.people
    return found + [JpCell(unit, status, 0, people) for (unit, status), people in rest.items() if people]


def month_cells(year: int, scope: Scope) -> list[MonthCell]:
    """What people at work within reach earned in each month of a year."""
    rows = select(JpMonth.unit_id, JpMonth.status, JpMonth.month, JpMonth.jp)
    rows = rows.where(JpMonth.year == year, _within(JpMonth.unit_id, scope))
    return [MonthCell(*row) for row in db.session.execute(rows)]


def bounds_on(day: date) -> dict[str, Bounds]:
    """Status → its rules on a day."""
    rows = select(JpRule.status, JpRule.bound, JpRule.jp).where(JpRule.valid_from <= day).order_by(JpRule.valid_from)
    held: dict[str, dict[str, int]] = {}
    for status, bound, jp in db.session.execute(rows):
        held.setdefault(status, {})[bound] = jp  # the newest stays
    return {status: Bounds(**rules) for status, rules in held.items()}


def _within(column: Any, scope: Scope) -> ColumnElement[bool]:
    return true() if scope.is_all else column.in_(scope.keys)
