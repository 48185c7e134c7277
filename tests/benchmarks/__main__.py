"""Measures and prints the table of `make bench`; the exit code is 1 if something misses its floor.

The ground is laid twice, the second time with ten times as many people.
"""

import shutil
import sqlite3
import sys
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from tests.benchmarks import bare_page
from tests.benchmarks.crowd import LARGE, SMALL, Crowd, gather, seat
from tests.benchmarks.ground import COURSE, Ground, lay
from tests.benchmarks.growth import differences
from tests.benchmarks.measuring import (
    CONNECTIONS,
    Client,
    Rate,
    Target,
    of_pages,
    part_of,
    rates,
    request,
    saves,
    serving,
)
from tests.benchmarks.process_costs import proportional_share
from tests.benchmarks.quiz_hall import answers_in, sit

DATABASE = "rambutan.sqlite3"
CLIENTS = 64
LEARNERS = 500
LONGEST_WAIT = 0.060  # seconds; of 99 in 100 saves, by as many clients at once as CLIENTS
LARGEST_MEMORY = 200_000_000
LARGEST_GROWTH = 1.3
BARE = "bare page"
FLOORS = {"lesson": 1.0, "home": 0.7, "save": 0.5}
GROWN = ", grown"


def main() -> int:
    """Lays the ground, measures, prints; 1 if something is missed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rambutan-bench-")))
        for name in ("portal", "bare"):
            (folder / name).mkdir()
        laid = lay(folder / "portal", CLIENTS)
        ground = seat(folder / "portal" / DATABASE, laid, LEARNERS)
        copy(folder / "portal", folder / "grown")
        people(folder / "grown", LARGE)
        people(folder / "portal", SMALL)
        client = Client()
        stack.callback(client.close)
        bare = stack.enter_context(serving(folder / "bare", ("-m", "tests.benchmarks.bare_page")))
        portal = stack.enter_context(serving(folder / "portal"))
        bare_requests = [request("/page/1", f"signin={bare_page.TOKEN}")] * CONNECTIONS
        grown = stack.enter_context(serving(folder / "grown"))
        targets = [Target(BARE, *bare, bare_requests), *of_pages(portal, ground, FLOORS)]
        targets += of_pages(grown, ground, dict.fromkeys(FLOORS, 0.0), GROWN)
        found = rates(client, targets)
        failed = report(targets, found)
        failed += crowded(client, Target("save", *portal, saves(portal[0], ground)), folder / "portal")
        memory = proportional_share(portal[1])
        failed += growth(found, folder, ground)
    print(f"memory of all processes (PSS): {memory / 1e6:.0f} MB, at most {LARGEST_MEMORY / 1e6:.0f} MB")
    failed += ["memory"] if memory > LARGEST_MEMORY else []
    print(f"Missed: {', '.join(failed)}." if failed else "All reached.")
    return 1 if failed else 0


def copy(folder: Path, target: Path) -> None:
    """A portal's data folder once more. This process has its database open, so that is copied by SQLite: to open and
    close the file by itself would drop the locks of those connections."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(folder / DATABASE)) as source, closing(sqlite3.connect(target / DATABASE)) as made:
        source.backup(made)


def people(folder: Path, crowd: Crowd) -> None:
    """Puts a crowd into a portal's data folder."""
    gather(folder / DATABASE, crowd, COURSE)
    print(f"{crowd.people:,} people, {crowd.courses} courses, {crowd.progress:,} rows of progress", flush=True)


def report(targets: list[Target], found: dict[str, Rate]) -> list[str]:
    """Prints the table; what is below its floor."""
    print(f"{'':16}{'requests per CPU second':>26}{'ratio':>8}{'floor':>8}")
    failed = []
    for target in targets:
        rate = found[target.name]
        floor = f"{target.floor:.2f}" if target.floor else ""
        print(f"{target.name:16}{rate.requests:26.0f}{rate.ratio:8.2f}{floor:>8}", flush=True)
        failed += [target.name] if rate.ratio < target.floor else []
    return failed


def crowded(client: Client, target: Target, folder: Path) -> list[str]:
    """Prints how long saves take when many want to save at once; "quiz" if an answer was lost."""
    few = Target(target.name, target.port, target.processes, target.requests[:CLIENTS])
    waits = client.drive(few, 5)
    print(f"save, {CLIENTS} clients without a pause: {len(waits) / 5:.0f} in a second, 99 in 100 within", end=" ")
    print(f"{part_of(waits, 99)}, aim {LONGEST_WAIT * 1000:.0f} ms; it depends on the disk, so it decides nothing")
    before = answers_in(folder)
    waits = sit(client, target)
    lost = len(waits) - (answers_in(folder) - before)
    print(
        f"quiz, {len(target.requests)} learners at once: {len(waits)} answers, {lost} lost, no error; half within",
        end=" ",
    )
    print(
        f"{part_of(waits, 50)}, 95 in 100 within {part_of(waits, 95)}, 99 in 100 within {part_of(waits, 99)}",
        flush=True,
    )
    return ["quiz"] if lost else []


def growth(found: dict[str, Rate], folder: Path, ground: Ground) -> list[str]:
    """Prints what ten times as many people cost; what costs more than it may."""
    times = {name: found[name].ratio / found[name + GROWN].ratio for name in FLOORS}
    told = ", ".join(f"{name} {cost:.2f}" for name, cost in times.items())
    print(f"CPU per request, {LARGE.people:,} people to {SMALL.people:,}: {told}; at most {LARGEST_GROWTH}")
    other = differences(folder / "portal", folder / "grown", ground)
    print("the same query plans and steps of SQLite on both" if not other else "\n".join(other))
    return [f"growth of {name}" for name, cost in times.items() if cost > LARGEST_GROWTH] + ["plans"] * bool(other)


if __name__ == "__main__":
    sys.exit(main())
