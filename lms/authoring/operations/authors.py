"""Who writes in a draft. Locks the draft's row; nothing is committed here."""

from datetime import datetime

from sqlalchemy import select

from lms.authoring.draft import Writer
from lms.authoring.errors import LastAuthor
from lms.authoring.models import DraftAuthor
from lms.authoring.operations.drafts import locked_draft
from lms.kernel.errors import NotFound
from lms.platform.audit.operations import record
from lms.platform.db.model import db


def add_author(draft_id: int, person_id: int, now: datetime, *, by: Writer) -> None:
    """Lets a person write in a draft; whoever writes in it already stays. Audited. Raises as `locked_draft`."""
    draft = locked_draft(draft_id)
    if _current(draft_id, person_id) is None:
        db.session.add(DraftAuthor(draft_id=draft_id, person_id=person_id, added_at=now))
        record(by.username, "authoring.add-author", draft.slug, now, draft=draft_id, person=person_id)
        db.session.flush()


def remove_author(draft_id: int, person_id: int, now: datetime, *, by: Writer) -> None:
    """Ends a person's writing in a draft. Audited. Raises NotFound, LastAuthor, or as `locked_draft`."""
    draft = locked_draft(draft_id)
    row = _current(draft_id, person_id)
    if row is None:
        raise NotFound
    others = select(DraftAuthor.id).where(
        DraftAuthor.draft_id == draft_id, DraftAuthor.removed_at.is_(None), DraftAuthor.id != row.id
    )
    if db.session.scalar(others.limit(1)) is None:
        raise LastAuthor
    row.removed_at = now
    record(by.username, "authoring.remove-author", draft.slug, now, draft=draft_id, person=person_id)


def _current(draft_id: int, person_id: int) -> DraftAuthor | None:
    wanted = select(DraftAuthor).filter_by(draft_id=draft_id, person_id=person_id, removed_at=None)
    row: DraftAuthor | None = db.session.scalar(wanted)
    return row
