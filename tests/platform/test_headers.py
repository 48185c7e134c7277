"""Headers and cookies of every answer, and which hosts and origins may ask."""

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from lms.accounts import operations
from lms.accounts.passwords import hash_password
from lms.platform.db.doors import door
from lms.platform.web.guards import public
from tests.support import apps, people

PASSWORD = "jeruk-manis-tujuh"
PATHS = ("/", "/sign-in", "/activate", "/verify", "/healthz", "/readyz", "/nothing-here")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_budi() -> None:
    """Somebody with a password."""
    with door(writes=True):
        operations.add_person("budi", "Budi Contoh", people.NOW, by="test")
        person = people.db.session.query(people.Person).one()
        person.password_hash = hash_password(PASSWORD)


def all_cookies(client: FlaskClient) -> list[str]:
    """Every cookie the portal gives: style, language, sign-in session, device, and the taking away of a session."""
    answers = [
        client.get("/"),
        client.post("/language", data={"language": "en"}),
        client.post("/sign-in", data={"identifier": "budi", "password": PASSWORD, "remember": "1"}),
        client.post("/sign-out"),
    ]
    return [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_protected(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "Strict-Transport-Security" not in answer.headers


def test_a_view_that_has_its_own_header_is_sent_with_that_one_only(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = public(lambda: Response("x", headers={"Content-Security-Policy": "sandbox", "Referrer-Policy": "origin"}))
    monkeypatch.setitem(app.view_functions, "service.alive", view)
    answer = client.get("/healthz")
    assert answer.headers.getlist("Content-Security-Policy") == ["sandbox"]
    assert answer.headers.getlist("Referrer-Policy") == ["origin"]
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nothing-here"])
def test_the_policy_names_the_one_inlined_sheet_by_its_hash(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    (sheet,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", answer.text)


def test_cookies_are_hidden_from_scripts_and_other_sites(client: FlaskClient) -> None:
    add_budi()
    cookies = all_cookies(client)
    assert {cookie.partition("=")[0] for cookie in cookies} == {"style", "language", "signin", "device"}
    assert [one for one in cookies if "HttpOnly" not in one or "SameSite=Lax" not in one or "Secure" in one] == []


def test_over_https_cookies_are_secure_and_browsers_stay_there(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path, SITE_URL="https://belajar.contoh.go.id", TRUSTED_PROXIES="1")
    proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "belajar.contoh.go.id", "X-Forwarded-For": "10.1.2.3"}
    environ = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in proxy.items()}
    client = FlaskClient(app, app.response_class)
    client.environ_base.update(environ, HTTP_ORIGIN="https://belajar.contoh.go.id")
    with app.app_context():
        add_budi()
        cookies = all_cookies(client)
        answer = client.get("/healthz")
    assert len(cookies) >= 5 and [one for one in cookies if "Secure" not in one] == []
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "http://jahat.example"}, 403),
        ({"Origin": "http://jahat.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "http://localhost.jahat.example"}, 403),
        ({"Referer": "http://localhost/"}, 403),
    ],
)
def test_a_form_is_taken_only_from_a_page_of_this_site(app: Flask, sent: Mapping[str, str], status: int) -> None:
    answer = FlaskClient(app, app.response_class).post("/sign-out", headers=sent)
    assert answer.status_code == status
    assert status != 403 or "Formulir ini dikirim dari situs lain" in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000"])
def test_the_site_answers_by_its_own_name_and_on_its_machine(client: FlaskClient, host: str) -> None:
    assert client.get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["jahat.example", "localhost.jahat.example", "jahat.example:80", "10.0.0.1", "a b"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_name_is_refused_in_words(client: FlaskClient, host: str, method: str) -> None:
    answer = client.open("/sign-in", method=method, headers={"Host": host, "Origin": f"http://{host}"})
    assert answer.status_code == 400
    assert "<h1>Permintaan ini tidak dapat dibaca</h1>" in answer.text and host not in answer.text


def test_a_site_behind_a_proxy_still_answers_health_checks_of_its_machine(tmp_path: Path) -> None:
    app = apps.make_app(tmp_path, HOST="0.0.0.0", SITE_URL="https://belajar.contoh.go.id")
    with app.app_context():
        asked = [people.browser(app).get(path, headers={"Host": "127.0.0.1:8000"}) for path in ("/healthz", "/readyz")]
        other = people.browser(app).get("/healthz", headers={"Host": "localhost.example"})
    assert [answer.status_code for answer in (*asked, other)] == [200, 200, 400]
    assert [answer.headers["Cache-Control"] for answer in asked] == ["no-store", "no-store"]
