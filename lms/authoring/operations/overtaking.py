"""Brings what was published from outside a draft into it. Locks the draft's row; nothing is committed here."""

from collections.abc import Mapping
from datetime import datetime

from lms.authoring.draft import Act, Content, DraftState, Writer
from lms.authoring.models import Draft
from lms.authoring.operations.drafts import locked_draft, set_state
from lms.authoring.operations.files import change_files
from lms.authoring.queries import RevisionLine, files_of
from lms.platform.audit.operations import record

_TO = ">"


def bring_in_published(
    draft_id: int, version_id: int, files: Mapping[str, Content], now: datetime, *, by: Writer
) -> int:
    """Makes all files those of a published version, as a new revision, and that version the draft's base.

    What was written stays in the history, and `undo` takes this back. Gives the number of the newest revision. Audited.
    Raises as `change_files`.
    """
    draft = locked_draft(draft_id)
    current = {line.path: line for line in files_of(draft_id)}
    changes: dict[str, Content | None] = {**dict.fromkeys(current), **files}
    seen = {name: line.since for name, line in current.items()}
    bases = f"{draft.base_version_id or 0}{_TO}{version_id}"
    number = change_files(draft_id, changes, seen, Act.IMPORTED, now, by=by, path=bases)
    is_free = draft.state in (DraftState.WRITING, DraftState.PUBLISHED)
    set_state(draft_id, DraftState.PUBLISHED if is_free else DraftState(draft.state), now, by=by, version_id=version_id)
    record(by.username, "authoring.bring-in", draft.slug, now, draft=draft_id, version=version_id, revision=number)
    return number


def forget_version(draft: Draft, line: RevisionLine) -> None:
    """Gives a draft the base it had before `line` brought a version in, unless it has become another one since."""
    before, _, after = line.path.partition(_TO)
    if line.act is Act.IMPORTED and after and after == str(draft.base_version_id):
        draft.base_version_id = int(before) or None
