"""Questions about remarks on drafts; change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.accounts.models import Person
from lms.authoring.models import DraftRemark, DraftRemarkReply
from lms.authoring.remark import Closing
from lms.platform.db.model import db


@dataclass(frozen=True)
class ReplyLine:
    """An answer to a remark."""

    words: str
    name: str
    at: datetime


@dataclass(frozen=True)
class RemarkLine:
    """A remark. `block` is the place of its block now, None for the whole page or one that is gone; `block_text` is
    what the block was when the remark was written; `closing` is None while it is open."""

    id: int
    draft_id: int
    path: str
    block: int | None
    block_text: str
    words: str
    proposal: str
    person_id: int
    name: str
    at: datetime
    closing: Closing | None
    replies: tuple[ReplyLine, ...] = ()


def remark_of(remark_id: int) -> RemarkLine | None:
    """A remark by its key, without its replies."""
    row = db.session.execute(_ROWS.where(DraftRemark.id == remark_id)).one_or_none()
    return _line(row, ()) if row else None


def remarks_on(draft_id: int, path: str | None = None, *, closed: bool = False) -> tuple[RemarkLine, ...]:
    """The open remarks on a draft, or on one of its files, the oldest first; also the closed ones if asked for.

    Two statements, whatever their number.
    """
    wanted = _ROWS.where(DraftRemark.draft_id == draft_id)
    if path is not None:
        wanted = wanted.where(DraftRemark.path == path)
    if not closed:
        wanted = wanted.where(DraftRemark.closing == "")
    rows = db.session.execute(wanted.order_by(DraftRemark.id)).all()
    replies = _replies([row.id for row in rows])
    return tuple(_line(row, tuple(replies.get(row.id, ()))) for row in rows)


def open_remarks(draft_id: int) -> dict[str, int]:
    """How many remarks are open on each file of a draft; "" is the whole course."""
    rows = select(DraftRemark.path, db.func.count()).where(DraftRemark.draft_id == draft_id, DraftRemark.closing == "")
    return {path: int(count) for path, count in db.session.execute(rows.group_by(DraftRemark.path))}


_ROWS = select(
    DraftRemark.id,
    DraftRemark.draft_id,
    DraftRemark.path,
    DraftRemark.block,
    DraftRemark.block_text,
    DraftRemark.words,
    DraftRemark.proposal,
    DraftRemark.person_id,
    Person.name,
    DraftRemark.written_at,
    DraftRemark.closing,
).join(Person, Person.id == DraftRemark.person_id)


def _replies(remark_ids: Sequence[int]) -> dict[int, list[ReplyLine]]:
    found: dict[int, list[ReplyLine]] = {}
    if not remark_ids:
        return found
    rows = (
        select(DraftRemarkReply.remark_id, DraftRemarkReply.words, Person.name, DraftRemarkReply.written_at)
        .join(Person, Person.id == DraftRemarkReply.person_id)
        .where(DraftRemarkReply.remark_id.in_(remark_ids))
        .order_by(DraftRemarkReply.id)
    )
    for remark_id, words, name, at in db.session.execute(rows):
        found.setdefault(remark_id, []).append(ReplyLine(words, name, at))
    return found


def _line(row: Any, replies: tuple[ReplyLine, ...]) -> RemarkLine:
    return RemarkLine(
        id=row.id,
        draft_id=row.draft_id,
        path=row.path,
        block=row.block,
        block_text=row.block_text,
        words=row.words,
        proposal=row.proposal,
        person_id=row.person_id,
        name=row.name,
        at=row.written_at,
        closing=Closing(row.closing) if row.closing else None,
        replies=replies,
    )
