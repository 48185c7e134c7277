"""Finished pages are remembered; whatever changes on them, the page sent is the page made anew, byte for byte."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.accounts.models import Person
from lms.content.models import CourseItem, CourseVersion, RenderedItem
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.platform.web.pages import STYLE_COOKIE
from tests.learning.courses import add_course, enrol, finish
from tests.support import people

LESSON = "/learn/ramah/-/sapa"


def _set(model: type, **values: object) -> None:
    with door(writes=True):
        db.session.execute(db.update(model).values(**values))


def _items_of_other_files(**values: object) -> None:
    """Items never change but with the files of their version, by whose fingerprint they are remembered."""
    _set(CourseItem, **values)
    _set(CourseVersion, fingerprint="other")


def _rendered_anew(parts: str) -> None:
    """A text never changes but by another renderer."""
    _set(RenderedItem, parts=parts)
    _set(CourseVersion, renderer="other")


CHANGES: dict[str, Callable[[FlaskClient, int, dict[str, int]], object]] = {
    "this lesson is done": lambda browser, enrolment, items: finish(enrolment, items["sapa"]),
    "the text": lambda *_: _rendered_anew('[["html", "<p>Teks baru</p>"]]'),
    "the language": lambda *_: _set(Person, language="en"),
    "the theme": lambda *_: _set(Person, theme="dark"),
    "the size of text": lambda *_: _set(Person, text_size="larger"),
    "the title of the course": lambda *_: _set(CourseVersion, title="Judul lain"),
    "the titles of items": lambda *_: _items_of_other_files(title="Butir lain"),
    "the minutes": lambda *_: _items_of_other_files(minutes=77),
    "the stylesheet is not held": lambda browser, *_: browser.delete_cookie(STYLE_COOKIE),
}


def _learner(app: Flask) -> tuple[FlaskClient, int, dict[str, int]]:
    items, person_id = add_course(), people.add_person()
    enrolment = enrol(person_id)
    browser = people.signed_in(app, person_id)
    browser.get(LESSON)  # now it holds the stylesheet
    return browser, enrolment, items


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_at_once(app: Flask, change: str) -> None:
    browser, enrolment, items = _learner(app)
    pages = {path: browser.get(path) for path in (LESSON, "/")}
    held = browser.get_cookie(STYLE_COOKIE)
    assert browser.get(LESSON).data == pages[LESSON].data

    CHANGES[change](browser, enrolment, items)
    now = browser.get(LESSON)
    if change == "the stylesheet is not held":
        browser.delete_cookie(STYLE_COOKIE)
    app.extensions["pages"].memory.clear()
    anew = browser.get(LESSON)

    assert held is not None
    assert (now.data, now.headers["ETag"]) == (anew.data, anew.headers["ETag"])
    assert now.data != pages[LESSON].data


def test_a_note_stands_on_the_page_once(app: Flask) -> None:
    browser, *_ = _learner(app)
    plain = browser.get("/").text
    noted = browser.get("/?note=course-left").text
    assert 'role="status"' in noted
    assert browser.get("/").text == plain


def test_home_follows_the_name_and_what_is_done(app: Flask) -> None:
    browser, enrolment, items = _learner(app)
    before = browser.get("/").text
    finish(enrolment, items["sapa"])
    after = browser.get("/").text
    _set(Person, form_of_address="Bu Siti")
    assert len({before, after, browser.get("/").text}) == 3


def test_an_unchanged_page_is_not_sent_again_and_compressed_only_on_demand(app: Flask) -> None:
    browser, *_ = _learner(app)
    page = browser.get(LESSON)
    packed = browser.get(LESSON, headers={"Accept-Encoding": "gzip"})
    again = browser.get(LESSON, headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Encoding" not in page.headers
    assert (packed.headers["Content-Encoding"], page.headers["Vary"]) == ("gzip", packed.headers["Vary"])
    assert packed.headers["ETag"] == page.headers["ETag"]
