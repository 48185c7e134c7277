"""People as staff lists are compared with them: only those whom a list may mean are read, a few thousand at a time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, union
from sqlalchemy.orm import aliased

from lms.accounts.employment import EmploymentStatus
from lms.accounts.models import Employment, Person
from lms.accounts.names import person_key
from lms.accounts.scope import Scope
from lms.platform.db.model import db
from lms.staff.lists.held import HeldPeople, HeldPerson
from lms.staff.lists.rows import StaffRow

_AT_ONCE = 5_000  # lines or people in one statement
_OF = func.coalesce(Person.merged_into_id, Person.id)
"""Whose a row of a person is: that of a record that was merged is of the one that stayed."""
_WITH_NIP = select(_OF).join(Employment, Employment.person_id == Person.id)


def people_meant(rows: Sequence[StaffRow], whole: Scope | None) -> HeldPeople:
    """Whom lines may mean by NIP, name or e-mail, and the superiors they name.

    Also everybody at work in the units of `whole`, if the list is all of them: whoever is not on it has left.
    """
    keys, more = set[int](), [_at_work(whole)] if whole is not None else []
    for part in _parts(rows) or [()]:
        keys.update(db.session.scalars(union(*_meant(part), *more)))
        more = []
    return people_held(keys)


def _meant(rows: Sequence[StaffRow]) -> list[Select[int]]:
    nips = {nip for row in rows for nip in (row.nip, row.superior_nip) if nip}
    names, emails = {person_key(row.name) for row in rows}, {row.email for row in rows if row.email}
    return [
        _WITH_NIP.where(Employment.nip.in_(nips)),
        select(Person.id).where(Person.name_key.in_(names)),
        *([select(Person.id).where(Person.email.in_(emails))] if emails else []),
    ]


def _at_work(scope: Scope) -> Select[int]:
    rows = select(Employment.person_id).where(Employment.valid_to.is_(None), Employment.unit_id.is_not(None))
    return rows if scope.is_all else rows.where(Employment.unit_id.in_(scope.keys))


def people_held(keys: Iterable[int], nips: Collection[str] = ()) -> HeldPeople:
    """These people and those who have or had these NIPs, but nobody of the demonstration and no record that was merged;
    with the post that they have or had last, and all their NIPs."""
    with_nip = (db.session.scalars(_WITH_NIP.where(Employment.nip.in_(part))) for part in _parts(sorted(nips)))
    ordered = sorted({*keys, *chain(*with_nip)})
    return HeldPeople(person for part in _parts(ordered) for person in _some(part))


def _parts(values: Sequence[Any]) -> list[Any]:
    return [values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE)]


def _some(keys: list[int]) -> Iterator[HeldPerson]:
    nips: dict[int, set[str]] = {}
    theirs = or_(Person.id.in_(keys), Person.merged_into_id.in_(keys))
    rows = select(_OF, Employment.nip).join(Employment, Employment.person_id == Person.id)
    for person_id, nip in db.session.execute(rows.where(theirs, Employment.nip != "")):
        nips.setdefault(person_id, set()).add(nip)
    for row in db.session.execute(_with_posts(keys)):
        yield _held(row, frozenset(nips.get(row.id, ())))


def _with_posts(keys: list[int]) -> Select[*tuple[Any, ...]]:
    order = (Employment.valid_from.desc(), Employment.id.desc())
    place = func.row_number().over(partition_by=Employment.person_id, order_by=order).label("place")
    ranked = select(Employment.person_id, Employment.id, place).where(Employment.person_id.in_(keys)).subquery()
    last = select(ranked).where(ranked.c.place == 1).subquery()
    superior = aliased(Employment)  # joined: asked for each row, PostgreSQL takes minutes
    of_person = (Person.id, Person.name, Person.title_before, Person.title_after, Person.birth_date, Person.email)
    of_post = (Employment.nip, Employment.status, Employment.rank, Employment.position, Employment.unit_id)
    return (
        select(
            *of_person,
            *of_post,
            superior.person_id.label("superior_id"),
            superior.nip.label("superior_nip"),
            Employment.valid_from,
            Employment.valid_to,
            Person.password_hash.is_not(None).label("is_active"),
        )
        .join(last, last.c.person_id == Person.id, isouter=True)
        .join(Employment, Employment.id == last.c.id, isouter=True)
        .join(superior, (superior.person_id == Employment.superior_id) & superior.valid_to.is_(None), isouter=True)
        .where(Person.id.in_(keys), Person.is_demo.is_(False), Person.merged_into_id.is_(None))
        .order_by(Person.id)
    )


def _held(row: Row[Any], nips: frozenset[str]) -> HeldPerson:
    return HeldPerson(
        id=row.id,
        name=row.name,
        title_before=row.title_before,
        title_after=row.title_after,
        birth_date=row.birth_date,
        email=row.email or "",
        nip=row.nip or "",
        status=EmploymentStatus(row.status or EmploymentStatus.OTHER),
        rank=row.rank or "",
        position=row.position or "",
        unit_id=row.unit_id,
        superior_nip=row.superior_nip or "",
        valid_from=row.valid_from,
        is_here=row.valid_from is not None and row.valid_to is None,
        is_active=bool(row.is_active),
        nips=nips,
        superior_id=row.superior_id,
    )
