"""One portal with its cast, one server and one browser for all journeys of a test process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.journeys.cast import Cast, make_cast
from tests.journeys.site import Site, make_portal, serving


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portal's data lies."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(portal_folder: Path) -> Iterator[Flask]:
    """A portal with the shipped course, in this process."""
    app = make_portal(portal_folder)
    with app.app_context():
        yield app


@pytest.fixture(scope="session")
def cast(portal: Flask) -> Cast:
    """Learners at every stage."""
    return make_cast(portal)


@pytest.fixture(scope="session")
def site(portal: Flask, portal_folder: Path) -> Iterator[Site]:
    """The portal behind its real server."""
    with serving(portal, portal_folder) as running:
        yield running
