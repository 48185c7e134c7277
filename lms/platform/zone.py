"""The time zone of the people, for operations that need to know on which local day something falls."""

from zoneinfo import ZoneInfo

from flask import current_app


def local_zone() -> ZoneInfo:
    """The zone of the setting TIMEZONE."""
    zone: ZoneInfo = current_app.extensions["settings"].timezone
    return zone
