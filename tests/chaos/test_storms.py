"""A small storm of each sort in every run of the suite; `make chaos` brings a great one.

Beside the kill at random, a server is killed for the fault that needs it started anew, and each at the end.

How to see it fail: answer before the commit (in `doors.door`, leave `db.session.commit()` to a timer), or let
`certificates.operations._NEXT` count twice.
"""

import pytest

from tests.chaos.site import site
from tests.chaos.storms import FAULTS, storm, storm_folder

LEARNERS = 12


@pytest.mark.slow
def test_one_server_on_sqlite_is_killed_and_every_fault_befalls_it() -> None:
    with storm_folder() as folder, site([folder], LEARNERS) as place:
        report = storm(place, 1, FAULTS, seed=1)
    assert report.violations == [] and report.unavailable >= len(FAULTS)
