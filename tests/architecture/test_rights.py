"""Every address and method of the map, tried by nobody and by somebody of each role."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.accounts.models import RoleGrant
from lms.permissions import HOLDERS, Permission, Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import FINAL, PRACTICE, add_quizzes, begin, learner
from tests.certificates.issuing import with_certificate
from tests.support import people

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def doors_of(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Method, path and endpoint of everything that can be asked for; names in paths lead nowhere."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:path:)?\w+>", "x", re.sub(r"<int:\w+>", "1", rule.rule))
        for method in METHODS:
            if method in (rule.methods or ()):
                yield method, path, rule.endpoint


def verdict(answer: TestResponse) -> str:
    """What the guard said: let in, forbidden, or sign in first."""
    if answer.status_code == 403:
        return "forbidden"
    if answer.status_code == 401 or (answer.status_code == 303 and answer.location.startswith("/sign-in?next=")):
        return "sign in"
    return "in"


@pytest.mark.parametrize("role", Role)
def test_somebody_of_a_role_opens_exactly_what_its_rights_allow(app: Flask, role: Role) -> None:
    person_id = people.add_person(role=role)
    wrong = []
    for method, path, endpoint in doors_of(app):
        right = getattr(app.view_functions[endpoint], "permission", None)
        expected = "in" if right is None or role in HOLDERS[right] else "forbidden"
        found = verdict(people.signed_in(app, person_id).open(path, method=method))
        wrong += [f"{method} {path}: {found}"] if found != expected else []
    assert wrong == []


def test_a_stranger_is_sent_to_sign_in_and_comes_back_but_sends_no_form(app: Flask) -> None:
    wrong = []
    for method, path, endpoint in doors_of(app):
        answer = people.browser(app).open(path, method=method)
        is_public = getattr(app.view_functions[endpoint], "is_public", False)
        if is_public:
            is_right = verdict(answer) == "in"
        elif method == "GET":
            is_right = answer.status_code == 303 and answer.location == f"/sign-in?next={path}"
        else:
            is_right = answer.status_code == 401 and "Silakan masuk lagi" in answer.text
        wrong += [] if is_right else [f"{method} {path}: {answer.status_code}"]
    assert wrong == []


@pytest.mark.parametrize("right", Permission)
def test_a_view_opens_to_the_holders_of_its_right_and_to_nobody_else(
    app: Flask, monkeypatch: pytest.MonkeyPatch, right: Permission
) -> None:
    monkeypatch.setattr(app.view_functions["accounts.profile"], "permission", right)
    for role in Role:
        answer = people.signed_in(app, people.add_person(role.value, role=role)).get("/profile")
        assert (answer.status_code == 200) is (role in HOLDERS[right]), role
        assert answer.status_code == 200 or "Halaman ini tidak terbuka untuk akun Anda" in answer.text


def test_a_role_that_was_taken_away_opens_nothing(app: Flask) -> None:
    browser = people.signed_in(app, people.add_person())
    with door(writes=True):
        db.session.execute(db.update(RoleGrant).values(ended_at=people.NOW))
    assert browser.get("/courses").status_code == 403


def test_the_attempts_and_lessons_of_others_are_not_there(app: Flask) -> None:
    add_quizzes()
    begin(learner(app))
    budi = people.signed_in(app, people.add_person("budi"))
    lesson = "/learn/ramah/keluhan/dengar"
    asked = [lesson, FINAL, PRACTICE, *(FINAL + rest for rest in ("/1", "/review", "/result", "/result?attempt=1"))]
    sent = [f"{FINAL}/1", f"{FINAL}/submit", f"{FINAL}/start", f"{PRACTICE}/1/check", f"{PRACTICE}/1/reveal",
            f"{lesson}/finish", f"{lesson}/check"]  # fmt: skip
    assert [path for path in asked if budi.get(path).status_code != 404] == []
    assert [path for path in sent if budi.post(path, data={"answer": "a", "alone": "1"}).status_code != 404] == []


def test_the_certificate_of_another_is_not_there(app: Flask) -> None:
    holder, code = with_certificate()
    ani, budi = people.signed_in(app, holder), people.signed_in(app, people.add_person("budi"))
    assert ani.get(f"/certificates/{code}").status_code == 200
    assert [budi.get(f"/certificates/{code}{end}").status_code for end in ("", ".pdf")] == [404, 404]
    assert code not in budi.get("/certificates").text
