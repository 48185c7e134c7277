"""The only writers of accounts' tables: people, sign-in sessions, one-time codes."""

from lms.accounts.operations.codes import IssuedCode, UsedCode, draft_codes, issue_code, keep_codes, use_code
from lms.accounts.operations.correcting import correct, set_titles
from lms.accounts.operations.deputies import NewDeputy, end_deputy, end_with_posts, name_deputy
from lms.accounts.operations.heads import end_head, name_head
from lms.accounts.operations.merge_log import require_as_left, touched, watching
from lms.accounts.operations.merging import merge_people, undo_merge, undo_until
from lms.accounts.operations.people import (
    add_person,
    confirm_name,
    employ,
    end_grant,
    end_role,
    grant_role,
    name_officers,
    set_language,
    set_password,
    set_preferences,
)
from lms.accounts.operations.sessions import (
    NOT_REMEMBERED,
    REMEMBERED,
    Tokens,
    end_everywhere,
    end_other_sessions,
    end_session,
    record_failure,
    sign_in,
    sign_out,
)
from lms.accounts.operations.staffing import (
    Ended,
    add_people,
    change_posts,
    give_back,
    identify,
    leave,
    take_back,
)

__all__ = [
    "NOT_REMEMBERED",
    "REMEMBERED",
    "Ended",
    "IssuedCode",
    "NewDeputy",
    "Tokens",
    "UsedCode",
    "add_people",
    "add_person",
    "change_posts",
    "confirm_name",
    "correct",
    "draft_codes",
    "employ",
    "end_deputy",
    "end_everywhere",
    "end_grant",
    "end_head",
    "end_other_sessions",
    "end_role",
    "end_session",
    "end_with_posts",
    "give_back",
    "grant_role",
    "identify",
    "issue_code",
    "keep_codes",
    "leave",
    "merge_people",
    "name_deputy",
    "name_head",
    "name_officers",
    "record_failure",
    "require_as_left",
    "set_language",
    "set_password",
    "set_preferences",
    "set_titles",
    "sign_in",
    "sign_out",
    "take_back",
    "touched",
    "undo_merge",
    "undo_until",
    "use_code",
    "watching",
]
