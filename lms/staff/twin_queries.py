"""Which other record may be of the same person; changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Employment, Person
from lms.accounts.nip import plain_nip
from lms.accounts.queries import full_name
from lms.accounts.scope import Scope
from lms.org.models import Unit
from lms.platform.db.model import db
from lms.staff.people_queries import PersonPage

MOST = 20


@dataclass(frozen=True)
class TwinLine:
    """A record that may be of the same person; why it was found: same-nip, same-name or asked."""

    id: int
    name: str
    username: str
    nip: str
    unit: str
    is_here: bool
    why: str


def twins_of(person: PersonPage, scope: Scope, words: str) -> list[TwinLine]:
    """Records within reach with the same NIP, or the same name and no other birth date; or those asked for by words."""
    asked = " ".join(words.split()).casefold()[:100]
    if asked:
        digits = plain_nip(asked)
        matches = Employment.nip.startswith(digits) if digits.isdigit() else _named(asked)
        return [_line(row, "asked") for row in _rows(person.id, scope, matches)]
    numbers = {post.nip for post in person.posts if post.nip}
    is_born = or_(Person.birth_date.is_(None), Person.birth_date == (person.birth_date or Person.birth_date))
    by_name = and_(Person.sort_key == person.name.casefold()[:200], is_born)
    found = {row.Person.id: _line(row, "same-name") for row in _rows(person.id, scope, by_name)}
    found |= {row.Person.id: _line(row, "same-nip") for row in _rows(person.id, scope, Employment.nip.in_(numbers))}
    return sorted(found.values(), key=lambda line: (line.why != "same-nip", line.name, line.id))


def _named(words: str) -> ColumnElement[bool]:
    return or_(Person.sort_key.contains(words, autoescape=True), Person.username == words)


def _rows(but: int, scope: Scope, matches: ColumnElement[bool]) -> Iterable[Any]:
    """Records with their last post; people who have left too, for it is they who were written down twice."""
    newest = aliased(Employment)
    last = select(newest.id).where(newest.person_id == Person.id)
    last = last.order_by(newest.valid_from.desc(), newest.id.desc()).limit(1)
    rows = (
        select(Person, Employment, Unit.name.label("unit"))
        .select_from(Person)
        .join(Employment, Employment.id == last.correlate(Person).scalar_subquery(), isouter=True)
        .join(Unit, Unit.id == Employment.unit_id, isouter=True)
        .where(Person.id != but, Person.merged_into_id.is_(None), Person.is_demo.is_(False), matches)
        .order_by(Person.sort_key, Person.id)
        .limit(MOST)
    )
    return db.session.execute(rows if scope.is_all else rows.where(Employment.unit_id.in_(scope.keys))).all()


def _line(row: Any, why: str) -> TwinLine:
    post = row.Employment
    return TwinLine(
        row.Person.id,
        full_name(row.Person.name, row.Person.title_before, row.Person.title_after),
        row.Person.username,
        post.nip if post else "",
        row.unit or "",
        post is not None and post.valid_to is None,
        why,
    )
