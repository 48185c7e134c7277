"""Addresses that belong to no feature: static files, whether the process lives, whether it can serve."""

from flask import Blueprint, Response, abort, request
from sqlalchemy import text

from lms.kernel.errors import Unavailable
from lms.platform.db.model import db
from lms.platform.db.revisions import newest_revision
from lms.platform.web.guards import public
from lms.platform.web.pages import pages

bp = Blueprint("service", __name__)


@bp.get("/static/<name>")
@public
def static_file(name: str) -> Response:
    """A file of the interface; its name holds its hash, so it never changes."""
    asset = pages().assets.find(name)
    if asset is None:
        abort(404)
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(asset.gzip_body if zipped else asset.body, content_type=asset.content_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@bp.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@bp.get("/readyz")
@public
def ready() -> Response:
    """The database answers and has the revision this release needs; 503 otherwise, by the error handler."""
    revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    if revision != newest_revision():
        raise Unavailable
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
