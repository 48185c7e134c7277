"""The exports of the running application, as `create_app` found them."""

from flask import current_app

from lms.exports.export import Export, Exports


def exports() -> Exports:
    """All of them by key."""
    found: Exports = current_app.extensions["exports"]
    return found


def title_of(key: str) -> str:
    """The message id of an export's title; its key if this release has it no more."""
    found: Export | None = exports().get(key)
    return found.title if found is not None else key
