"""An inspector reads in all units what oversight needs, is offered nothing to do there, and can do nothing there."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts import operations as accounts
from lms.accounts.models import Employment
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import add_city, add_lesson, add_people, assign, complete
from tests.support import people

OWN = {"/sign-out", "/language", "/exports", "/inspection", "/overview/people.xlsx", "/inbox/phone", "/profile"}
"""Forms that change nothing of anybody: one's own, files with names (which are recorded), and samples."""


@pytest.fixture
def city(app: Flask) -> tuple[int, int]:
    """An assignment to everybody of a city, and somebody who has not done it."""
    units = add_city()
    course = add_lesson()
    keys = add_people([units["Puskesmas A"], units["SD 1"], None])
    assignment = assign(course)
    complete(keys[1])
    return assignment, keys[0]


def inspector(app: Flask) -> FlaskClient:
    """The browser of an inspector."""
    return people.signed_in(app, people.add_person("indra", "Indra Periksa", role=Role.INSPECTOR, nip="", unit=""))


def pages(assignment: int, person: int) -> list[str]:
    """What an inspector reads."""
    return [
        *("/overview", f"/overview?assignment={assignment}", "/overview/matrix", "/leadership", "/assignments"),
        *(f"/assignments/{assignment}?state=all", f"/assignments/{assignment}/people/{person}"),
        *("/people", f"/people/{person}", f"/people/{person}/standing", f"/reminders?assignment={assignment}"),
        *("/audit", "/inspection", "/"),
    ]


def actions(text: str) -> set[str]:
    """Where the forms of a page send something."""
    forms = re.findall(r"<form[^>]*>", text)
    return {re.search(r'action="([^"?]*)', one)[1] for one in forms if 'method="post"' in one}  # type: ignore[index]


def links(text: str) -> Iterator[str]:
    """Where a page leads within the portal."""
    yield from (href.replace("&amp;", "&") for href in re.findall(r'href="(/[^"#]*)', text) if "/static/" not in href)


def test_an_inspector_reads_people_assignments_and_overviews_of_all_units(app: Flask, city: tuple[int, int]) -> None:
    browser = inspector(app)
    for path in pages(*city):
        assert browser.get(path).status_code == 200, path
    names = browser.get("/people").text
    assert all(f"Ani Contoh {number}" in names for number in range(3))
    assert "Ani Contoh 0" in browser.get("/overview/matrix").text
    assert "Ani Contoh 1" in browser.get(f"/assignments/{city[0]}?state=all").text
    assert browser.get("/leadership.pdf").data.startswith(b"%PDF")


def test_no_page_offers_an_inspector_anything_to_do_there_or_leads_where_it_is_not_open(
    app: Flask, city: tuple[int, int]
) -> None:
    browser, seen = inspector(app), set[str]()
    for path in pages(*city):
        text = browser.get(path).text
        assert {one for one in actions(text) if one not in OWN} == set(), path
        seen |= set(links(text))
    closed = [path for path in sorted(seen) if browser.get(path).status_code not in (200, 303)]
    assert closed == [] and f"/people/{city[1]}" in seen and "/inspection" in seen


def test_an_inspector_changes_nothing_of_people_units_and_assignments(app: Flask, city: tuple[int, int]) -> None:
    browser, (assignment, person) = inspector(app), city
    values = {"assignment_id": assignment, "person_id": person}
    tried = 0
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and re.match("/(people|units|assignments|reminders)", rule.rule):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], 1)), rule.rule)
            if path == f"/people/{person}/deputy" or "/deputy/" in path:
                assert browser.post(path).status_code == 404, path
            else:
                assert browser.post(path, data={"reason": "typing", "name": "X"}).status_code == 403, path
            tried += 1
    assert tried > 25
    closed = (f"/people/{person}/correct", "/people/new", "/units", f"/reminders/new?assignment={assignment}")
    assert [browser.get(path).status_code for path in closed] == [403] * 4


def test_names_that_an_inspector_takes_along_are_on_record(app: Flask, city: tuple[int, int]) -> None:
    browser = inspector(app)
    assert b"Ani Contoh 0" in browser.post("/exports", data={"export": "people", "form": "csv"}).data
    assert b"Ani Contoh 0" in browser.post("/exports", data={"export": "assigned-people", "form": "csv"}).data
    with door(writes=False):
        rows = select(AuditEntry.action).where(AuditEntry.actor == "indra").order_by(AuditEntry.id)
        assert list(db.session.scalars(rows)) == ["export.download", "export.download"]


def test_whoever_keeps_one_unit_and_inspects_all_is_offered_only_what_is_theirs(
    app: Flask, city: tuple[int, int]
) -> None:
    own, other = city[1], city[1] + 1
    with door(writes=True):
        unit = db.session.scalar(select(Employment.unit_id).where(Employment.person_id == own))
        accounts.grant_role(own, Role.INSPECTOR, people.NOW, by="rina")
        accounts.grant_role(own, Role.UNIT_OFFICER, people.NOW, by="rina", unit_id=unit)
    browser = people.signed_in(app, own)
    assert f"/people/{own}/correct" in browser.get(f"/people/{own}").text
    assert f"/people/{other}/correct" not in browser.get(f"/people/{other}").text
    assert browser.get(f"/people/{other}/correct").status_code == 404
