"""Keys of names are those of the names; nothing names a record that was merged into another any more."""

from collections.abc import Iterator

from sqlalchemy import select

from lms.accounts.merges import moves
from lms.accounts.models import Employment, Person, SigninSession
from lms.accounts.names import person_key
from lms.platform.db.model import db
from lms.platform.db.recounting import Difference, streamed


def differences() -> Iterator[Difference]:
    """Keys that are not those of names; rows, posts that last and sessions of records that were merged."""
    for person, name, key in streamed(select(Person.id, Person.name, Person.name_key).order_by(Person.id)):
        if key != person_key(name):
            yield Difference("person", person, "name_key", key, person_key(name))
    yield from _of_merged()


def _of_merged() -> Iterator[Difference]:
    """One query where there are none."""
    into = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
    gone = {row.id: row.merged_into_id for row in db.session.execute(into)}
    if not gone:
        return
    merged = select(Person.id).where(Person.merged_into_id.is_not(None))
    columns = [line.column for line in moves() if not line.by_feature and not line.once_per]
    for column in (*columns, SigninSession.person_id):
        key = column.class_.__table__.primary_key.columns[0]
        for row, person in streamed(select(key, column).where(column.in_(merged)).order_by(key)):
            yield Difference(column.class_.__tablename__, row, column.key, str(person), str(gone[person]))
    lasting = select(Employment.id, Employment.person_id).where(
        Employment.person_id.in_(merged), Employment.valid_to.is_(None)
    )
    for row, person in streamed(lasting.order_by(Employment.id)):
        yield Difference("employment", row, "valid_to", "none", f"a last day, for {person} was merged")
