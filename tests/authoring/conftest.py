"""A portal that listens, for the tests of the editor in a real browser."""

from tests.assessment.conftest import portal

__all__ = ["portal"]
