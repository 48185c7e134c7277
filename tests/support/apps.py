"""Applications for tests: real ones, on a real database, migrated once and emptied between tests."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, select

from config import read_settings
from lms import create_app
from lms.authoring import draft_course
from lms.content import queries as content
from lms.hours.models import JpRule
from lms.learning import queries as learning
from lms.platform.db import upgrading
from lms.platform.db.doors import door
from lms.platform.db.model import db


def make_app(data_dir: Path, **environ: str) -> Flask:
    """A migrated application whose data lies in `data_dir`; `environ` are further settings."""
    app = create_app(read_settings({"DATA_DIR": str(data_dir), "SITE_URL": "http://localhost", **environ}))
    upgrading.install(app)
    app.config["KEEP_COPY_BEFORE_UPGRADE"] = False
    with app.app_context():
        upgrade()
    return app


def empty(app: Flask) -> None:
    """Deletes all rows but those the migrations put in; the next versions may get the keys of these."""
    for remembered in (learning._items, learning._steps, content.lesson_text, draft_course._read):
        remembered.cache_clear()
    with app.app_context(), door(writes=True):
        db.session.execute(db.text("UPDATE course SET current_version_id = NULL"))
        db.session.execute(db.text("UPDATE unit SET parent_id = NULL"))
        db.session.execute(db.text("UPDATE person SET merged_into_id = NULL"))
        db.session.execute(db.text("DELETE FROM media_blob WHERE original IS NOT NULL"))
        for ledger in ("jp_entry", "speaker_hours"):
            db.session.execute(db.text(f"DELETE FROM {ledger} WHERE reverses_id IS NOT NULL"))
        for table in reversed(db.metadata.sorted_tables):
            if table is not JpRule.__table__:
                db.session.execute(delete(table))


def count(model: type) -> int:
    """Rows of a table, seen from a door of its own."""
    with door(writes=False):
        return int(db.session.scalar(select(db.func.count()).select_from(model)) or 0)


ORIGIN: Mapping[str, str] = {"Origin": "http://localhost"}
