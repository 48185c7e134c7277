"""Bytes and queries of each page that a learner or a stranger opens. Counts, never seconds."""

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.queries import SIGNIN_COOKIE
from lms.platform.db.model import db
from tests.journeys.cast import Cast
from tests.journeys.pages import SHOWN
from tests.journeys.shown.page import Shown, as_opened
from tests.support import people
from tests.support.statements import Statement, statements

FIRST_VISIT, SCRIPTS = 14_000, 6_000
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
    "staff_count",
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


def scanned(asked: Statement) -> set[str]:
    """The tables that SQLite reads from the first row to the last for a statement."""
    with db.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.sql}", tuple(asked.values)).all()
    return {found[1] for step in plan if (found := re.match(r"SCAN (\w+?)(_\d+)?( USING .*)?$", step.detail))}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: str(shown.name))
def test_the_page_keeps_to_its_bytes_and_queries(portal: Flask, cast: Cast, shown: Shown) -> None:
    opened, path = browser(portal, cast, shown), shown.address(cast)
    first = opened.get(path, headers={"Accept-Encoding": "gzip"})
    assert first.status_code == shown.status
    opened.get("/verify")  # an ordinary page of everybody, after which the style is kept
    with statements() as seen:
        later = opened.get(path).text
    asked = [one for one in seen if not one.sql.startswith(("BEGIN", "PRAGMA"))]
    without_text = packed(TEXT.sub("", later))
    assert len(first.data) <= FIRST_VISIT
    assert without_text <= shown.largest
    assert len(asked) <= shown.queries, "\n".join(one.sql for one in asked)
    read_whole = {table for one in asked for table in scanned(one)}
    assert (read_whole & GROWING) - shown.whole == set()


def test_all_scripts_together_stay_small(portal: Flask, cast: Cast) -> None:
    opened = browser(portal, cast, PAGES[0])
    scripts = set(re.findall(r'<script[^>]* src="([^"]+)"', opened.get("/").text))
    modules = set(scripts)
    for script in scripts:
        modules |= {f"/static/{name}" for name in re.findall(r'"\./([^"]+\.js)"', opened.get(script).text)}
    assert sum(packed(opened.get(module).text) for module in modules) <= SCRIPTS
