"""Exports for tests: one of made-up rows, long ones that are asked for, and sweeps at a given time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.exports.access import asked_by
from lms.exports.export import Asked, Export, Form, Sheet
from lms.exports.models import ExportJob
from lms.exports.operations import ask
from lms.exports.queries import limits_on
from lms.exports.sweeping import sweep
from lms.org import operations as org
from lms.permissions import Permission
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.documents.workbook import Column
from tests.support import people

MADE_UP = "made-up"
NOW = people.NOW


def numbered(count: int) -> Iterator[Sequence[str]]:
    """Rows with a NIP each, made as they are wanted."""
    return ((f"{number:018}", f"Warga Contoh {number}", "Dinas Kesehatan Kota Contoh") for number in range(count))


def made_up(rows: Callable[[], Iterator[Sequence[str]]], total: int, right: Permission = Permission.LEARN) -> Export:
    """An export of rows that stand nowhere."""

    def sheet(_asked: Asked) -> Sheet:
        return Sheet([Column("NIP", 22), Column("Nama", 30), Column("Unit", 30)], total, rows())

    return Export(MADE_UP, "List of staff", right, "contoh", sheet, ("page",))


@contextmanager
def offered(app: Flask, export: Export) -> Iterator[None]:
    """The application offers one more export."""
    before = app.extensions["exports"]
    app.extensions["exports"] = {**before, export.key: export}
    try:
        yield
    finally:
        app.extensions["exports"] = before


def start(browser: FlaskClient, export: str = MADE_UP, **fields: str) -> int:
    """The status of asking for an export."""
    return browser.post("/exports", data={"export": export, **fields}).status_code


def sweep_at(at: datetime) -> None:
    """A sweep at that time."""
    sweep(lambda: at)


def jobs() -> list[ExportJob]:
    """Every export that was asked for."""
    with door(writes=False):
        return list(db.session.scalars(select(ExportJob).order_by(ExportJob.id)))


def job() -> ExportJob:
    """The only one."""
    (found,) = jobs()
    return found


def say(name: str, value: str) -> None:
    """Sets a rule of the institution."""
    with door(writes=True):
        org.set_fact(name, value, date(2026, 1, 1), by="test", now=NOW)


def finished_export(app: Flask, person_id: int) -> int:
    """The key of an export of this person that is ready."""
    export = replace(made_up(lambda: numbered(3), 3), key="audit")
    with offered(app, export):
        with door(writes=True):
            found, asked = asked_by(person_id, "audit", {}, NOW)
            key = ask(found, Form.XLSX, asked, 3, limits_on(NOW), NOW)
        sweep_at(NOW)
    return key
