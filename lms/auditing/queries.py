"""Questions about acts, and about the names of those to whom or to what they were done; they change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, literal_column, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts.models import Employment, Person
from lms.accounts.nip import plain_nip
from lms.assignments.models import Assignment
from lms.assignments.subjects import TITLE, joined_subject
from lms.authoring.models import Draft
from lms.certificates.models import Certificate
from lms.content.models import CourseRow, CourseVersion
from lms.feedback.models import Fault
from lms.hours.models import JpEntry
from lms.org.models import Signer, Unit
from lms.platform.audit.models import AuditEntry
from lms.platform.audit.queries import Act, act_of
from lms.platform.db.model import UtcDateTime, db
from lms.programmes.models import Programme
from lms.speakers.models import Speaker, SpeakerHours, SpeakerOffer
from lms.staff.models import StaffImport

Place = tuple[datetime, int]
"""Where an act stands in the order of acts: its time and its key."""

Ref = tuple[str, str]
"""A thing with a name: its kind and its key."""

NEWEST: Place = (datetime(2300, 1, 1, tzinfo=UTC), 0)
_LONGEST_KEY = 9


@dataclass(frozen=True)
class Asked:
    """Which acts are asked for: by whom, to whom or what, of which kind ("" for any), from when, before which one."""

    by: str = ""
    what: str = ""  # a user name, a NIP, the name of a course, or a subject as it is stored
    kind: str = ""
    since: datetime | None = None
    before: Place = NEWEST


@dataclass(frozen=True)
class Found:
    """Acts, the newest first; `last` is the place of the last one if there are older ones."""

    acts: tuple[Act, ...]
    last: Place | None


def found_acts(asked: Asked, most: int) -> Found:
    """The newest acts of those asked for, at most so many; one query."""
    rows = select(AuditEntry).where(*_which(asked))
    ordered = rows.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(most + 1)
    found = db.session.scalars(ordered).all()
    shown = found[:most]
    return Found(tuple(map(act_of, shown)), (shown[-1].at, shown[-1].id) if len(found) > most else None)


def count_acts(asked: Asked) -> int:
    """How many acts are asked for."""
    return db.session.scalar(select(func.count(AuditEntry.id)).where(*_which(asked))) or 0


def _which(asked: Asked) -> list[ColumnElement[bool]]:
    at, key = asked.before
    found = [tuple_(AuditEntry.at, AuditEntry.id) < tuple_(literal(at, UtcDateTime), literal(key))]
    if asked.by:
        found.append(AuditEntry.actor == asked.by)
    if asked.what:
        found.append(AuditEntry.subject == _subject(asked.what))
    if asked.kind:
        found.append(AuditEntry.action == asked.kind)
    if asked.since is not None:
        found.append(AuditEntry.at >= asked.since)
    return found


def _subject(what: str) -> ColumnElement[str]:
    """The subject of acts done to a person of this user name or NIP; else the text itself."""
    by_name = select(literal("person:") + cast(Person.id, String)).where(Person.username == what.casefold())
    held = select(literal("person:") + cast(Employment.person_id, String)).where(Employment.nip == plain_nip(what))
    by_nip = held.order_by(Employment.valid_from.desc(), Employment.id.desc()).limit(1)
    return func.coalesce(by_name.scalar_subquery(), by_nip.scalar_subquery(), literal(what, String))


_Names = Mapping[str, tuple[InstrumentedAttribute[Any], Select[Any]]]
_NAMES: _Names = {
    "person": (Person.id, select(Person.name)),
    "unit": (Unit.id, select(Unit.name)),
    "staff-list": (StaffImport.id, select(StaffImport.file_name)),
    "assignment": (
        Assignment.id,
        joined_subject(select(TITLE).select_from(Assignment)),
    ),
    "programme": (Programme.id, select(Programme.title)),
    "draft": (Draft.id, select(Draft.title)),
    "speaker": (Speaker.id, select(Person.name).join(Speaker, Speaker.person_id == Person.id)),
    "speaker_offer": (SpeakerOffer.id, select(SpeakerOffer.name)),
    "speaker_hours": (
        SpeakerHours.id,
        select(Person.name)
        .join(Speaker, Speaker.person_id == Person.id)
        .join(SpeakerHours, SpeakerHours.speaker_id == Speaker.id),
    ),
    "signer": (Signer.id, select(Signer.name)),
    "jp_entry": (JpEntry.id, select(Person.name).join(JpEntry, JpEntry.person_id == Person.id)),
    "fault": (
        Fault.id,
        select(CourseVersion.title)
        .join(CourseRow, CourseRow.current_version_id == CourseVersion.id)
        .join(Fault, Fault.course_id == CourseRow.id),
    ),
    "course": (
        CourseRow.slug,
        select(CourseVersion.title).join(CourseRow, CourseRow.current_version_id == CourseVersion.id),
    ),
    "draft-of": (Draft.slug, select(Draft.title).where(Draft.state != literal_column("'discarded'"))),
    "username": (Person.username, select(Person.name)),
    "certificate": (
        Certificate.code,
        select(Person.name).join(Certificate, Certificate.person_id == Person.id),
    ),
}
"""Kind → the column of its key, and the names of all of the kind."""

_BY_TEXT = frozenset({"course", "draft-of", "username", "certificate"})


def names_of(refs: Iterable[Ref]) -> dict[Ref, str]:
    """The names of those of these things that are there; one query, each kind read by its key."""
    wanted: dict[str, set[str]] = {}
    for kind, key in refs:
        if kind in _BY_TEXT or (key.isdecimal() and key.isascii() and len(key) <= _LONGEST_KEY):
            wanted.setdefault(kind, set()).add(key)
    if "course" in wanted:
        wanted["draft-of"] = wanted["course"]
    parts = [_named(kind, keys) for kind, keys in sorted(wanted.items()) if kind in _NAMES]
    if not parts:
        return {}
    return {(row.kind, row.key): row.name for row in db.session.execute(union_all(*parts))}


def _named(kind: str, keys: set[str]) -> Select[Any]:
    column, names = _NAMES[kind]
    sought: list[Any] = sorted(keys) if kind in _BY_TEXT else sorted(map(int, keys))
    (name,) = names.selected_columns
    return names.with_only_columns(
        literal(kind, String).label("kind"),
        cast(column, String).label("key"),
        name.label("name"),
        maintain_column_froms=True,
    ).where(column.in_(sought))
