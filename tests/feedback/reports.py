"""Learners who report faults of the small course, and its author, for tests."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.feedback.models import Fault
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import enrol
from tests.support import people
from tests.support.authors import add_author

LESSON = "/learn/ramah/-/sapa"
REPORT = LESSON + "/report"


def reader(app: Flask, username: str = "ani", **fields: object) -> FlaskClient:
    """A browser of somebody who takes the course."""
    person_id = people.add_person(username, f"Nama {username.title()}", **fields)  # type: ignore[arg-type]
    enrol(person_id)
    return people.signed_in(app, person_id)


def author(app: Flask, username: str = "siti", slug: str = "ramah") -> FlaskClient:
    """A browser of a speaker who answers for the course."""
    return people.signed_in(app, add_author(username, slug=slug))


def report(
    browser: FlaskClient, block: int = 1, kind: str = "typo", words: str = "", path: str = REPORT, token: str = ""
) -> TestResponse:
    """Reports a block as the form of its page does, with its token unless another is given."""
    token = token or token_of(browser.get(f"{path}?block={block}").text)
    return browser.post(path, data={"block": str(block), "kind": kind, "words": words, "token": token})


def token_of(page: str) -> str:
    """The token in the form of a page."""
    return re.findall(r'name="token" value="([\w-]+)"', page)[0]


def newest_fault() -> int:
    """The fault that was reported last."""
    with door(writes=False):
        return int(db.session.scalar(select(db.func.max(Fault.id))) or 0)


def reply(browser: FlaskClient, outcome: str = "not-wrong", words: str = "", fault_id: int = 0) -> TestResponse:
    """Answers a fault as the form of its page does."""
    path = f"/reports/{fault_id or newest_fault()}"
    seen = re.findall(r'name="seen" value="([\d.]+)"', browser.get(path).text)
    return browser.post(path, data={"outcome": outcome, "words": words, "seen": seen[0] if seen else ""})
