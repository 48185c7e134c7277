"""The tables can be made, unmade and made again, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from lms.platform.db.model import db
from tests.support import apps
from tests.support.postgres import cluster


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_table_goes_down_and_comes_up_again(kind: str, tmp_path: Path) -> None:
    if kind == "sqlite":
        down_and_up(tmp_path)
        return
    with cluster() as url:
        down_and_up(tmp_path, DATABASE_URL=url)


def down_and_up(folder: Path, **environ: str) -> None:
    app = apps.make_app(folder, **environ)
    with app.app_context():
        made = set(inspect(db.engine).get_table_names())
        db.engine.dispose()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        upgrade()
        assert set(inspect(db.engine).get_table_names()) == made
        assert made - {"alembic_version"} == set(db.metadata.tables)
        with db.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []
        db.session.remove()
        db.engine.dispose()
