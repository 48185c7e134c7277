"""Begins a draft, moves it from state to state, discards it. Locks the draft's row; nothing is committed here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.authoring.draft import Act, Content, DraftState, Writer
from lms.authoring.errors import DraftClosed, NameTaken, QuotaFull
from lms.authoring.models import Draft, DraftAuthor, DraftFile, DraftRevision
from lms.authoring.queries import draft_begun_by, draft_of_course, used_bytes
from lms.authoring.quota import quota_bytes
from lms.kernel.errors import NotFound
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


@dataclass(frozen=True)
class NewDraft:
    """What a draft begins with. `base_version_id` is the version it was made from, None for a new course.

    `token` is that of the form it was begun by; `not_carried` is JSON of `import_report.py`.
    """

    slug: str
    title: str
    files: Mapping[str, Content]
    base_version_id: int | None = None
    token: str | None = None
    not_carried: str = "[]"


def create_draft(new: NewDraft, act: Act, now: datetime, *, by: Writer) -> int:
    """A draft with these files and `by` as its author; gives its key. Audited.

    A form sent twice, known by its token, begins one draft. Raises NameTaken if a draft of that name is open,
    QuotaFull if the files are more than `by` may still keep.
    """
    db.session.execute(lock_row(select(Person.id).where(Person.id == by.person_id)))
    begun = draft_begun_by(by.person_id, new.token) if new.token else None
    if begun is not None:
        return begun
    if draft_of_course(new.slug) is not None:
        raise NameTaken
    require_room(by.person_id, sum(content.size for content in new.files.values()))
    draft = Draft(
        slug=new.slug,
        title=new.title[:200],
        state=DraftState.WRITING.value,
        revision=1,
        base_version_id=new.base_version_id,
        owner_id=by.person_id,
        created_at=now,
        changed_at=now,
        token=new.token,
        not_carried=new.not_carried,
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError as problem:  # somebody else began one of this name in the same moment
        raise NameTaken from problem
    db.session.add(DraftAuthor(draft_id=draft.id, person_id=by.person_id, added_at=now))
    db.session.add(
        DraftRevision(
            draft_id=draft.id, number=1, act=act.value, begun_at=now, at=now, person_id=by.person_id, is_kept=True
        )
    )
    db.session.add_all(
        DraftFile(draft_id=draft.id, path=path, since=1, text=content.text, blob=content.blob, size=content.size)
        for path, content in new.files.items()
    )
    record(by.username, f"authoring.{act}", new.slug, now, draft=draft.id)
    db.session.flush()
    return draft.id


def set_state(draft_id: int, state: DraftState, now: datetime, *, by: Writer, version_id: int | None = None) -> None:
    """Moves a draft to another state; `version_id` is the version that it has become. Raises as `locked_draft`."""
    draft = locked_draft(draft_id)
    if version_id is not None:
        draft.base_version_id = version_id
    if draft.state != state.value:
        record(by.username, "authoring.state", draft.slug, now, draft=draft_id, before=draft.state, after=state.value)
        draft.state = state.value


def discard_draft(draft_id: int, now: datetime, *, by: Writer) -> None:
    """Takes a draft out of all lists; what was written stays in the database. Raises as `locked_draft`."""
    set_state(draft_id, DraftState.DISCARDED, now, by=by)


def locked_draft(draft_id: int) -> Draft:
    """The row of a draft, locked. Raises NotFound or DraftClosed."""
    draft: Draft | None = db.session.scalar(lock_row(select(Draft).where(Draft.id == draft_id)))
    if draft is None:
        raise NotFound
    if draft.state == DraftState.DISCARDED.value:
        raise DraftClosed
    return draft


def require_room(person_id: int, more: int) -> None:
    """Raises QuotaFull if `more` bytes are too many for the person; what makes drafts smaller always passes."""
    quota = quota_bytes()
    if more > 0 and used_bytes(person_id) + more > quota:
        raise QuotaFull(quota // 1_000_000)
