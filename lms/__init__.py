"""Rambutan, a learning portal: `create_app` is the one place where everything meets."""

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from types import ModuleType

from flask import Blueprint, Flask

from config import Settings, read_settings
from lms import wiring
from lms.accounts import merges
from lms.accounts.models import Person
from lms.accounts.queries import session_reader
from lms.command_line import CommandLine
from lms.exports.export import Export
from lms.features import FEATURES
from lms.notifications.letter import Kind
from lms.notifications.queries import unread_of
from lms.permissions import Permission
from lms.platform.audit import models as audit_models
from lms.platform.db import doors
from lms.platform.db.model import db
from lms.platform.server import THREADS
from lms.platform.web import compression, errors, guards, headers, logs, origin, pages, service
from lms.platform.web.door import PortalFlask
from lms.platform.web.navigation import Place

PLACES = (
    Place("Home", "home.index", "home", Permission.LEARN),
    Place("Inspection", "inspection.index", "check", Permission.INSPECT),
    Place("Overview", "coordination.overview", "grid", Permission.SEE_UNIT_PROGRESS),
    Place("Staff", "staff.people", "users", Permission.SEE_PEOPLE),
    Place("Assignments", "assignments.index", "check", Permission.SEE_UNIT_PROGRESS),
    Place("Reports", "leadership.sheet", "sheet", Permission.SEE_SUMS),
    Place("Reviews", "reviewing.queue", "chat", Permission.REVIEW_COURSES),
    Place("Drafts", "authoring.drafts", "pen", Permission.WRITE_COURSES),
    Place("Catalogue", "catalog.index", "grid", Permission.LEARN),
    Place("Lesson hours", "hours.ledger", "hour", Permission.LEARN),
    Place("Certificates", "certificates.index", "cert", Permission.LEARN),
    Place("Audit trail", "auditing.acts", "sheet", Permission.READ_AUDIT),
)
"""The navigation, in order: the first four that a person may open, the rest on the page of the profile."""

CONNECTIONS = 2 * THREADS
"""Kept open by each process: a request has at most one for hot reads and one for its session."""

PLATFORM_TABLES = (audit_models.AuditEntry,)
"""Tables that belong to no feature; named here so that they are loaded."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application: settings, database, every feature's views and commands, guards, pages, headers."""
    settings = settings or read_settings()
    app = PortalFlask(__name__, static_folder=None)
    app.extensions["settings"] = settings
    app.config.update(SECRET_KEY=settings.secret_key, SQLALCHEMY_DATABASE_URI=settings.database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": CONNECTIONS}
    _open_database(app, settings)
    app.register_blueprint(service.bp)
    notes: dict[str, tuple[str, str]] = {}
    app.extensions["letters"] = {kind.key: kind for kind in letter_kinds()}
    app.extensions["exports"] = {export.key: export for export in all_exports()}
    for feature in FEATURES:
        _add_feature(app, feature, notes)
    app.cli = CommandLine(app.name)
    wiring.wire()
    _find_what_merges()
    logs.install(app)
    pages.install(app, settings, PLACES, notes)
    origin.install(app)
    guards.install(app, session_reader(unread_of(Person.id)))
    errors.install(app)
    compression.install(app)
    headers.install(app, settings)
    return app


def letter_kinds() -> Iterator[Kind]:
    """The kinds of letters of every feature: `letters.LETTERS`."""
    for feature in FEATURES:
        room = _room(feature, "letters")
        if room is not None:
            yield from room.LETTERS


def all_exports() -> Iterator[Export]:
    """The exports of every feature: `exports.EXPORTS`."""
    for feature in FEATURES:
        room = _room(feature, "exports")
        if room is not None:
            yield from room.EXPORTS


def load_rooms() -> None:
    """Imports what `create_app` would find in each feature, and makes nothing of it."""
    for feature in FEATURES:
        for room in ("views", "notes", "models", "letters", "exports"):
            _room(feature, room)


def _open_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    with app.app_context():
        doors.install(app, db.engine, settings.data_dir / "write-lock")


def _add_feature(app: Flask, feature: str, notes: dict[str, tuple[str, str]]) -> None:
    """Finds a feature's rooms by their names: `views.bp`, `notes.NOTES`; its tables are loaded."""
    views = _room(feature, "views")
    if views is not None:
        blueprint: Blueprint = views.bp
        app.register_blueprint(blueprint)
    words = _room(feature, "notes")
    if words is not None:
        found: Mapping[str, tuple[str, str]] = words.NOTES
        notes.update(found)
    _room(feature, "models")


def _find_what_merges() -> None:
    """What each feature says of two records of one person: `merging.MOVES`, perhaps `merging.collisions`."""
    rooms = [room for feature in FEATURES if (room := _room(feature, "merging")) is not None]
    found = [room.collisions for room in rooms if hasattr(room, "collisions")]
    merges.wire([line for room in rooms for line in room.MOVES], found)


def _room(feature: str, room: str) -> ModuleType | None:
    name = f"lms.{feature}.{room}"
    return importlib.import_module(name) if importlib.util.find_spec(name) is not None else None
