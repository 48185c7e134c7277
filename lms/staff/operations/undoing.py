"""A saved list is undone within a day, by counter-changes: nothing that was written is lost. The door commits."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select, update

from lms.accounts import operations as accounts
from lms.accounts.employment import EmploymentStatus
from lms.accounts.posts import Post
from lms.kernel.errors import Conflict
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db
from lms.staff.held_queries import people_held
from lms.staff.lists.held import FIELDS, OF_THE_PERSON, HeldPerson
from lms.staff.models import StaffChange, StaffImport
from lms.staff.operations.lists import UNDO_FOR, identity_of, lock_lists
from lms.staff.queries import ChangeLine, changed_after, changes_of

ACTIVE, CHANGED = "active", "changed"
"""Why somebody is left as the list made them: the account is used already, or they have changed since."""


def undo_list(list_id: int, now: datetime, *, by: str) -> None:
    """Puts people back as they were before; who has changed since, or uses a new account, is left and named.

    New units stay: they may be used already and do no harm. Raises Conflict if it was undone or is too old.
    """
    lock_lists()
    row: StaffImport | None = db.session.scalar(lock_row(select(StaffImport).where(StaffImport.id == list_id)))
    if row is None or row.state != "applied" or row.applied_at is None:
        raise Conflict("This list was not saved, or is undone already.")
    if now - row.applied_at > UNDO_FOR:
        raise Conflict("A list can be undone for a day. Send a corrected list instead.")
    kept = _Undoing(list_id, row.valid_from, now, by).all_changes(row.applied_at)
    db.session.execute(
        update(StaffChange).where(StaffChange.import_id == list_id, StaffChange.id.not_in(kept)).values(undone_at=now)
    )
    reasons = [{"id": key, "kept_because": reason} for key, reason in kept.items()]
    if reasons:
        db.session.execute(update(StaffChange), reasons)
    row.state, row.undone_at, row.undone_by = "undone", now, by
    record(by, "staff.undo-list", f"staff-list:{list_id}", now, kept=len(kept))


class _Undoing:
    """The way back of all changes of a list."""

    def __init__(self, list_id: int, since: date, now: datetime, by: str) -> None:
        self.list_id, self.since, self.now, self.by = list_id, since, now, by
        self.changes = changes_of(list_id)
        superiors = {nip for change in self.changes if (nip := _texts(change.before).get("superior_nip"))}
        accounts.lock_people({change.person_id for change in self.changes if change.person_id})
        held = people_held((change.person_id for change in self.changes if change.person_id), superiors)
        self.held = {person.id: person for person in held.people}
        self.people = {person.nip: person.id for person in self.held.values() if person.nip and person.is_here}

    def all_changes(self, applied_at: datetime) -> dict[int, str]:
        """Undoes what can be; gives the key of each change that stays, and why."""
        kept: dict[int, str] = {}
        later = changed_after(self.list_id)
        for change in self.changes:
            person = self.held.get(change.person_id or 0)
            if person is None or change.person_id in later or not _is_as_left(change, person):
                kept[change.id] = CHANGED
        going = [change for change in self.changes if change.id not in kept]
        kept |= self._take_back([change for change in going if change.kind == "new"])
        self._restore([change for change in going if change.kind != "new"])
        accounts.give_back_deputies(applied_at, self.held, self.now, by=self.by)
        return kept

    def _take_back(self, new: list[ChangeLine]) -> dict[int, str]:
        keys = {change.person_id: change.id for change in new if change.person_id}
        gone = accounts.take_back(list(keys), self.now, by=self.by)
        return {change_id: ACTIVE for key, change_id in keys.items() if key not in gone}

    def _restore(self, changes: list[ChangeLine]) -> None:
        who, posts, grants = {}, {}, list[int]()
        for change in changes:
            person = self.held[change.person_id or 0]
            before = {**{name: person.value(name) for name in FIELDS}, **_texts(change.before)}
            if OF_THE_PERSON & set(change.before):
                who[person.id] = identity_of(before)
            if set(change.before) - OF_THE_PERSON - {"roles"}:
                posts[person.id] = self._post(before, self._superior(change, person))
            roles = change.before.get("roles", [])
            grants += roles if isinstance(roles, list) else []
        accounts.identify(who, self.now, by=self.by)
        accounts.change_posts(posts, self.since, self.now, by=self.by)
        accounts.give_back(grants, self.now, by=self.by)

    def _superior(self, change: ChangeLine, person: HeldPerson) -> int | None:
        nip = _texts(change.before).get("superior_nip")
        return person.superior_id if nip is None else self.people.get(nip)

    def _post(self, values: Mapping[str, str], superior_id: int | None) -> Post:
        return Post(
            nip=values["nip"],
            status=EmploymentStatus(values["status"]),
            rank=values["rank"],
            position=values["position"],
            unit_id=int(values["unit"]) if values["unit"] else None,
            superior_id=superior_id,
        )


def _is_as_left(change: ChangeLine, person: HeldPerson) -> bool:
    if change.kind == "left":
        return not person.is_here
    return person.is_here and all(person.value(name) == value for name, value in change.after.items())


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str)}


def undo_until(applied_at: datetime) -> datetime:
    """Until when a list that was saved then can be undone."""
    return applied_at + UNDO_FOR
