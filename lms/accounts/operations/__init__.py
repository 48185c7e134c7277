"""The only writers of accounts' tables: people, sign-in sessions, one-time codes."""

from lms.accounts.operations.codes import IssuedCode, UsedCode, issue_code, use_code
from lms.accounts.operations.people import (
    add_person,
    confirm_name,
    employ,
    end_role,
    grant_role,
    set_language,
    set_password,
    set_preferences,
    set_titles,
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

__all__ = [
    "NOT_REMEMBERED",
    "REMEMBERED",
    "IssuedCode",
    "Tokens",
    "UsedCode",
    "add_person",
    "confirm_name",
    "employ",
    "end_everywhere",
    "end_other_sessions",
    "end_role",
    "end_session",
    "grant_role",
    "issue_code",
    "record_failure",
    "set_language",
    "set_password",
    "set_preferences",
    "set_titles",
    "sign_in",
    "sign_out",
    "use_code",
]
