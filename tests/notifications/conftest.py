"""Fixtures of letters."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.notifications.mailing import Box, server


@pytest.fixture
def box(app: Flask) -> Iterator[Box]:
    """A mail server to which the application sends."""
    found = Box()
    with server(app, found):
        yield found
