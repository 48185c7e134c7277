"""Who asks, as an author or reviewer of drafts, and where the media of drafts lie."""

from flask import current_app

from lms.authoring.draft import Writer
from lms.content.blobs import BlobStore
from lms.platform.web.guards import actor


def writer() -> Writer:
    """The person asking."""
    return Writer(actor().id, actor().username)


def store() -> BlobStore:
    """Where the bytes of media are kept."""
    return BlobStore.within(current_app.extensions["settings"].data_dir)
