"""Fixtures that every test may ask for; helpers of one feature's tests stand beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from lms import wiring
from tests.support import apps, people
from tests.support.chromium import launch
from tests.support.postgres import cluster

settings.register_profile("house", deadline=None)  # a busy machine is no failure
settings.register_profile("thorough", deadline=None, max_examples=1000, stateful_step_count=60)
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A private PostgreSQL server of this test process."""
    with cluster() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application per database and test process; `app` gives it empty."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        return apps.make_app(folder)
    return apps.make_app(folder, DATABASE_URL=request.getfixturevalue("postgres_url"))


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """An application without rows and wired as it is, inside its application context; a test runs on both databases."""
    apps.empty(shared_app)
    with shared_app.app_context():
        yield shared_app
    wiring.wire()  # a test may have listened


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with. It sends Origin as browsers do."""
    return people.browser(app)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine, one for all tests of a process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
