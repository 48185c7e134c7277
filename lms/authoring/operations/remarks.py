"""Remarks on drafts: written, answered, accepted, closed, and moved with their blocks. Nothing is committed here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.authoring.anchors import moved_blocks, moved_files
from lms.authoring.blocks.block_edits import replace_page_block
from lms.authoring.blocks.page_blocks import PageBlock, core_of, page_blocks
from lms.authoring.contents import text_content
from lms.authoring.draft import Act, Writer
from lms.authoring.errors import BlockChanged, RemarkClosed
from lms.authoring.models import DraftRemark, DraftRemarkReply
from lms.authoring.operations.drafts import locked_draft
from lms.authoring.operations.files import DraftChanged, change_files
from lms.authoring.queries import file_of
from lms.authoring.remark import LONGEST, LONGEST_PROPOSAL, Closing
from lms.content.document_reader import read_document
from lms.kernel.errors import NotFound, Unprocessable
from lms.platform.audit.operations import record
from lms.platform.db.doors import lock_row
from lms.platform.db.model import db


@dataclass(frozen=True)
class NewRemark:
    """What is said: of a whole draft (no path), a page (no block) or a block, with words or other source for it."""

    path: str
    block: PageBlock | None
    words: str
    token: str
    proposal: str = ""


def write_remark(draft_id: int, new: NewRemark, now: datetime, *, by: Writer) -> int:
    """Puts a remark on a draft; sent twice it is one. Gives its key. Audited.

    Raises Unprocessable if it says nothing or too much, or as `locked_draft`.
    """
    draft = locked_draft(draft_id)
    known = db.session.scalar(
        select(DraftRemark.id).where(DraftRemark.token == new.token, DraftRemark.person_id == by.person_id)
    )
    if known is not None:
        return known
    if not new.words.strip() and not new.proposal.strip():
        raise Unprocessable("Write what you want to say.")
    _require_short(new.words, LONGEST)
    _require_short(new.proposal, LONGEST_PROPOSAL)
    row = DraftRemark(
        draft_id=draft_id,
        path=new.path,
        block=new.block.index if new.block else None,
        block_text=new.block.text if new.block else "",
        words=new.words.strip(),
        proposal=new.proposal,
        token=new.token,
        person_id=by.person_id,
        written_at=now,
    )
    db.session.add(row)
    db.session.flush()
    record(by.username, "authoring.remark", draft.slug, now, draft=draft_id, remark=row.id)
    return row.id


def reply(remark_id: int, words: str, token: str, now: datetime, *, by: Writer) -> None:
    """Appends an answer to a remark; sent twice it is one. Raises RemarkClosed, Unprocessable or NotFound."""
    remark = _locked(remark_id)
    if not words.strip():
        raise Unprocessable("Write what you want to say.")
    _require_short(words, LONGEST)
    if db.session.scalar(select(DraftRemarkReply.id).where(DraftRemarkReply.token == token)) is None:
        _require_open(remark)
        db.session.add(
            DraftRemarkReply(
                remark_id=remark_id, words=words.strip(), token=token, person_id=by.person_id, written_at=now
            )
        )
        db.session.flush()


def accept_proposal(remark_id: int, now: datetime, *, by: Writer) -> None:
    """Puts the proposed source in the place of its block and closes the remark; accepted twice it is accepted once.

    Raises BlockChanged if the block is another one now or gone, RemarkClosed, NotFound, or as `change_files`.
    """
    remark = _locked(remark_id)
    if remark.closing == Closing.ACCEPTED.value:
        return
    _require_open(remark)
    if not remark.proposal:
        raise NotFound
    file = file_of(remark.draft_id, remark.path)
    source = (file.content.text or "") if file else ""
    blocks = page_blocks(read_document(remark.path, source).document)
    if file is None or remark.block is None or remark.block >= len(blocks):
        raise BlockChanged
    if core_of(blocks[remark.block].text) != core_of(remark.block_text):
        raise BlockChanged
    edited = replace_page_block(source, remark.block, remark.proposal)
    if edited.problems:
        raise BlockChanged
    _close(remark, Closing.ACCEPTED, now, by)
    change_files(
        remark.draft_id, {remark.path: text_content(edited.source)}, {remark.path: file.since}, Act.ACCEPTED, now, by=by
    )


def close_remark(remark_id: int, closing: Closing, now: datetime, *, by: Writer) -> None:
    """Ends a remark in another way; ended so twice it is ended once. Raises RemarkClosed or NotFound."""
    remark = _locked(remark_id)
    if remark.closing != closing.value:
        _require_open(remark)
        _close(remark, closing, now, by)


def follow_blocks(changed: DraftChanged) -> None:
    """Moves open remarks with their blocks, and with files that got another name."""
    wanted = select(DraftRemark).where(
        DraftRemark.draft_id == changed.draft_id, DraftRemark.closing == "", DraftRemark.path.in_(list(changed.before))
    )
    by_path: dict[str, list[DraftRemark]] = {}
    for remark in db.session.scalars(wanted):
        by_path.setdefault(remark.path, []).append(remark)
    renamed = moved_files(changed.before, changed.after) if by_path else {}
    for path, remarks in by_path.items():
        place = renamed.get(path, path)
        places = moved_blocks(_texts(path, changed.before[path]), _texts(place, changed.after.get(place)))
        for remark in remarks:
            remark.path = place
            known = remark.block is not None and remark.block < len(places)
            remark.block = places[remark.block] if known and remark.block is not None else None
    db.session.flush()


def _texts(path: str, source: str | None) -> Sequence[str]:
    return [core_of(block.text) for block in page_blocks(read_document(path, source or "").document)]


def _close(remark: DraftRemark, closing: Closing, now: datetime, by: Writer) -> None:
    remark.closing, remark.closed_at, remark.closed_by = closing.value, now, by.person_id
    record(by.username, f"authoring.remark-{closing}", str(remark.draft_id), now, remark=remark.id)
    db.session.flush()


def _locked(remark_id: int) -> DraftRemark:
    """The remark, after its draft: the order in which changes of files lock too."""
    draft_id = db.session.scalar(select(DraftRemark.draft_id).where(DraftRemark.id == remark_id))
    if draft_id is None:
        raise NotFound
    locked_draft(draft_id)
    row: DraftRemark = db.session.scalars(lock_row(select(DraftRemark).where(DraftRemark.id == remark_id))).one()
    return row


def _require_open(remark: DraftRemark) -> None:
    if remark.closing:
        raise RemarkClosed


def _require_short(text: str, most: int) -> None:
    if len(text) > most:
        raise Unprocessable("This is longer than %(most)s characters. Say it more briefly.", most=most)
