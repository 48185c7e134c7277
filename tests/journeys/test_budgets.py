"""Bytes and queries of each page that a learner or a stranger opens. Counts, never seconds."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.db.model import db
from tests.journeys.cast import Cast
from tests.journeys.pages import SHOWN, Shown, as_opened
from tests.support import people

FIRST_VISIT, LATER_PAGE, SCRIPTS = 14_000, 3_000, 6_000
TEXT = re.compile(
    r"""<article.*</article>|<div class="prose">.*?</div>|<section [^>]*aria-labelledby="outcomes".*?</section>""",
    re.DOTALL,
)
"""What its authors wrote on a page."""
GROWING = set(db.metadata.tables) - {
    "course",
    "course_version",
    "unit",
    "recognition",
    "institution_fact",
    "signer",
    "jp_rule",
}
"""Tables that grow with the people and what they do; no page may read one of them whole."""
PAGES = [shown for shown in SHOWN if shown.act is as_opened]


def browser(app: Flask, cast: Cast, shown: Shown) -> FlaskClient:
    """A phone on which the page's person is signed in and that has seen no page yet."""
    opened = people.browser(app)
    if shown.who:
        opened.set_cookie(SIGNIN_COOKIE, cast[shown.who].cookie)
    return opened


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """What is asked of the database meanwhile, with its values; beginning and ending transactions aside."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def scanned(statement: str, values: Any) -> set[str]:
    """The tables that SQLite reads from the first row to the last for a statement."""
    with db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(values)).all()
    return {found[1] for step in plan if (found := re.match(r"SCAN (\w+?)(_\d+)?( USING .*)?$", step.detail))}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: str(shown.name))
def test_the_page_keeps_to_its_bytes_and_queries(portal: Flask, cast: Cast, shown: Shown) -> None:
    opened, path = browser(portal, cast, shown), shown.address(cast)
    first = opened.get(path, headers={"Accept-Encoding": "gzip"})
    assert first.status_code == shown.status
    opened.get("/verify")  # an ordinary page of everybody, after which the style is kept
    with statements() as asked:
        later = opened.get(path).text
    without_text = packed(TEXT.sub("", later))
    assert len(first.data) <= FIRST_VISIT
    assert without_text <= LATER_PAGE
    assert len(asked) <= shown.queries, "\n".join(statement for statement, _values in asked)
    read_whole = {table for statement, values in asked for table in scanned(statement, values)}
    assert read_whole & GROWING == set()


def test_all_scripts_together_stay_small(portal: Flask, cast: Cast) -> None:
    opened = browser(portal, cast, PAGES[0])
    scripts = set(re.findall(r'<script[^>]* src="([^"]+)"', opened.get("/").text))
    modules = set(scripts)
    for script in scripts:
        modules |= {f"/static/{name}" for name in re.findall(r'"\./([^"]+\.js)"', opened.get(script).text)}
    assert sum(packed(opened.get(module).text) for module in modules) <= SCRIPTS
