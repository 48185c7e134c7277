"""Many people at once: added, corrected, moved, gone; each statement is for all of them. The door commits.

What somebody was stays: a post ends the day before the next one begins. Only one that begins on that very day or later
is corrected in place, for nobody holds two posts on one day; the audit keeps what stood there.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts.facts import AccountsTakenBack, PostsChanged
from lms.accounts.models import Employment, OneTimeCode, Person, PersonCorrection, PersonMerge, RoleGrant, UnitHead
from lms.accounts.names import person_key, username_of
from lms.accounts.posts import Identity, NewPerson, Post
from lms.accounts.queries import full_name
from lms.kernel import facts
from lms.org.facts import UnitMoved
from lms.org.models import Unit
from lms.org.unit_queries import keys_within, unit_line
from lms.permissions import Role
from lms.platform.audit.operations import record_all
from lms.platform.db.model import db

Ended = Mapping[int, tuple[int, ...]]
"""Person → keys of the role grants that ended."""

_NAMED_BY = (
    *(Employment.superior_id, UnitHead.person_id, PersonMerge.kept_id, PersonMerge.gone_id),
    PersonCorrection.person_id,
)
_AT_ONCE = 5_000  # keys in one statement; databases take some ten thousands


def add_people(new: Sequence[NewPerson], since: date, now: datetime, *, by: str) -> list[int]:
    """Adds people who may learn once they have used a code, each with a post; gives their keys in the same order."""
    if not new:
        return []
    usernames = _free_usernames([one.identity.name for one in new])
    people = [
        {**person_columns(one.identity), "username": username, "created_at": now}
        for one, username in zip(new, usernames, strict=True)
    ]
    db.session.execute(insert(Person), people)
    added = {row.username: row.id for row in _rows((Person.id, Person.username), Person.username, usernames)}
    keys = [added[username] for username in usernames]
    grants = [{"person_id": key, "role": Role.LEARNER.value, "granted_at": now} for key in keys]
    db.session.execute(insert(RoleGrant), grants)
    _begin({key: one.post for key, one in zip(keys, new, strict=True)}, since)
    record_all(by, "person.add", now, ((f"person:{key}", {}) for key in keys))
    facts.publish(PostsChanged(keys, now, by))
    return keys


def lock_people(people: Collection[int]) -> None:
    """Nobody of them sets a password meanwhile. Whoever changes many takes this before posts, whose sums are locked."""
    for part in _parts(sorted(people)):
        rows = select(Person.id).where(Person.id.in_(part)).order_by(Person.id)
        db.session.execute(rows.with_for_update(key_share=True))


def identify(people: Mapping[int, Identity], now: datetime, *, by: str) -> None:
    """Corrects who people are; a name that had been confirmed and is another now is asked for again."""
    columns = (Person.id, Person.name, Person.title_before, Person.title_after, Person.name_confirmed_at)
    held = {row.id: row for row in _rows(columns, Person.id, people)}
    rows = []
    for key, who in people.items():
        is_same = (held[key].name, held[key].title_before, held[key].title_after) == (
            who.name,
            who.title_before,
            who.title_after,
        )
        rows.append(
            {"id": key, **person_columns(who), "name_confirmed_at": held[key].name_confirmed_at if is_same else None}
        )
    if rows:
        db.session.execute(update(Person), rows)
    acts = ((f"person:{key}", {"name": _printed(one), "before": _printed(held[key])}) for key, one in people.items())
    record_all(by, "person.identify", now, acts)


def change_posts(posts: Mapping[int, Post], since: date, now: datetime, *, by: str) -> Ended:
    """From a day on people are something else, or come back; roles of a unit that they leave end."""
    columns = (Employment.id, Employment.person_id, Employment.valid_from)
    held = _rows(columns, Employment.person_id, posts, Employment.valid_to.is_(None))
    same_day = {row.person_id: row.id for row in held if row.valid_from >= since}
    ending = [row.id for row in held if row.valid_from < since]
    for part in _parts(ending):
        db.session.execute(update(Employment).where(Employment.id.in_(part)).values(valid_to=since - timedelta(days=1)))
    corrected = [{"id": key, **post_columns(posts[person])} for person, key in same_day.items()]
    if corrected:
        db.session.execute(update(Employment), corrected)
    _begin({key: post for key, post in posts.items() if key not in same_day}, since)
    acts = ((f"person:{key}", {"since": since.isoformat(), **_shown(post)}) for key, post in posts.items())
    record_all(by, "person.employ", now, acts)
    facts.publish(PostsChanged(posts.keys(), now, by))
    return end_roles({key: post.unit_id for key, post in posts.items()}, now, by=by)


def leave(people: Collection[int], last_day: date, now: datetime, *, by: str) -> Ended:
    """People are no longer here after a day; their records and certificates stay, and they may still sign in."""
    for part in _parts(people):
        open_ones = and_(Employment.person_id.in_(part), Employment.valid_to.is_(None))
        db.session.execute(
            update(Employment).where(open_ones, Employment.valid_from <= last_day).values(valid_to=last_day)
        )
        db.session.execute(update(Employment).where(open_ones).values(valid_to=Employment.valid_from))
    record_all(by, "person.leave", now, ((f"person:{key}", {"last_day": last_day.isoformat()}) for key in people))
    facts.publish(PostsChanged(people, now, by))
    return end_roles(dict.fromkeys(people), now, by=by, are_here=False)


def give_back(grants: Collection[int], now: datetime, *, by: str) -> None:
    """Gives roles again that ended with a post, once that is undone."""
    columns = (RoleGrant.person_id, RoleGrant.role, RoleGrant.unit_id)
    rows = [{**row._mapping, "granted_at": now} for row in _rows(columns, RoleGrant.id, grants)]
    if rows:
        db.session.execute(insert(RoleGrant), rows)
    record_all(by, "role.grant", now, ((f"person:{row['person_id']}", {"role": row["role"]}) for row in rows))


def take_back(people: Collection[int], now: datetime, *, by: str) -> set[int]:
    """Removes accounts nobody has used yet; gives those removed. Heads, superiors, merged and corrected ones stay."""
    unused = select(Person.id).where(Person.id.in_(people), Person.password_hash.is_(None))
    named = (select(one).where(one.in_(people)) for one in _NAMED_BY)
    keys = set(db.session.scalars(unused)).difference(*(db.session.scalars(rows) for rows in named))
    facts.publish(AccountsTakenBack(keys))
    for part in _parts(keys):
        for table in (OneTimeCode, RoleGrant, Employment):
            db.session.execute(delete(table).where(table.person_id.in_(part)))
        db.session.execute(delete(Person).where(Person.id.in_(part)))
    record_all(by, "person.take-back", now, ((f"person:{key}", {}) for key in sorted(keys)))
    return keys


def end_roles(units: Mapping[int, int | None], now: datetime, *, by: str, are_here: bool = True) -> Ended:
    """Ends the roles of units in which people no longer are; of those who have left, all but learning."""
    held = _rows(
        (RoleGrant.id, RoleGrant.person_id, RoleGrant.role, RoleGrant.unit_id),
        RoleGrant.person_id,
        units,
        or_(RoleGrant.ended_at.is_(None), RoleGrant.ended_at > now),
        RoleGrant.role != Role.LEARNER.value,
    )
    if not held:
        return {}
    places = {row.id: f"{row.parent_path}{row.id}/" for row in db.session.execute(select(Unit.id, Unit.parent_path))}
    ended = [row for row in held if not (are_here and _goes_on(row.unit_id, units[row.person_id], places))]
    for part in _parts([row.id for row in ended]):
        db.session.execute(update(RoleGrant).where(RoleGrant.id.in_(part)).values(ended_at=now))
    record_all(by, "role.end", now, ((f"person:{row.person_id}", {"role": row.role}) for row in ended))
    return {key: tuple(row.id for row in ended if row.person_id == key) for key in {row.person_id for row in ended}}


def end_roles_of_moved(moved: UnitMoved) -> None:
    """A unit stands elsewhere: whoever is in it or below holds no role of a unit that it stood below."""
    inside = keys_within([line for line in [unit_line(moved.unit_id)] if line is not None])
    here = (Employment.valid_to.is_(None), Employment.unit_id.in_(inside))
    rows = db.session.execute(select(Employment.person_id, Employment.unit_id).where(*here))
    end_roles({row.person_id: row.unit_id for row in rows}, moved.at, by=moved.by)


def _goes_on(of: int | None, now_in: int | None, places: Mapping[int, str]) -> bool:
    return of is None or (now_in is not None and places[now_in].startswith(places[of]))


def _begin(posts: Mapping[int, Post], since: date) -> None:
    rows = [{"person_id": key, "valid_from": since, **post_columns(post)} for key, post in posts.items()]
    if rows:
        db.session.execute(insert(Employment), rows)


def _printed(who: Any) -> str:
    return full_name(who.name, who.title_before, who.title_after)


def person_columns(who: Identity) -> dict[str, object]:
    """Who somebody is, as the columns of `Person`."""
    return {**asdict(who), "sort_key": who.name.casefold()[:200], "name_key": person_key(who.name)}


def post_columns(post: Post) -> dict[str, object]:
    """What somebody is, as the columns of `Employment`."""
    return {**asdict(post), "status": post.status.value}


def _shown(post: Post) -> dict[str, object]:
    return {name: value for name, value in post_columns(post).items() if value and name != "superior_id"}


def _free_usernames(names: Sequence[str]) -> list[str]:
    """A user name for each name, none of them taken."""
    wanted = [username_of(name) for name in names]
    taken = _taken(Counter(wanted))
    found = []
    tried: dict[str, int] = {}
    for name in wanted:
        number = tried.get(name, 1)
        while (free := _numbered(name, number)) in taken:
            number += 1
        tried[name] = number
        taken.add(free)
        found.append(free)
    return found


def _taken(wanted: Counter[str]) -> set[str]:
    """Of the user names that are likely given, those that are taken; more are looked at until enough are free."""
    needed = Counter(wanted)
    for name, times in wanted.items():  # "ani2" may be given to a second "ani"
        for at in range(len(name.rstrip("0123456789")), len(name)):
            needed[name[:at]] += times if name[:at] in wanted else 0
    taken: set[str] = set()
    looked_at: dict[str, int] = {}
    while short := {name: looked_at.get(name, 0) for name in wanted if _free(name, looked_at, taken) < needed[name]}:
        looked_at |= {name: 2 * before + needed[name] for name, before in short.items()}
        new = [
            _numbered(name, number + 1) for name, before in short.items() for number in range(before, looked_at[name])
        ]
        taken.update(row.username for row in _rows((Person.username,), Person.username, new))
    return taken


def _free(name: str, looked_at: Mapping[str, int], taken: Collection[str]) -> int:
    return sum(_numbered(name, number + 1) not in taken for number in range(looked_at.get(name, 0)))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{number}"


def _rows(
    columns: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]],
    key: InstrumentedAttribute[Any],
    keys: Collection[Any],
    *conditions: ColumnElement[bool],
) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for part in _parts(keys):
        found += db.session.execute(select(*columns).where(key.in_(part), *conditions)).all()
    return found


def _parts(keys: Collection[Any]) -> list[list[Any]]:
    ordered = list(keys)
    return [ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE)]
