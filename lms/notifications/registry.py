"""The kinds of letters of the running application, as `create_app` found them."""

from flask import current_app

from lms.notifications.letter import Kind, Kinds


def kinds() -> Kinds:
    """All of them by key."""
    found: Kinds = current_app.extensions["letters"]
    return found


def kind_of(key: str) -> Kind:
    """Raises KeyError for one that no feature writes."""
    return kinds()[key]
