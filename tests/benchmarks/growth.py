"""Whether a page asks more of the database where there are more people: its query plans, and the steps SQLite takes."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from config import read_settings
from lms import create_app
from tests.benchmarks.ground import Ground, Save
from tests.support.people import browser
from tests.support.statements import Statement, statements


@dataclass(frozen=True)
class Work:
    """What a statement came to. A step is one instruction of SQLite's machine; each row read takes a few of them."""

    sql: str
    plan: tuple[str, ...]
    steps: int


def differences(one: Path, other: Path, ground: Ground) -> list[str]:
    """What the pages of the ground ask of two portals, where it differs; in words."""
    found = []
    for before, after in zip(work_in(one, ground), work_in(other, ground), strict=True):
        if before != after:
            found.append(f"{before.steps} steps became {after.steps}: {' '.join(after.sql.split())[:200]}")
    return found


def work_in(data_dir: Path, ground: Ground) -> list[Work]:
    """The work of lesson, home and a saved answer in one portal."""
    app = create_app(read_settings({"DATA_DIR": str(data_dir), "SITE_URL": "http://localhost"}))
    opened = browser(app)
    for cookie in ground.cookies[0].split("; "):
        opened.set_cookie(*cookie.split("=", 1))
    opened.get(ground.lesson)  # what is read once is read
    with app.app_context(), statements() as seen:
        for path in (ground.lesson, "/"):
            assert opened.get(path).status_code == 200
        _save(app, opened, ground.saves[0])
    return work_of(data_dir, seen)


def work_of(data_dir: Path, seen: Iterable[Statement]) -> list[Work]:
    """What statements that were seen come to in the database of a portal; nothing is kept."""
    asked = [one for one in seen if one.sql.startswith(("SELECT", "INSERT", "WITH"))]
    with sqlite3.connect(data_dir / "rambutan.sqlite3") as database:
        found = [_work(database, one) for one in asked]
        database.rollback()
    database.close()
    return found


def _save(app: Flask, opened: object, save: Save) -> None:
    answer = opened.post(  # type: ignore[attr-defined]
        save.path, data={"answer": save.answer, "token": "growth"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 200, answer.text


def _work(database: sqlite3.Connection, asked: Statement) -> Work:
    values = tuple(asked.values)
    plan = tuple(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {asked.sql}", values))
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    database.set_progress_handler(step, 1)
    database.execute(asked.sql, values).fetchall()
    database.set_progress_handler(None, 1)
    return Work(asked.sql, plan, steps)
