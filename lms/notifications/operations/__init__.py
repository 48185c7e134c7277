"""The only writers of letters; nothing is committed here."""

from lms.notifications.operations.letters import Addressed, notify, notify_many, read_all, read_kind, read_letter

__all__ = ["Addressed", "notify", "notify_many", "read_all", "read_kind", "read_letter"]
