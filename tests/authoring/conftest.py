"""A portal that listens, for the tests of the editor in a real browser."""

from collections.abc import Iterator

import pytest
from flask import Flask

from lms.authoring import draft_course
from tests.assessment.conftest import portal as listening

__all__ = ["listening"]


@pytest.fixture
def portal(listening: tuple[str, Flask]) -> Iterator[tuple[str, Flask]]:
    """A new portal, whose first draft is another one than that of the portal before."""
    draft_course._read.cache_clear()
    yield listening
