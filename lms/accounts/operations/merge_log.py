"""What a merge changes is written down row by row, and put back from the last step to the first. Never commits."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    LargeBinary,
    Numeric,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
    tuple_,
    update,
)

from lms.accounts.models import PersonMergeRow
from lms.kernel.errors import Conflict
from lms.platform.db.model import Base, UtcDateTime, db

Key = tuple[Any, ...]
Row = dict[str, Any]

_TORN = "What was merged has changed since. The merge stays."


@contextmanager
def watching(merge_id: int, model: type[Base], *where: ColumnElement[bool], is_whole: bool = False) -> Iterator[None]:
    """Writes down what becomes of these rows inside the block: one step of the merge.

    With `is_whole` all of a row that changed is written down, so that it cannot be put back once any of it is other.
    """
    table = inspect(model).local_table
    assert isinstance(table, Table)
    before = _rows(table, and_(*where))
    yield
    after = _rows(table, or_(and_(*where), _is_one_of(table, before)))
    entries = [
        entry for key in {**before, **after} if (entry := _entry(key, before.get(key), after.get(key), is_whole))
    ]
    if entries:
        step = select(func.coalesce(func.max(PersonMergeRow.step), 0) + 1).where(PersonMergeRow.merge_id == merge_id)
        shared = {"merge_id": merge_id, "step": db.session.scalar(step), "table": table.name}
        db.session.execute(insert(PersonMergeRow), [{**shared, **entry} for entry in entries])


def touched(merge_id: int, model: type[Base]) -> list[int]:
    """The keys of the rows of a table that a merge changed or added; of tables whose key is one number."""
    rows = select(PersonMergeRow.key).where(
        PersonMergeRow.merge_id == merge_id,
        PersonMergeRow.table == inspect(model).local_table.name,  # type: ignore[attr-defined]
    )
    return sorted({json.loads(key)[0] for key in db.session.scalars(rows)})


def require_as_left(merge_id: int, model: type[Base], message: str) -> None:
    """Raises Conflict with this message if a row of a table is no longer as the merge left it."""
    table = model.metadata.tables[model.__tablename__]
    rows = select(PersonMergeRow).where(PersonMergeRow.merge_id == merge_id, PersonMergeRow.table == table.name)
    entries = db.session.scalars(rows).all()
    if not _are_as_left(table, entries, _rows(table, _is_one_of(table, [_key(entry) for entry in entries]))):
        raise Conflict(message)


def _are_as_left(table: Table, entries: Sequence[PersonMergeRow], held: Mapping[Key, Row]) -> bool:
    for entry in entries:
        found, left = held.get(_key(entry)), _decoded(table, entry.after)
        if found is None or left is None:
            if found is not left:
                return False
        elif any(found[name] != left[name] for name in left):
            return False
    return True


def put_back(merge_id: int) -> None:
    """Puts every row back. Raises Conflict if one of them is no longer as the merge left it."""
    rows = select(PersonMergeRow).where(PersonMergeRow.merge_id == merge_id)
    entries = db.session.scalars(rows.order_by(PersonMergeRow.step.desc(), PersonMergeRow.id)).all()
    for (_, name), step in groupby(entries, lambda entry: (entry.step, entry.table)):
        _put_back_step(Base.metadata.tables[name], list(step))
    db.session.expire_all()


def _put_back_step(table: Table, entries: list[PersonMergeRow]) -> None:
    keys = {entry.id: _key(entry) for entry in entries}
    if not _are_as_left(table, entries, _rows(table, _is_one_of(table, list(keys.values())))):
        raise Conflict(_TORN)
    added = [keys[entry.id] for entry in entries if entry.before is None]
    if added:
        db.session.execute(delete(table).where(_is_one_of(table, added)))
    removed = [row for one in entries if one.after is None and (row := _decoded(table, one.before)) is not None]
    if removed:
        db.session.execute(insert(table), removed)
    _put_back_values(table, [(keys[one.id], _decoded(table, one.before)) for one in entries if one.after is not None])


def _put_back_values(table: Table, rows: Sequence[tuple[Key, Row | None]]) -> None:
    """One statement for all rows of which the same columns are put back."""
    same: dict[str, BindParameter[Any]] = {column.name: bindparam(f"key_{column.name}") for column in table.primary_key}
    by_columns: dict[tuple[str, ...], list[Row]] = {}
    for key, before in rows:
        if before is not None:
            named = {f"key_{name}": value for name, value in zip(same, key, strict=True)}
            values = {f"to_{name}": value for name, value in before.items()}
            by_columns.setdefault(tuple(before), []).append({**named, **values})
    for names, rows_of in by_columns.items():
        statement = update(table).where(*(table.columns[name] == key for name, key in same.items()))
        to = {name: bindparam(f"to_{name}", type_=table.columns[name].type) for name in names}
        db.session.connection().execute(statement.values(to), rows_of)


def _rows(table: Table, where: ColumnElement[bool]) -> dict[Key, Row]:
    db.session.flush()
    found = db.session.connection().execute(select(table).where(where)).mappings()
    return {tuple(row[column.name] for column in table.primary_key): dict(row) for row in found}


def _entry(key: Key, before: Row | None, after: Row | None, is_whole: bool) -> Row | None:
    """What is written down of one row; None if nothing became of it."""
    if before is not None and after is not None:
        names = [name for name in before if before[name] != after[name]]
        if not names:
            return None
        names = list(before) if is_whole else names
        before, after = {name: before[name] for name in names}, {name: after[name] for name in names}
    return {"key": _encoded(key), "before": _encoded(before), "after": _encoded(after)}


def _is_one_of(table: Table, keys: Collection[Key]) -> ColumnElement[bool]:
    columns = tuple(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(list(keys))


def _encoded(values: Key | Row | None) -> str | None:
    return None if values is None else json.dumps(values, default=_text, ensure_ascii=False)


def _text(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _key(entry: PersonMergeRow) -> Key:
    return tuple(json.loads(entry.key))


def _decoded(table: Table, text: str | None) -> Row | None:
    if text is None:
        return None
    values: Mapping[str, Any] = json.loads(text)
    return {name: _value(table, name, value) for name, value in values.items()}


def _value(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Numeric):
        return Decimal(value)
    return bytes.fromhex(value) if isinstance(kind, LargeBinary) else value
