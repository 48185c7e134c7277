"""Serves the media of courses by the hash of their content; course pages belong to other features."""

from flask import Blueprint, Response, abort, current_app, send_file

from lms.content.blobs import BlobStore
from lms.content.media_files import media_type_of_ending
from lms.platform.web.guards import public

bp = Blueprint("content", __name__)

_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'"
_SHOWN = ("image/", "audio/", "video/", "text/vtt")


@bp.get("/media/<name>")
@public
def medium(name: str) -> Response:
    """A file by its hash and ending. Nobody finds one by guessing, and none acts: it is served in a sandbox."""
    sha256, dot, ending = name.partition(".")
    media_type = media_type_of_ending(dot + ending)
    try:
        path = BlobStore.within(current_app.extensions["settings"].data_dir).path_of(sha256)
    except ValueError:
        abort(404)
    if not media_type or not path.is_file():
        abort(404)
    response = send_file(path, mimetype=media_type, conditional=True, etag=sha256)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Content-Disposition"] = "inline" if media_type.startswith(_SHOWN) else "attachment"
    return response
