"""What several files about two records of one person begin with."""

import pytest
from flask import Flask

from tests.assignments.offices import add_city, add_people


@pytest.fixture
def pair(app: Flask) -> tuple[int, int]:
    """Two records in a city: the one that stays, and the one that goes, in another unit."""
    units = add_city()
    kept, gone = add_people([units["Puskesmas A"], units["SD 1"]])
    return kept, gone
