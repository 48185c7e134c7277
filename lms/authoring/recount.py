"""What is stored of drafts held against their revisions and files."""

from collections.abc import Iterator

from sqlalchemy import func, select

from lms.authoring.draft import Content
from lms.authoring.models import Draft, DraftFile, DraftRevision
from lms.authoring.titles import COURSE_FILE, course_title
from lms.platform.db.recounting import Difference, streamed, unequal


def differences() -> Iterator[Difference]:
    """Drafts whose number or title is not that of their newest revision, and files that say another size."""
    newest = select(func.max(DraftRevision.number)).where(DraftRevision.draft_id == Draft.id)
    yield from unequal(Draft.revision, newest.scalar_subquery())
    yield from _other_titles()
    rows = select(DraftFile.id, DraftFile.size, DraftFile.text).where(DraftFile.text.is_not(None))
    for file_id, size, text in streamed(rows.order_by(DraftFile.id)):
        if size != len(text.encode()):
            yield Difference("draft_file", file_id, "size", str(size), str(len(text.encode())))


def _other_titles() -> Iterator[Difference]:
    rows = (
        select(Draft.id, Draft.title, DraftFile.text)
        .join(DraftFile, DraftFile.draft_id == Draft.id)
        .where(DraftFile.path == COURSE_FILE, DraftFile.until.is_(None), DraftFile.text.is_not(None))
    )
    for draft_id, title, text in streamed(rows.order_by(Draft.id)):
        said = course_title({COURSE_FILE: Content(text, None, 0)})[:200]
        if said and said != title:
            yield Difference("draft", draft_id, "title", title, said)
