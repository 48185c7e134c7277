"""Questions about records that were merged or may be; they change nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from lms.accounts.merges import Words, counted
from lms.accounts.models import Person, PersonMerge, RoleGrant
from lms.accounts.queries import full_name
from lms.permissions import Role
from lms.platform.db.model import db


@dataclass(frozen=True)
class Figure:
    """How many of something one record has, and how many the other."""

    words: Words
    kept: int
    gone: int


def figures_of(kept: int, gone: int) -> list[Figure]:
    """What both records have, where one of them has any; one statement for each."""
    lines = counted()
    of = [[int(number or 0) for number in db.session.execute(_figures(person)).one()] for person in (kept, gone)]
    figures = [Figure(line.words, here, there) for line, here, there in zip(lines, *of, strict=True)]
    return [figure for figure in figures if figure.kept or figure.gone]


def _figures(person_id: int) -> Select[Any]:
    return select(
        *(select(line.value).where(line.column == person_id, *line.where).scalar_subquery() for line in counted())
    )


def stands_for(person_id: int) -> int:
    """The record that a person has now: the one itself, or the one that it was merged into, however often."""
    seen = {person_id}
    while (into := db.session.scalar(select(Person.merged_into_id).where(Person.id == person_id))) is not None:
        if into in seen:
            break
        seen.add(into)
        person_id = into
    return person_id


@dataclass(frozen=True)
class MergePage:
    """A merge: which records, why, by whom, and whether it was undone."""

    id: int
    kept: int
    gone: int
    kept_name: str
    gone_name: str
    gone_username: str
    reason: str
    merged_at: datetime
    merged_by: str
    undone_at: datetime | None
    undone_by: str


def merge_page(merge_id: int) -> MergePage | None:
    """One merge."""
    merge = db.session.get(PersonMerge, merge_id)
    return _page(merge) if merge is not None else None


def merges_into(person_id: int) -> list[MergePage]:
    """The merges that stand by which a record took in others, the newest first."""
    rows = select(PersonMerge).where(PersonMerge.kept_id == person_id, PersonMerge.undone_at.is_(None))
    return [_page(merge) for merge in db.session.scalars(rows.order_by(PersonMerge.id.desc())).all()]


def _page(merge: PersonMerge) -> MergePage:
    people = select(Person).where(Person.id.in_((merge.kept_id, merge.gone_id)))
    names = {one.id: one for one in db.session.scalars(people)}
    kept, gone = names[merge.kept_id], names[merge.gone_id]
    return MergePage(
        merge.id,
        kept.id,
        gone.id,
        full_name(kept.name, kept.title_before, kept.title_after),
        full_name(gone.name, gone.title_before, gone.title_after),
        gone.username,
        merge.reason,
        merge.merged_at,
        merge.merged_by,
        merge.undone_at,
        merge.undone_by or "",
    )


def roles_held(people: Collection[int], now: datetime) -> set[tuple[Role, int | None]]:
    """The roles with their units that one of these people holds, but learning, which everybody may."""
    rows = select(RoleGrant.role, RoleGrant.unit_id).where(
        RoleGrant.person_id.in_(people),
        or_(RoleGrant.ended_at.is_(None), RoleGrant.ended_at > now),
        RoleGrant.role != Role.LEARNER.value,
    )
    return {(Role(role), unit_id) for role, unit_id in db.session.execute(rows)}


def is_merged(person_id: int) -> bool:
    """Whether a record went into another."""
    gone = select(func.count()).where(Person.id == person_id, Person.merged_into_id.is_not(None))
    return bool(db.session.scalar(gone))
