"""Takes one change of a draft back, or all since a revision. Locks the draft's row; nothing is committed here."""

from datetime import datetime

from lms.authoring.draft import Act, Content, Writer
from lms.authoring.operations.drafts import locked_draft
from lms.authoring.operations.files import change_files
from lms.authoring.operations.overtaking import forget_version
from lms.authoring.queries import brought_in_since, changes_between, files_of, revision_of
from lms.kernel.errors import NotFound


def undo(draft_id: int, number: int, now: datetime, *, by: Writer) -> int:
    """Gives the files that a revision changed back what they held before it; gives the number of the new revision.

    Raises NotFound for no such revision, FileChanged if one of the files is another one now, or as `change_files`.
    """
    line = revision_of(draft_id, number)
    if line is None:
        raise NotFound
    found = changes_between(draft_id, number - 1, number)
    changes: dict[str, Content | None] = {one.path: one.before.content if one.before else None for one in found}
    seen = {one.path: one.after.since if one.after else 0 for one in found}
    newest = change_files(draft_id, changes, seen, Act.RESTORED, now, by=by, path=str(number - 1))
    forget_version(locked_draft(draft_id), line)
    return newest


def restore(draft_id: int, number: int, now: datetime, *, by: Writer) -> int:
    """Makes all files what they were at a revision, as a new revision; gives its number. Raises NotFound.

    Versions that were brought in since are outside the draft once more.
    """
    draft = locked_draft(draft_id)
    before = draft.revision
    if not 1 <= number <= before:
        raise NotFound
    past = {line.path: line.content for line in files_of(draft_id, number)}
    current = {line.path: line for line in files_of(draft_id)}
    changes: dict[str, Content | None] = {**dict.fromkeys(current), **past}
    seen = {name: line.since for name, line in current.items()}
    newest = change_files(draft_id, changes, seen, Act.RESTORED, now, by=by, path=str(number))
    if newest != before:
        for line in brought_in_since(draft_id, number):
            forget_version(draft, line)
    return newest
