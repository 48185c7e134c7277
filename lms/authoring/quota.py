"""How much one speaker may keep in drafts."""

from flask import current_app

from config import Settings


def quota_bytes() -> int:
    """Bytes that all drafts which one person owns may hold together."""
    settings: Settings = current_app.extensions["settings"]
    return settings.draft_megabytes * 1_000_000
