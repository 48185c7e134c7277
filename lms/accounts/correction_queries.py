"""Questions about what is held of a person and what was corrected; they change nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from lms.accounts.correction import Record
from lms.accounts.employment import EmploymentStatus
from lms.accounts.models import Employment, Person, PersonCorrection
from lms.accounts.posts import Identity, Post
from lms.org.models import Unit
from lms.platform.db.model import db


def newest_posts(person_id: int) -> list[Employment]:
    """The newest post of a person and the one before it, the newest first."""
    rows = select(Employment).where(Employment.person_id == person_id)
    return list(db.session.scalars(rows.order_by(Employment.valid_from.desc(), Employment.id.desc()).limit(2)))


def record_of(person_id: int) -> Record:
    """What is held of a person who exists."""
    person, posts = db.session.get_one(Person, person_id), newest_posts(person_id)
    who = Identity(person.name, person.title_before, person.title_after, person.birth_date, person.email)
    return Record(who, _post(posts[0]), posts[0].valid_from, posts[0].valid_to) if posts else Record(who)


def earliest_first_day(person_id: int) -> date | None:
    """The day on which the newest post of a person may begin at the earliest; None where nothing is before it.

    A post that ends the day before it gives way, but keeps a day.
    """
    posts = newest_posts(person_id)
    if len(posts) < 2:
        return None
    gives_way = posts[1].valid_to == posts[0].valid_from - timedelta(days=1)
    before = posts[1].valid_from if gives_way or posts[1].valid_to is None else posts[1].valid_to
    return before + timedelta(days=1)


@dataclass(frozen=True)
class CorrectionLine:
    """One value that was corrected; units and superiors by their names."""

    field: str
    before: str
    after: str
    reason: str
    words: str
    at: datetime
    by: str


def corrections_of(person_id: int, most: int) -> tuple[CorrectionLine, ...]:
    """The newest corrections of a person; three statements at most."""
    rows = select(PersonCorrection).where(PersonCorrection.person_id == person_id)
    found = db.session.scalars(rows.order_by(PersonCorrection.id.desc()).limit(most)).all()
    names = names_of((row.field, key) for row in found for key in (row.before, row.after))
    return tuple(
        CorrectionLine(
            row.field,
            names.get((row.field, row.before), row.before),
            names.get((row.field, row.after), row.after),
            row.reason,
            row.words,
            row.at,
            row.by,
        )
        for row in found
    )


def names_of(values: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Names in place of keys: field and value, where the value is the key of a unit or a superior → its name."""
    keys: dict[str, set[int]] = {"unit_id": set(), "superior_id": set()}
    for field, value in values:
        if field in keys and value:
            keys[field].add(int(value))
    units = select(Unit.id, Unit.name).where(Unit.id.in_(keys["unit_id"]))
    people = select(Person.id, Person.name).where(Person.id.in_(keys["superior_id"]))
    return {
        (field, str(key)): name
        for field, rows in (("unit_id", units), ("superior_id", people))
        if keys[field]
        for key, name in db.session.execute(rows)
    }


def _post(row: Employment) -> Post:
    return Post(row.nip, EmploymentStatus(row.status), row.rank, row.position, row.unit_id, row.superior_id)
