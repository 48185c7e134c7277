"""A portal that listens and a phone that opens it, for the tests in a real browser."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support import apps
from tests.support.chromium import PATIENCE


class Silent(WSGIRequestHandler):
    """Logs nothing."""

    def log(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[str, Flask]]:
    """A portal that listens on a port of its own."""
    app = apps.make_app(tmp_path)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with app.app_context():
        yield f"http://127.0.0.1:{server.server_port}", app
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A phone."""
    opened = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield opened
    opened.context.close()
