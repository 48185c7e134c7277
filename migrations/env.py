"""How Alembic reaches the tables: foreign keys off while SQLite rebuilds tables, checked afterwards."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

from lms.platform.db.model import UtcDateTime, db
from lms.platform.db.revisions import is_modelled


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Writes our own column types as the plain types they stand for."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrates the database of the application in one transaction; first copies an SQLite file that is to change."""
    url = db.engine.url
    sqlite = url.get_backend_name() == "sqlite"
    engine = create_engine(url, poolclass=NullPool)
    if sqlite:
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=OFF"))
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=sqlite,
            render_item=render_item,
            include_object=is_modelled,
            compare_type=True,
        )
        if sqlite and context.get_context().get_current_revision() != context.get_head_revision():
            keep_copy(Path(url.database or ""))
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration left rows without their parent: {broken[:5]}")


def keep_copy(file: Path) -> None:
    """`name.before-upgrade` beside the database, unless it is new: through SQLite, for what was committed last may
    still lie in the log beside the file."""
    if file.is_file() and file.stat().st_size > 0 and current_app.config.get("KEEP_COPY_BEFORE_UPGRADE", True):
        copy = file.with_name(file.name + ".before-upgrade")
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)


run()
