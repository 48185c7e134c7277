"""People in the middle of a final, as the tests of durability lay them."""

from tests.durability.conftest import ground, laid

__all__ = ["ground", "laid"]
