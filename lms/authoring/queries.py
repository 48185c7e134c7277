"""Questions about drafts; change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person, RoleGrant
from lms.accounts.queries import full_name
from lms.authoring.draft import Act, Content, DraftState, FileLine
from lms.authoring.models import Draft, DraftAuthor, DraftFile, DraftRevision
from lms.content.models import CourseAuthor, CourseRow, CourseVersion
from lms.content.queries import kept_files
from lms.permissions import HOLDERS, Permission
from lms.platform.db.model import db


@dataclass(frozen=True)
class DraftFacts:
    """A draft: `number` and `published_at` are those of the version that it became last, None before.

    `current_id` and `current_number` are those of the version that learners have now.
    """

    id: int
    slug: str
    title: str
    state: DraftState
    revision: int
    owner_id: int
    changed_at: datetime
    base_version_id: int | None
    number: int | None
    published_at: datetime | None
    has_losses: bool  # the import that began it could not carry everything over
    current_id: int | None
    current_number: int | None

    @property
    def is_overtaken(self) -> bool:
        """Whether learners have a version that did not come from this draft: by a command, or by going back."""
        return self.current_id is not None and self.current_id != self.base_version_id


@dataclass(frozen=True)
class AuthorLine:
    """Somebody who writes in a draft."""

    person_id: int
    username: str
    name: str
    added_at: datetime


@dataclass(frozen=True)
class FileChange:
    """A file that differs between two states of a draft; None where it is not there."""

    path: str
    before: FileLine | None
    after: FileLine | None


@dataclass(frozen=True)
class EditableCourse:
    """A published course of which somebody may make a draft; `draft_id` is that of the draft there is already."""

    slug: str
    title: str
    number: int
    published_at: datetime
    draft_id: int | None


@dataclass(frozen=True)
class RevisionLine:
    """One change in the history of a draft."""

    number: int
    act: Act
    path: str
    at: datetime
    person_id: int
    name: str


_CURRENT = aliased(CourseVersion)
_FACTS = (
    Draft.id,
    Draft.slug,
    Draft.title,
    Draft.state,
    Draft.revision,
    Draft.owner_id,
    Draft.changed_at,
    Draft.base_version_id,
    CourseVersion.number,
    CourseVersion.published_at,
    Draft.not_carried != "[]",
    _CURRENT.id,
    _CURRENT.number,
)
_JOINED = (
    select(*_FACTS)
    .join(CourseVersion, CourseVersion.id == Draft.base_version_id, isouter=True)
    .join(CourseRow, CourseRow.slug == Draft.slug, isouter=True)
    .join(_CURRENT, _CURRENT.id == CourseRow.current_version_id, isouter=True)
)

_REVISIONS = select(
    DraftRevision.number, DraftRevision.act, DraftRevision.path, DraftRevision.at, Person.id, Person.name
).join(Person, Person.id == DraftRevision.person_id)


def draft_of(draft_id: int) -> DraftFacts | None:
    """A draft by its key, discarded or not."""
    row = db.session.execute(_JOINED.where(Draft.id == draft_id)).one_or_none()
    return _facts(row) if row else None


def draft_of_course(slug: str) -> DraftFacts | None:
    """The draft of a course that is not discarded."""
    row = db.session.execute(_JOINED.where(Draft.slug == slug, Draft.state != DraftState.DISCARDED.value)).one_or_none()
    return _facts(row) if row else None


def drafts_by(person_id: int) -> tuple[DraftFacts, ...]:
    """The drafts that a person writes in, the newest change first; discarded ones are left out."""
    mine = and_(DraftAuthor.draft_id == Draft.id, DraftAuthor.person_id == person_id, DraftAuthor.removed_at.is_(None))
    rows = _JOINED.join(DraftAuthor, mine).where(Draft.state != DraftState.DISCARDED.value)
    return tuple(_facts(row) for row in db.session.execute(rows.order_by(Draft.changed_at.desc(), Draft.id.desc())))


def draft_begun_by(person_id: int, token: str) -> int | None:
    """The key of the draft that a person began by the form with this token; also one discarded since."""
    return db.session.scalar(select(Draft.id).where(Draft.owner_id == person_id, Draft.token == token))


def slugs_in_use(stem: str) -> frozenset[str]:
    """The names beginning with `stem` that belong to open drafts or to published courses."""
    drafts = select(Draft.slug).where(Draft.state != DraftState.DISCARDED.value)
    return frozenset(
        name
        for rows in (drafts.where(Draft.slug.startswith(stem, autoescape=True)),
                     select(CourseRow.slug).where(CourseRow.slug.startswith(stem, autoescape=True)))
        for name in db.session.scalars(rows)
    )  # fmt: skip


def courses_to_edit(person_id: int, *, everything: bool) -> tuple[EditableCourse, ...]:
    """The published courses that a person answers for, or all, by title."""
    mine = select(CourseAuthor.course_id).where(CourseAuthor.person_id == person_id)
    rows = (
        select(CourseRow.slug, CourseVersion.title, CourseVersion.number, CourseVersion.published_at, Draft.id)
        .join(CourseVersion, CourseVersion.id == CourseRow.current_version_id)
        .join(Draft, and_(Draft.slug == CourseRow.slug, Draft.state != DraftState.DISCARDED.value), isouter=True)
        .order_by(CourseVersion.title, CourseRow.slug)
    )
    found = db.session.execute(rows if everything else rows.where(CourseRow.id.in_(mine)))
    return tuple(EditableCourse(*row) for row in found)


def not_carried_of(draft_id: int) -> str:
    """What the import that began a draft could not carry over, as it is stored."""
    return db.session.scalar(select(Draft.not_carried).where(Draft.id == draft_id)) or "[]"


def is_author(draft_id: int, person_id: int) -> bool:
    """Whether the person writes in the draft."""
    rows = select(DraftAuthor.id).where(
        DraftAuthor.draft_id == draft_id, DraftAuthor.person_id == person_id, DraftAuthor.removed_at.is_(None)
    )
    return db.session.scalar(rows) is not None


def authors_of(draft_id: int) -> tuple[AuthorLine, ...]:
    """Who writes in the draft, in the order in which they came."""
    rows = (
        select(Person.id, Person.username, DraftAuthor.added_at, Person.name, Person.title_before, Person.title_after)
        .join(DraftAuthor, DraftAuthor.person_id == Person.id)
        .where(DraftAuthor.draft_id == draft_id, DraftAuthor.removed_at.is_(None))
        .order_by(DraftAuthor.id)
    )
    found = db.session.execute(rows)
    return tuple(AuthorLine(key, username, full_name(*name), added_at) for key, username, added_at, *name in found)


def files_of(draft_id: int, revision: int | None = None) -> tuple[FileLine, ...]:
    """The files of a draft by path, as they are now or were at a revision."""
    columns = (DraftFile.path, DraftFile.since, DraftFile.text, DraftFile.blob, DraftFile.size)
    rows = select(*columns).where(DraftFile.draft_id == draft_id, _stood_at(revision)).order_by(DraftFile.path)
    return tuple(_line(row) for row in db.session.execute(rows))


def version_files(version_id: int) -> tuple[FileLine, ...]:
    """The files of a published version as those of a draft; how large they are is not asked."""
    return tuple(FileLine(file.path, 0, Content(file.text, file.blob, 0)) for file in kept_files(version_id))


def file_of(draft_id: int, path: str, revision: int | None = None) -> FileLine | None:
    """One file of a draft as it is now or was at a revision."""
    columns = (DraftFile.path, DraftFile.since, DraftFile.text, DraftFile.blob, DraftFile.size)
    wanted = select(*columns).where(DraftFile.draft_id == draft_id, DraftFile.path == path, _stood_at(revision))
    row = db.session.execute(wanted).one_or_none()
    return _line(row) if row else None


def changes_between(draft_id: int, older: int, newer: int) -> tuple[FileChange, ...]:
    """The files that differ between two revisions of a draft, by path; only these are read."""
    columns = (DraftFile.path, DraftFile.since, DraftFile.text, DraftFile.blob, DraftFile.size, DraftFile.until)
    moved = or_(
        and_(DraftFile.since > older, DraftFile.since <= newer), and_(DraftFile.until > older, DraftFile.until <= newer)
    )
    before: dict[str, FileLine] = {}
    after: dict[str, FileLine] = {}
    for *row, until in db.session.execute(select(*columns).where(DraftFile.draft_id == draft_id, moved)):
        line = _line(row)
        if line.since <= older:
            before[line.path] = line
        elif until is None or until > newer:
            after[line.path] = line
    paths = sorted({*before, *after})
    return tuple(FileChange(path, before.get(path), after.get(path)) for path in paths)


def revision_of(draft_id: int, number: int) -> RevisionLine | None:
    """One change in the history of a draft."""
    row = db.session.execute(
        _REVISIONS.where(DraftRevision.draft_id == draft_id, DraftRevision.number == number)
    ).first()
    return _revision(row) if row else None


def brought_in_since(draft_id: int, number: int) -> tuple[RevisionLine, ...]:
    """The imports into a draft after one of its revisions, the newest first."""
    rows = _REVISIONS.where(
        DraftRevision.draft_id == draft_id, DraftRevision.number > number, DraftRevision.act == Act.IMPORTED.value
    )
    return tuple(_revision(row) for row in db.session.execute(rows.order_by(DraftRevision.number.desc())))


def writer_named(username: str) -> int | None:
    """The key of the person with this user name, if one of their roles lets them write courses."""
    roles = [role.value for role in HOLDERS[Permission.WRITE_COURSES]]
    rows = select(Person.id).join(RoleGrant, RoleGrant.person_id == Person.id)
    found = rows.where(Person.username == username, RoleGrant.role.in_(roles), RoleGrant.ended_at.is_(None))
    return db.session.scalar(found.limit(1))


def history_of(draft_id: int, most: int = 200) -> tuple[RevisionLine, ...]:
    """The newest revisions of a draft, the newest first."""
    rows = _REVISIONS.where(DraftRevision.draft_id == draft_id).order_by(DraftRevision.number.desc()).limit(most)
    return tuple(map(_revision, db.session.execute(rows)))


def used_bytes(person_id: int) -> int:
    """What the drafts that a person owns hold now, in bytes; discarded drafts do not count."""
    rows = (
        select(db.func.sum(DraftFile.size))
        .join(Draft, Draft.id == DraftFile.draft_id)
        .where(Draft.owner_id == person_id, Draft.state != DraftState.DISCARDED.value, DraftFile.until.is_(None))
    )
    return int(db.session.scalar(rows) or 0)


def _stood_at(revision: int | None) -> ColumnElement[bool]:
    if revision is None:
        return DraftFile.until.is_(None)
    return and_(DraftFile.since <= revision, or_(DraftFile.until.is_(None), DraftFile.until > revision))


def _facts(row: Sequence[object]) -> DraftFacts:
    id_, slug, title, state, *rest = row
    return DraftFacts(id_, slug, title, DraftState(str(state)), *rest)  # type: ignore[arg-type]  # in the columns' order


def _revision(row: Sequence[Any]) -> RevisionLine:
    number, act, path, at, person_id, name = row
    return RevisionLine(number, Act(act), path, at, person_id, name)


def _line(row: Sequence[object]) -> FileLine:
    path, since, *content = row
    return FileLine(path, since, Content(*content))  # type: ignore[arg-type]  # in the columns' order
