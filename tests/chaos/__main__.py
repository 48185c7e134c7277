"""`make chaos`: the great storm, on both databases; prints what befell the servers and what the judge found."""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.chaos.site import Site, site
from tests.chaos.storms import CUT_OFF, FAULTS, Fault, Report, storm, storm_folder
from tests.support.postgres import cluster


def main() -> int:
    """Runs both storms; 1 if the judge found a violation."""
    parser = argparse.ArgumentParser(prog="make chaos")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    told = parser.parse_args()
    print(f"seed {told.seed}, {told.clients} writing clients, {told.kills} kills on each database", flush=True)
    with ExitStack() as stack:
        folder = stack.enter_context(storm_folder())
        place = stack.enter_context(site([folder], told.clients))
        violations = report("SQLite, one server", place, told, FAULTS)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rambutan-chaos-")))
        url = stack.enter_context(cluster())
        place = stack.enter_context(site([folder / "one", folder / "two"], told.clients, url))
        violations += report("PostgreSQL, two servers", place, told, [CUT_OFF])
    return 1 if violations else 0


def report(name: str, place: Site, told: argparse.Namespace, faults: Sequence[Fault]) -> int:
    """Runs a storm and tells of it; gives the number of violations."""
    began = time.monotonic()
    found: Report = storm(place, told.kills, faults, told.seed)
    print(f"{name}: {time.monotonic() - began:.0f} s, {found.saved} times called saved, of these", end=" ")
    print(f"{found.answers} answers; {found.refused} refused, {found.unsaid} without an answer, of these", end=" ")
    print(f'{found.unavailable} "not now"; after the kills {"; ".join(fault.name for fault in faults)}')
    for words in found.violations:
        print("  " + words)
    print(f"  {len(found.violations) or 'no'} violations", flush=True)
    return len(found.violations)


if __name__ == "__main__":
    sys.exit(main())
