"""Bringing the tables up to date; a process that serves does without, and without what this imports."""

from flask import Flask
from flask_migrate import Migrate

from lms.platform.db.model import db
from lms.platform.db.revisions import MIGRATIONS


def install(app: Flask) -> None:
    """Lets `flask db …` and `flask_migrate.upgrade` find the migrations."""
    Migrate(app, db, directory=str(MIGRATIONS))
