"""Questions about drafts; change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from lms.accounts.models import Person
from lms.authoring.draft import Act, Content, DraftState, FileLine
from lms.authoring.models import Draft, DraftAuthor, DraftFile, DraftRevision
from lms.content.models import CourseVersion
from lms.platform.db.model import db


@dataclass(frozen=True)
class DraftFacts:
    """A draft: `number` and `published_at` are those of the version that learners have from it, None before."""

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


@dataclass(frozen=True)
class AuthorLine:
    """Somebody who writes in a draft."""

    person_id: int
    username: str
    name: str
    added_at: datetime


@dataclass(frozen=True)
class RevisionLine:
    """One change in the history of a draft."""

    number: int
    act: Act
    path: str
    at: datetime
    person_id: int
    name: str


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
)
_JOINED = select(*_FACTS).join(CourseVersion, CourseVersion.id == Draft.base_version_id, isouter=True)


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


def is_author(draft_id: int, person_id: int) -> bool:
    """Whether the person writes in the draft."""
    rows = select(DraftAuthor.id).where(
        DraftAuthor.draft_id == draft_id, DraftAuthor.person_id == person_id, DraftAuthor.removed_at.is_(None)
    )
    return db.session.scalar(rows) is not None


def authors_of(draft_id: int) -> tuple[AuthorLine, ...]:
    """Who writes in the draft, in the order in which they came."""
    rows = (
        select(Person.id, Person.username, Person.name, DraftAuthor.added_at)
        .join(DraftAuthor, DraftAuthor.person_id == Person.id)
        .where(DraftAuthor.draft_id == draft_id, DraftAuthor.removed_at.is_(None))
        .order_by(DraftAuthor.id)
    )
    return tuple(AuthorLine(*row) for row in db.session.execute(rows))


def files_of(draft_id: int, revision: int | None = None) -> tuple[FileLine, ...]:
    """The files of a draft by path, as they are now or were at a revision."""
    columns = (DraftFile.path, DraftFile.since, DraftFile.text, DraftFile.blob, DraftFile.size)
    rows = select(*columns).where(DraftFile.draft_id == draft_id, _stood_at(revision)).order_by(DraftFile.path)
    return tuple(_line(row) for row in db.session.execute(rows))


def file_of(draft_id: int, path: str, revision: int | None = None) -> FileLine | None:
    """One file of a draft as it is now or was at a revision."""
    columns = (DraftFile.path, DraftFile.since, DraftFile.text, DraftFile.blob, DraftFile.size)
    wanted = select(*columns).where(DraftFile.draft_id == draft_id, DraftFile.path == path, _stood_at(revision))
    row = db.session.execute(wanted).one_or_none()
    return _line(row) if row else None


def history_of(draft_id: int, most: int = 200) -> tuple[RevisionLine, ...]:
    """The newest revisions of a draft, the newest first."""
    columns = (DraftRevision.number, DraftRevision.act, DraftRevision.path, DraftRevision.at, Person.id, Person.name)
    rows = (
        select(*columns)
        .join(Person, Person.id == DraftRevision.person_id)
        .where(DraftRevision.draft_id == draft_id)
        .order_by(DraftRevision.number.desc())
        .limit(most)
    )
    found = db.session.execute(rows)
    return tuple(RevisionLine(number, Act(act), path, at, who, name) for number, act, path, at, who, name in found)


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


def _line(row: Sequence[object]) -> FileLine:
    path, since, *content = row
    return FileLine(path, since, Content(*content))  # type: ignore[arg-type]  # in the columns' order
