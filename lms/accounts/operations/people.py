"""People: added, named, employed, given roles and passwords. The door commits."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select, update

from lms.accounts.employment import Job
from lms.accounts.errors import UnusableNip, UnusableUsername
from lms.accounts.facts import AccountUsed, NameConfirmed, PostsChanged
from lms.accounts.models import Employment, Person, RoleGrant
from lms.accounts.nip import is_nip
from lms.accounts.operations.sessions import end_everywhere
from lms.accounts.operations.staffing import end_roles
from lms.accounts.preferences import Preferences
from lms.accounts.queries import full_name
from lms.kernel import facts
from lms.kernel.errors import Conflict, NotFound
from lms.org.operations import unit_named
from lms.permissions import Role
from lms.platform.audit.operations import record, record_all
from lms.platform.db.model import db

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def add_person(
    username: str,
    name: str,
    now: datetime,
    *,
    by: str,
    email: str | None = None,
    title_before: str = "",
    title_after: str = "",
    is_demo: bool = False,
) -> int:
    """Adds a person who may learn, without a password until they set one. Returns the key.

    Raises UnusableUsername, or Conflict if the user name or the e-mail is taken.
    """
    username = username.strip().lower()
    email = (email or "").strip().lower() or None
    if not _USERNAME.fullmatch(username) or is_nip(username):
        raise UnusableUsername("A user name has 2 to 60 small letters, digits, dots or hyphens, and is not a NIP.")
    taken = Person.username == username
    if email is not None:
        taken = taken | (Person.email == email)
    if db.session.scalar(select(Person.id).where(taken)) is not None:
        raise Conflict("Somebody already has this user name or e-mail.")
    person = Person(
        username=username,
        name=name.strip(),
        title_before=title_before.strip(),
        title_after=title_after.strip(),
        email=email,
        sort_key=name.strip().casefold(),
        is_demo=is_demo,
        created_at=now,
    )
    db.session.add(person)
    db.session.flush()
    record(by, "person.add", f"person:{person.id}", now, username=username)
    grant_role(person.id, Role.LEARNER, now, by=by)
    return person.id


def grant_role(person_id: int, role: Role, now: datetime, *, by: str, unit_id: int | None = None) -> None:
    """Gives a role; nothing happens if the person holds it already for the same unit."""
    held = select(RoleGrant.id).where(
        RoleGrant.person_id == person_id,
        RoleGrant.role == role.value,
        RoleGrant.unit_id == unit_id if unit_id is not None else RoleGrant.unit_id.is_(None),
        RoleGrant.ended_at.is_(None),
    )
    if db.session.scalar(held) is None:
        db.session.add(RoleGrant(person_id=person_id, role=role.value, unit_id=unit_id, granted_at=now))
        record(by, "role.grant", f"person:{person_id}", now, role=role.value, unit_id=unit_id)


def confirm_name(person_id: int, printed: str, now: datetime, *, by: str) -> None:
    """The person says that `printed` is right. Raises Conflict if their name is no longer that."""
    person = db.session.get_one(Person, person_id, with_for_update=True)
    if full_name(person.name, person.title_before, person.title_after) != printed:
        raise Conflict("The name has changed in the meantime. Look at it again.")
    if person.name_confirmed_at is None:
        person.name_confirmed_at = now
        record(by, "person.confirm-name", f"person:{person_id}", now)
        db.session.flush()
        facts.publish(NameConfirmed(person_id, now))


def set_preferences(person_id: int, wanted: Preferences) -> None:
    """Keeps how a person wants to be addressed and to see the portal."""
    person = db.session.get_one(Person, person_id)
    person.form_of_address, person.language = wanted.form_of_address, wanted.language
    person.theme, person.text_size = wanted.theme, wanted.text_size


def set_language(person_id: int, language: str) -> None:
    """Keeps the language a person reads."""
    db.session.get_one(Person, person_id).language = language


def end_role(person_id: int, role: Role, now: datetime, *, by: str) -> None:
    """Takes a role back, for all units. Raises NotFound if the person does not hold it."""
    held = select(RoleGrant).where(
        RoleGrant.person_id == person_id, RoleGrant.role == role.value, RoleGrant.ended_at.is_(None)
    )
    grants = db.session.scalars(held.with_for_update()).all()
    if not grants:
        raise NotFound("This person does not hold the role.")
    for grant in grants:
        grant.ended_at = now
    record(by, "role.end", f"person:{person_id}", now, role=role.value)


def end_grant(grant_id: int, now: datetime, *, by: str) -> None:
    """Takes one role back, for the unit for which it was given. Raises Conflict if it has ended already."""
    grant = db.session.get_one(RoleGrant, grant_id, with_for_update=True)
    if grant.ended_at is not None:
        raise Conflict("This role has ended already.")
    grant.ended_at = now
    record(by, "role.end", f"person:{grant.person_id}", now, role=grant.role, unit_id=grant.unit_id)


def name_officers(officers: Mapping[int, int | None], now: datetime, *, by: str) -> None:
    """Gives each unit (by key) its one officer (a person, or None); whoever was it and no longer is loses the role."""
    role = Role.UNIT_OFFICER.value
    held = select(RoleGrant.id, RoleGrant.person_id, RoleGrant.unit_id).where(
        RoleGrant.role == role, RoleGrant.unit_id.in_(officers), RoleGrant.ended_at.is_(None)
    )
    rows = db.session.execute(held).all()
    ending = [row for row in rows if officers[row.unit_id] != row.person_id]
    there = {(row.unit_id, row.person_id) for row in rows}
    new = [(unit, key) for unit, key in officers.items() if key is not None and (unit, key) not in there]
    if ending:
        keys = [row.id for row in ending]
        db.session.execute(update(RoleGrant).where(RoleGrant.id.in_(keys)).values(ended_at=now))
    if new:
        grants = [{"person_id": key, "role": role, "unit_id": unit, "granted_at": now} for unit, key in new]
        db.session.execute(insert(RoleGrant), grants)
    record_all(
        by, "role.end", now, [(f"person:{row.person_id}", {"role": role, "unit_id": row.unit_id}) for row in ending]
    )
    record_all(by, "role.grant", now, [(f"person:{key}", {"role": role, "unit_id": unit}) for unit, key in new])


def employ(person_id: int, job: Job, since: date, now: datetime, *, by: str) -> None:
    """Writes down what a person is from a day on; what they were ends the day before. Raises UnusableNip, Conflict."""
    if job.nip and not is_nip(job.nip):
        raise UnusableNip("A NIP has 18 digits.")
    current = select(Employment).where(Employment.person_id == person_id, Employment.valid_to.is_(None))
    before = db.session.scalar(current.with_for_update())
    if before is not None:
        if before.valid_from >= since:
            raise Conflict("What this person is now began on that day or later.")
        before.valid_to = since - timedelta(days=1)
        db.session.flush()
    unit_id = unit_named(job.unit, now, by=by) if job.unit else None
    db.session.add(
        Employment(
            person_id=person_id,
            nip=job.nip,
            unit_id=unit_id,
            position=job.position,
            rank=job.rank,
            status=job.status.value,
            valid_from=since,
        )
    )
    record(by, "person.employ", f"person:{person_id}", now, since=since.isoformat())
    db.session.flush()
    facts.publish(PostsChanged((person_id,), now, by))
    end_roles({person_id: unit_id}, now, by=by)


def set_password(person_id: int, password_hash: str, now: datetime, *, by: str) -> None:
    """Gives a person a new password, hashed before the transaction began; all their browsers are signed out."""
    person = db.session.get_one(Person, person_id, with_for_update={"key_share": True})
    is_first = person.password_hash is None
    person.password_hash = password_hash
    end_everywhere(person_id)
    record(by, "password.set", f"person:{person_id}", now)
    if is_first:
        db.session.flush()
        facts.publish(AccountUsed(person_id))
