"""Changes the files of a draft and remembers what they were. Locks the draft's row; nothing is committed here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from lms.authoring.contents import text_content
from lms.authoring.draft import AFTER_AN_EDIT, Act, Content, DraftState, FileLine, Writer
from lms.authoring.errors import FileChanged
from lms.authoring.models import Draft, DraftFile, DraftRevision
from lms.authoring.operations.drafts import locked_draft, require_room
from lms.authoring.queries import file_of
from lms.authoring.titles import course_title
from lms.kernel import facts
from lms.kernel.errors import NotFound
from lms.platform.db.model import db

TYPING = timedelta(minutes=5)
"""Edits of one file by one person within this time of each other are one revision."""


@dataclass(frozen=True)
class DraftChanged:
    """A fact: files of a draft are other ones now. `before` holds their texts as they were, None for a new file."""

    draft_id: int
    revision: int
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    at: datetime


def change_files(
    draft_id: int,
    changes: Mapping[str, Content | None],
    seen: Mapping[str, int],
    act: Act,
    now: datetime,
    *,
    by: Writer,
    path: str = "",
) -> int:
    """Puts `changes` (path → what it holds now, None to remove it) into a draft; gives the number of its revision.

    `seen` says of each changed file which revision its writer saw (`FileLine.since`), 0 for a file that was not there.
    What is so already changes nothing. All or nothing: raises FileChanged if any file is another one now, QuotaFull,
    or as `locked_draft`.
    """
    draft = locked_draft(draft_id)
    rows = _current(draft_id, changes)
    changes = {name: content for name, content in changes.items() if not _is_so(rows.get(name), content)}
    for name in changes:
        if (rows[name].since if name in rows else 0) != seen.get(name, 0):
            raise FileChanged(name)
    if not changes:
        return draft.revision
    fewer = sum(rows[name].size for name in changes if name in rows)
    require_room(draft.owner_id, sum(content.size for content in changes.values() if content) - fewer)
    before = {name: rows[name].text if name in rows else None for name in changes}
    replaced = _count_on(draft, act, path or _only(changes), now, by)
    _write(draft, changes, rows, replaced)
    after = {name: content.text if content else None for name, content in changes.items()}
    facts.publish(DraftChanged(draft.id, draft.revision, before, after, now))
    return draft.revision


def edit_file(
    draft_id: int, path: str, edit: Callable[[FileLine], str], act: Act, now: datetime, *, by: Writer
) -> FileLine:
    """Puts what `edit` makes of the text of a file in its place; gives the file as it is now.

    `edit` sees the file as it stands, whoever changed it last, so that nobody's change is lost. Raises what `edit`
    raises, NotFound if there is no such text, or as `change_files`.
    """
    locked_draft(draft_id)
    line = file_of(draft_id, path)
    if line is None or line.content.text is None:
        raise NotFound
    content = text_content(edit(line))
    change_files(draft_id, {path: content}, {path: line.since}, act, now, by=by)
    now_so = file_of(draft_id, path)
    assert now_so is not None
    return now_so


def keep_revision(draft_id: int) -> int:
    """Freezes the newest revision, so that no typing joins it any more; gives its number."""
    draft = locked_draft(draft_id)
    row = db.session.scalar(select(DraftRevision).filter_by(draft_id=draft_id, number=draft.revision))
    if row is not None:
        row.is_kept = True
    return draft.revision


def _current(draft_id: int, paths: Iterable[str]) -> dict[str, DraftFile]:
    wanted = select(DraftFile).where(DraftFile.draft_id == draft_id, DraftFile.until.is_(None))
    return {row.path: row for row in db.session.scalars(wanted.where(DraftFile.path.in_(list(paths))))}


def _is_so(row: DraftFile | None, content: Content | None) -> bool:
    if row is None or content is None:
        return row is None and content is None
    return (row.text, row.blob) == (content.text, content.blob)


def _count_on(draft: Draft, act: Act, path: str, now: datetime, by: Writer) -> int:
    """Counts the draft's revision on. Typing goes on in the newest one, whose number until now is given; else 0."""
    newest = db.session.scalar(select(DraftRevision).filter_by(draft_id=draft.id, number=draft.revision))
    draft.revision += 1
    draft.changed_at = now
    draft.state = AFTER_AN_EDIT.get(DraftState(draft.state), DraftState(draft.state)).value
    if newest is not None and _goes_on(newest, act, path, now, by):
        replaced, newest.number, newest.at = newest.number, draft.revision, now
        return replaced
    row = DraftRevision(draft_id=draft.id, number=draft.revision, act=act.value, path=path, begun_at=now, at=now)
    row.person_id = by.person_id
    db.session.add(row)
    return 0


def _goes_on(newest: DraftRevision, act: Act, path: str, now: datetime, by: Writer) -> bool:
    same = (newest.act, newest.path, newest.person_id) == (act.value, path, by.person_id)
    return act is Act.EDITED and same and not newest.is_kept and now - newest.begun_at < TYPING


def _write(draft: Draft, changes: Mapping[str, Content | None], rows: Mapping[str, DraftFile], replaced: int) -> None:
    """Ends the rows of what changed and adds what it is now; what the `replaced` revision wrote is written over."""
    number, new = draft.revision, dict(changes)
    for name, row in rows.items():
        content = changes.get(name)
        if name in changes and content is not None and row.since == replaced:
            row.since, row.text, row.blob, row.size = number, content.text, content.blob, content.size
            del new[name]
        elif name in changes:
            row.until = number
    db.session.flush()
    for name, added in new.items():
        if added is not None:
            row = DraftFile(draft_id=draft.id, path=name, since=number, text=added.text, blob=added.blob)
            row.size = added.size
            db.session.add(row)
    title = course_title(changes)
    draft.title = title[:200] if title else draft.title
    db.session.flush()


def _only(changes: Mapping[str, Content | None]) -> str:
    return next(iter(changes)) if len(changes) == 1 else ""
