"""Questions about remarks on drafts; change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import Person
from lms.authoring.models import Remark, RemarkReply
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
    row = db.session.execute(_ROWS.where(Remark.id == remark_id)).one_or_none()
    return _line(row, ()) if row else None


def remarks_on(draft_id: int, path: str | None = None, *, closed: bool = False) -> tuple[RemarkLine, ...]:
    """The open remarks on a draft, or on one of its files, the oldest first; also the closed ones if asked for.

    Two statements, whatever their number.
    """
    wanted = _ROWS.where(Remark.draft_id == draft_id)
    if path is not None:
        wanted = wanted.where(Remark.path == path)
    if not closed:
        wanted = wanted.where(Remark.closing == "")
    rows = db.session.execute(wanted.order_by(Remark.id)).all()
    replies = _replies([row.id for row in rows])
    return tuple(_line(row, tuple(replies.get(row.id, ()))) for row in rows)


def open_remarks(draft_id: int) -> dict[str, int]:
    """How many remarks are open on each file of a draft; "" is the whole course."""
    rows = select(Remark.path, db.func.count()).where(Remark.draft_id == draft_id, Remark.closing == "")
    return {path: int(count) for path, count in db.session.execute(rows.group_by(Remark.path))}


_ROWS = select(
    Remark.id,
    Remark.draft_id,
    Remark.path,
    Remark.block,
    Remark.block_text,
    Remark.words,
    Remark.proposal,
    Remark.person_id,
    Person.name,
    Remark.written_at,
    Remark.closing,
).join(Person, Person.id == Remark.person_id)


def _replies(remark_ids: Sequence[int]) -> dict[int, list[ReplyLine]]:
    found: dict[int, list[ReplyLine]] = {}
    if not remark_ids:
        return found
    columns = (RemarkReply.remark_id, RemarkReply.words, Person.name, RemarkReply.written_at)
    rows = select(*columns).join(Person, Person.id == RemarkReply.person_id)
    for remark_id, *line in db.session.execute(
        rows.where(RemarkReply.remark_id.in_(remark_ids)).order_by(RemarkReply.id)
    ):
        found.setdefault(remark_id, []).append(ReplyLine(*line))
    return found


def _line(row: Sequence[object], replies: tuple[ReplyLine, ...]) -> RemarkLine:
    *facts, closing = row
    return RemarkLine(*facts, Closing(str(closing)) if closing else None, replies)  # type: ignore[arg-type]
