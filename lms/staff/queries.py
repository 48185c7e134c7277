"""Questions about staff lists; they change nothing."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from lms.platform.db.model import db
from lms.staff.models import StaffChange, StaffImport


@dataclass(frozen=True)
class ListPage:
    """A staff list on its way in, or what became of it."""

    id: int
    unit_id: int | None
    is_complete: bool
    valid_from: date
    file_name: str
    file: bytes | None
    headers_hash: str
    columns: Mapping[str, int]
    decisions: Mapping[str, str]
    state: str  # open, applied, undone, dropped
    counts: Mapping[str, int]
    created_at: datetime
    created_by: str
    applied_at: datetime | None
    applied_by: str
    undone_at: datetime | None
    undone_by: str


def list_page(list_id: int) -> ListPage | None:
    """One list with its file."""
    row = db.session.get(StaffImport, list_id)
    return _list_page(row) if row is not None else None


def list_begun_by(token: str) -> int | None:
    """The list that a form with this token has begun."""
    return db.session.scalar(select(StaffImport.id).where(StaffImport.token == token))


def last_columns(headers_hash: str) -> Mapping[str, object]:
    """How the columns of the last list with the same headers were matched that was saved; {} if there was none."""
    rows = select(StaffImport.columns).where(
        StaffImport.headers_hash == headers_hash, StaffImport.applied_at.is_not(None)
    )
    found = db.session.scalar(rows.order_by(StaffImport.id.desc()).limit(1))
    columns: Mapping[str, object] = json.loads(found) if found else {}
    return columns


@dataclass(frozen=True)
class ListLine:
    """One line of the page of lists."""

    id: int
    file_name: str
    unit_id: int | None
    state: str
    created_at: datetime
    created_by: str
    counts: Mapping[str, int]


def newest_lists(units: Collection[int] | None, most: int) -> tuple[ListLine, ...]:
    """The newest lists of these units (None: of all), without their files."""
    columns = (
        *(StaffImport.id, StaffImport.file_name, StaffImport.unit_id, StaffImport.state),
        *(StaffImport.created_at, StaffImport.created_by, StaffImport.counts),
    )
    wanted = select(*columns) if units is None else select(*columns).where(StaffImport.unit_id.in_(units))
    rows = db.session.execute(wanted.order_by(StaffImport.id.desc()).limit(most))
    return tuple(ListLine(*row[:-1], counts=json.loads(row.counts)) for row in rows)


@dataclass(frozen=True)
class ChangeLine:
    """What a list changed of a person."""

    id: int
    person_id: int | None
    name: str
    kind: str
    before: Mapping[str, object]  # also the keys of grants that ended, as roles
    after: Mapping[str, str]
    undone_at: datetime | None
    kept_because: str


def changes_of(list_id: int, kind: str = "", most: int | None = None) -> tuple[ChangeLine, ...]:
    """What a list changed, of one kind or of all, in the order of the list."""
    rows = select(StaffChange).where(StaffChange.import_id == list_id)
    rows = rows.where(StaffChange.kind == kind) if kind else rows
    return tuple(
        ChangeLine(
            row.id,
            row.person_id,
            row.name,
            row.kind,
            json.loads(row.before),
            json.loads(row.after),
            row.undone_at,
            row.kept_because,
        )
        for row in db.session.scalars(rows.order_by(StaffChange.id).limit(most))
    )


@dataclass(frozen=True)
class ListedChange:
    """What a list that was saved changed of one person."""

    before: Mapping[str, object]
    after: Mapping[str, str]
    at: datetime
    by: str
    is_undone: bool


def listed_changes(person_id: int, most: int) -> tuple[ListedChange, ...]:
    """What lists changed of somebody who was held already, the newest first."""
    rows = (
        select(StaffChange, StaffImport.applied_at, StaffImport.applied_by)
        .join(StaffImport, StaffImport.id == StaffChange.import_id)
        .where(StaffChange.person_id == person_id, StaffChange.kind.in_(("changed", "moved")))
        .order_by(StaffChange.id.desc())
        .limit(most)
    )
    return tuple(
        ListedChange(json.loads(row.before), json.loads(row.after), at, by, row.undone_at is not None)
        for row, at, by in db.session.execute(rows)
        if at is not None
    )


def changed_after(list_id: int) -> set[int]:
    """People of a list whom a later list that stands has changed again."""
    later = select(StaffImport.id).where(StaffImport.id > list_id, StaffImport.state == "applied")
    return set(db.session.scalars(select(StaffChange.person_id).where(StaffChange.import_id.in_(later))))


def _list_page(row: StaffImport) -> ListPage:
    names = ListPage.__dataclass_fields__
    read = {name: json.loads(getattr(row, name)) for name in ("columns", "decisions", "counts")}
    return ListPage(**{**{name: getattr(row, name) for name in names}, **read})
