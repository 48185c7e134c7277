"""A staff list comes in: begun, matched, decided, saved whole or not at all, undone within a day. The door commits."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, insert, select

from lms.accounts import operations as accounts
from lms.accounts.employment import EmploymentStatus
from lms.accounts.posts import Identity, NewPerson, Post
from lms.kernel.errors import Conflict
from lms.org import operations as org
from lms.platform.audit.operations import record
from lms.platform.db.doors import current_dialect, lock_row
from lms.platform.db.model import db
from lms.staff.lists.comparison import Change, Kind
from lms.staff.lists.held import FIELDS, OF_THE_PERSON, HeldPerson
from lms.staff.lists.units import NEW_PLACE, UnitPlan
from lms.staff.models import StaffChange, StaffImport
from lms.staff.preview import Preview

_LOCK = 0x6C697374
UNDO_FOR = timedelta(days=1)
KEPT_OPEN = timedelta(days=7)
"""A list that nobody saves is dropped after so long, with its file."""


@dataclass(frozen=True)
class NewList:
    """A file that was read, with what its sender said of it."""

    token: str
    unit_id: int | None
    is_complete: bool
    valid_from: date
    file_name: str
    file: bytes
    headers_hash: str
    columns: Mapping[str, int]


def begin_list(new: NewList, now: datetime, *, by: str) -> int:
    """Keeps a list until it is saved or dropped; gives its key."""
    row = StaffImport(
        token=new.token,
        unit_id=new.unit_id,
        is_complete=new.is_complete,
        valid_from=new.valid_from,
        file_name=new.file_name[-200:],
        file=new.file,
        headers_hash=new.headers_hash,
        columns=json.dumps(new.columns),
        decisions="{}",
        counts="{}",
        state="open",
        created_at=now,
        created_by=by,
        applied_by="",
        undone_by="",
    )
    db.session.add(row)
    db.session.flush()
    record(by, "staff.begin-list", f"staff-list:{row.id}", now, file=row.file_name)
    return row.id


def match_columns(list_id: int, columns: Mapping[str, int]) -> None:
    """Keeps which column is which."""
    row = _open(list_id)
    row.columns, row.decisions = json.dumps(columns), "{}"


def decide(list_id: int, decisions: Mapping[str, str]) -> None:
    """Keeps what was chosen for lines and names of units, beside what was chosen before."""
    row = _open(list_id)
    row.decisions = json.dumps({**json.loads(row.decisions), **decisions})


def drop_list(list_id: int, now: datetime, *, by: str) -> None:
    """Gives a list up; nothing of it stays but that there was one."""
    row = _open(list_id)
    row.state, row.file, row.decisions = "dropped", None, "{}"
    record(by, "staff.drop-list", f"staff-list:{list_id}", now)


def lock_lists() -> None:
    """Waits until nobody else saves or undoes a list: two at once would each add whom the other adds.

    It is the first lock that is taken. On SQLite a writer is alone already.
    """
    if current_dialect().name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def save_list(list_id: int, preview: Preview, mark: str, now: datetime, *, by: str) -> None:
    """Does what the preview says, made since `lock_lists`, whole or not at all. Raises Conflict if it is another."""
    row = _open(list_id)
    if preview.mark != mark:
        raise Conflict("What is held has changed since you looked. Look at the differences again.")
    saved = _Saving(preview, _units(preview.units, row.unit_id, row.valid_from, now, by), row.valid_from, now, by)
    rows = saved.all_changes()
    if rows:
        db.session.execute(insert(StaffChange), [{"import_id": list_id, **one} for one in rows])
    counts = Counter(str(one["kind"]) for one in rows)
    counts["same"] = preview.comparison.same
    counts["skipped"] = sum(question.chosen == "skip" for question in preview.comparison.questions)
    counts["units"] = len(preview.units.new)
    row.state, row.file, row.decisions, row.counts = "applied", None, "{}", json.dumps(counts)
    row.applied_at, row.applied_by = now, by
    record(by, "staff.save-list", f"staff-list:{list_id}", now, **counts)


def sweep_lists(now: datetime) -> None:
    """Drops lists that were left lying, for their files hold birth dates."""
    old = select(StaffImport).where(StaffImport.state == "open", StaffImport.created_at < now - KEPT_OPEN)
    for row in db.session.scalars(old):
        row.state, row.file, row.decisions = "dropped", None, "{}"


def _units(plan: UnitPlan, top: int | None, since: date, now: datetime, by: str) -> dict[str, int]:
    """Adds the new units, those above first, and remembers what was said of names; place → key of the unit."""
    places: dict[str, int] = {place: int(place) for place in plan.places.values() if not place.startswith(NEW_PLACE)}
    for level in plan.levels:
        new = [org.NewUnit(named.name, places.get(plan.place(named.above, ""), top), since) for named in level]
        keys = org.add_units(new, now, by=by)
        places |= {NEW_PLACE + named.key: key for named, key in zip(level, keys, strict=True)}
    org.remember_names(plan.said, now, by=by)
    return places


class _Saving:
    """The changes of a preview, each kind by a few statements."""

    def __init__(self, preview: Preview, places: Mapping[str, int], since: date, now: datetime, by: str) -> None:
        self.preview, self.places, self.since, self.now, self.by = preview, places, since, now, by
        self.people = {person.nip: person.id for person in preview.held.people if person.nip and person.is_here}

    def all_changes(self) -> list[dict[str, object]]:
        """Does everything; gives what is to be kept of each change."""
        of = self.preview.comparison.of
        accounts.lock_people({change.person.id for change in self.preview.comparison.changes if change.person})
        new, going_on = of(Kind.NEW), [*of(Kind.CHANGED), *of(Kind.MOVED)]
        keys = accounts.add_people([self._new_person(change) for change in new], self.since, self.now, by=self.by)
        added = dict(zip(map(id, new), keys, strict=True))
        self.people |= {
            change.after["nip"]: key for change, key in zip(new, keys, strict=True) if "nip" in change.after
        }
        ended = dict(self._change(going_on))
        ended |= accounts.leave(
            [change.person.id for change in of(Kind.LEFT) if change.person], self._day_before, self.now, by=self.by
        )
        self._name_superiors(new, keys)
        return [
            self._kept(change, added.get(id(change)) or (change.person.id if change.person else 0), ended)
            for change in self.preview.comparison.changes
        ]

    @property
    def _day_before(self) -> date:
        return self.since - timedelta(days=1)

    def _change(self, changes: list[Change]) -> accounts.Ended:
        people = {change.person.id: (change.person, change) for change in changes if change.person}
        who = {
            key: identity_of(_merged(person, change))
            for key, (person, change) in people.items()
            if OF_THE_PERSON & set(change.after)
        }
        accounts.identify(who, self.now, by=self.by)
        posts = {
            key: self._post(_merged(person, change), self._superior(change))
            for key, (person, change) in people.items()
            if set(change.after) - OF_THE_PERSON or not person.is_here
        }
        return accounts.change_posts(posts, self.since, self.now, by=self.by)

    def _name_superiors(self, new: list[Change], keys: list[int]) -> None:
        """Superiors of new people, who may be new themselves."""
        posts = {
            key: self._post(change.after, self._superior(change))
            for change, key in zip(new, keys, strict=True)
            if change.after.get("superior_nip") in self.people
        }
        if posts:
            accounts.change_posts(posts, self.since, self.now, by=self.by)

    def _new_person(self, change: Change) -> NewPerson:
        return NewPerson(identity_of(change.after), self._post(change.after))

    def _superior(self, change: Change) -> int | None:
        """Whom the line names; without a name, whoever it is."""
        if "superior_nip" in change.after:
            return self.people.get(change.after["superior_nip"])
        return change.person.superior_id if change.person else None

    def _post(self, values: Mapping[str, str], superior_id: int | None = None) -> Post:
        place = values.get("unit", "")
        return Post(
            nip=values.get("nip", ""),
            status=EmploymentStatus(values.get("status") or EmploymentStatus.OTHER),
            rank=values.get("rank", ""),
            position=values.get("position", ""),
            unit_id=self.places[place] if place in self.places else int(place) if place else None,
            superior_id=superior_id,
        )

    def _kept(self, change: Change, person_id: int, ended: accounts.Ended) -> dict[str, object]:
        after = {name: self._shown(name, value) for name, value in change.after.items()}
        before: dict[str, object] = {**change.before}
        if person_id in ended:
            before["roles"] = list(ended[person_id])
        return {
            "person_id": person_id,
            "name": change.name[:200],
            "kind": change.kind.value,
            "before": json.dumps(before, ensure_ascii=False),
            "after": json.dumps(after, ensure_ascii=False),
            "kept_because": "",
        }

    def _shown(self, name: str, value: str) -> str:
        return str(self.places.get(value, value)) if name == "unit" else value


def _merged(person: HeldPerson, change: Change) -> dict[str, str]:
    return {**{name: person.value(name) for name in FIELDS}, **change.after}


def identity_of(values: Mapping[str, str]) -> Identity:
    """Who somebody is, of fields as they are compared."""
    born = values.get("birth_date", "")
    return Identity(
        name=values["name"],
        title_before=values.get("title_before", ""),
        title_after=values.get("title_after", ""),
        birth_date=date.fromisoformat(born) if born else None,
        email=values.get("email") or None,
    )


def _open(list_id: int) -> StaffImport:
    row: StaffImport | None = db.session.scalar(lock_row(select(StaffImport).where(StaffImport.id == list_id)))
    if row is None or row.state != "open":
        raise Conflict("This list was saved or dropped in the meantime.")
    return row
