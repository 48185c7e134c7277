"""What pages of the office cost with 1,000, 10,000, 100,000 people: `python -m tests.benchmarks.office [PEOPLE …]`.

One portal for each size, in this process: people in the units of one city, with five assigned courses. A page must have
the same query plans and the same steps of SQLite on all of them, and cost at most 1.3 times as much CPU. Pages that
this release does not have are left out.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from config import read_settings
from lms import create_app
from lms.accounts.models import RoleGrant
from lms.exports.sweeping import sweep
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.benchmarks.crowd import Crowd, gather
from tests.benchmarks.ground import COURSE, lay
from tests.benchmarks.growth import Work, work_of
from tests.staff.cities import city_of
from tests.staff.sheets import Row, compared, xlsx
from tests.support import people
from tests.support.statements import statements

SIZES = (1_000, 10_000, 100_000)
LARGEST_GROWTH = 1.3
ROUNDS, REQUESTS = 5, 10
LISTED = 1_000
"""Lines of the staff list that is brought in."""
PAGES = (
    ("assignments", "city", "/assignments"),
    ("people", "city", "/people"),
    ("dashboard of a city", "city", "/overview"),
    ("dashboard of a unit", "unit", "/overview"),
    ("completion matrix", "city", "/overview/matrix"),
)
"""Name, whose browser, address."""

_DEPARTMENTS, _SITES, _ASSIGNED = 8, 40, 5
_FURNISH = (
    """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :departments)
       INSERT INTO unit (parent_path, name, sort_key) SELECT '/', printf('Dinas Contoh %02d', i),
       printf('dinas contoh %02d', i) FROM n""",
    """WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :sites - 1)
       INSERT INTO unit (parent_id, parent_path, name, sort_key)
       SELECT u.id, '/' || u.id || '/', printf('UPTD Contoh %03d', n.i), printf('uptd contoh %03d', n.i)
       FROM n JOIN unit u ON u.name = printf('Dinas Contoh %02d', n.i % :departments + 1)""",
    """CREATE TEMP TABLE place AS SELECT id person_id, row_number() OVER (ORDER BY id) - 1 i FROM person
       WHERE username LIKE 'warga%'""",
    """CREATE TEMP TABLE site AS SELECT id, row_number() OVER (ORDER BY id) - 1 i FROM unit
       WHERE parent_id IS NOT NULL""",
    """CREATE UNIQUE INDEX temp.place_person ON place (person_id)""",
    """CREATE UNIQUE INDEX temp.site_i ON site (i)""",
    """UPDATE employment SET unit_id = (SELECT site.id FROM place JOIN site ON site.i = place.i / 6 % :sites
       WHERE place.person_id = employment.person_id) WHERE person_id IN (SELECT person_id FROM place)""",
    """INSERT INTO assignment (token, course_id, why, kind, due_on, for_joiners, made_at, made_by, ended_reason)
       SELECT 'bench-' || id, id, '', 'mandatory', '2099-12-10', 1, :now, 'bench', '' FROM course
       WHERE slug LIKE 'kursus-%' ORDER BY id LIMIT :assigned""",
    """INSERT INTO assignment_target (assignment_id, kind) SELECT id, 'everybody' FROM assignment""",
    """INSERT INTO duty (assignment_id, person_id, unit_id, due_on, given_at, begun_at, done_at, is_extended, stage,
                         until)
       SELECT a.id, place.person_id, site.id, CASE place.i / 3 % 2 WHEN 0 THEN '2026-01-10' ELSE '2099-12-10' END, :now,
              CASE place.i % 3 WHEN 0 THEN NULL ELSE :now END, CASE place.i % 3 WHEN 2 THEN :now END, 0,
              CASE place.i % 3 WHEN 0 THEN 'not-begun' WHEN 1 THEN 'begun' ELSE 'done' END,
              CASE WHEN place.i % 3 = 2 THEN '9999-12-31' WHEN place.i / 3 % 2 = 0 THEN '2026-01-10'
              ELSE '2099-12-10' END
       FROM assignment a CROSS JOIN place JOIN site ON site.i = place.i / 6 % :sites ORDER BY a.id, place.person_id""",
    """INSERT INTO duty_count (assignment_id, unit_id, stage, until, people)
       SELECT assignment_id, unit_id, stage, until, count(*) FROM duty GROUP BY 1, 2, 3, 4""",
)
_WEEKS = """INSERT INTO duty_week (assignment_id, unit_id, week, people)
    SELECT assignment_id, unit_id, date(done_at, 'weekday 0', '-6 days'), count(*) FROM duty WHERE stage = 'done'
    GROUP BY 1, 2, 3"""


@dataclass(frozen=True)
class Office:
    """A portal of one size, and the browsers of those who keep a city and a unit of it."""

    people: int
    app: Flask
    browsers: dict[str, FlaskClient]


def furnish(file: Path) -> None:
    """Puts the crowd of a portal into units, and gives it courses to complete."""
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA cache_size=-64000")
        (now,) = database.execute("SELECT published_at FROM course_version LIMIT 1").fetchone()
        values = {"now": now, "departments": _DEPARTMENTS, "sites": _SITES, "assigned": _ASSIGNED}
        for statement in _FURNISH:
            database.execute(statement, values)
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'duty_week'").fetchone():
            database.execute(_WEEKS)
    database.close()


def open_office(folder: Path, crowd: Crowd) -> Office:
    """The portal of a crowd, in a copy of what was laid."""
    gather(folder / "rambutan.sqlite3", crowd, COURSE)
    furnish(folder / "rambutan.sqlite3")
    app = create_app(read_settings({"DATA_DIR": str(folder), "SITE_URL": "http://localhost"}))
    with app.app_context():
        new = {"role": Role.COORDINATOR, "nip": "", "unit": ""}
        keys = {name: people.add_person(f"bench-{name}", **new) for name in ("city", "unit")}  # type: ignore[arg-type]
        with door(writes=True):
            unit = db.session.execute(db.text("SELECT min(id) FROM unit WHERE parent_id IS NULL")).scalar_one()
            db.session.execute(update(RoleGrant).where(RoleGrant.person_id == keys["unit"]).values(unit_id=unit))
        return Office(crowd.people, app, {name: people.signed_in(app, key) for name, key in keys.items()})


def pages_of(app: Flask) -> Iterator[tuple[str, str, str]]:
    """The pages that this release has."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    yield from (page for page in PAGES if page[2] in rules)


def cpu(action: Callable[[], object], times: int = 1) -> float:
    """Seconds of CPU that this thread needs for an action."""
    began = time.thread_time()
    for _ in range(times):
        action()
    return (time.thread_time() - began) / times


def asked(office: Office, who: str, path: str) -> Callable[[], None]:
    """Opening a page."""

    def ask() -> None:
        assert office.browsers[who].get(path).status_code == 200

    return ask


def work(office: Office, who: str, path: str) -> list[Work]:
    """The work of a page in SQLite."""
    ask = asked(office, who, path)
    ask()
    with office.app.app_context(), statements() as seen:
        ask()
    return work_of(office.app.extensions["settings"].data_dir, seen)


def export(office: Office) -> None:
    """The list of all people as a workbook, at once or in the background, whichever it is."""
    answer = office.browsers["city"].post("/exports", data={"export": "people"})
    assert answer.status_code in (200, 303)
    with office.app.app_context():
        sweep()


def listed() -> list[Row]:
    """A staff list; every second line has the name of somebody who is held, so these are read."""
    rows = enumerate(city_of(LISTED, faults=20))
    return [(row[0], f"Warga Contoh {at:06}", *row[2:]) if at % 2 else row for at, row in rows]


def preview(office: Office, data: bytes) -> int:
    """A staff list of some of the people brought in and compared with those who are held; gives its number."""
    number = compared(office.browsers["city"], data, is_complete="")
    assert office.browsers["city"].get(f"/people/lists/{number}").status_code == 200
    return number


def main(sizes: tuple[int, ...]) -> int:
    """Measures and prints; 1 if something grows more than it may."""
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="rambutan-office-") as name:
        offices = [_laid(Path(name), size) for size in sizes]
        small = offices[0]
        for page, who, path in pages_of(small.app):
            rounds = [[cpu(asked(one, who, path), REQUESTS) for one in offices] for _ in range(ROUNDS + 1)][1:]
            failed += _told(page, rounds, sizes)
            failed += _compared(page, [work(one, who, path) for one in offices], sizes)
        per_row = [[cpu(lambda one=one: export(one)) / one.people for one in offices] for _ in range(ROUNDS)]  # type: ignore[misc]
        failed += _told("XLSX of all people, a row", per_row, sizes)
        data = xlsx(*listed())
        lists = [preview(one, data) for one in offices]
        rounds = [[cpu(lambda one=one: preview(one, data)) for one in offices] for _ in range(ROUNDS)]  # type: ignore[misc]
        name = f"staff list of {LISTED:,} lines compared"
        failed += _told(name, rounds, sizes)
        looked_at = [work(one, "city", f"/people/lists/{number}") for one, number in zip(offices, lists, strict=True)]
        failed += _compared(name, looked_at, sizes)
    print(f"Missed: {', '.join(failed)}." if failed else "All reached.")
    return 1 if failed else 0


def _laid(folder: Path, size: int) -> Office:
    place = folder / str(size)
    place.mkdir()
    lay(place, 1)
    office = open_office(place, Crowd(size))
    print(f"{size:,} people, {size * _ASSIGNED:,} duties, {Crowd(size).progress:,} rows of progress", flush=True)
    return office


def _told(name: str, rounds: list[list[float]], sizes: tuple[int, ...]) -> list[str]:
    """Prints medians of CPU and how much the largest costs more than the smallest."""
    middle = [median(column) * 1000 for column in zip(*rounds, strict=True)]
    times = median(row[-1] / row[0] for row in rounds)
    found = ", ".join(f"{size:,}: {one:.3f} ms" for size, one in zip(sizes, middle, strict=True))
    print(f"{name}: {found}; {times:.2f} times, at most {LARGEST_GROWTH}", flush=True)
    return [f"growth of {name}"] if times > LARGEST_GROWTH else []


def _compared(name: str, works: list[list[Work]], sizes: tuple[int, ...]) -> list[str]:
    """Prints what is asked of SQLite otherwise on a larger portal."""
    found = []
    for size, other in zip(sizes[1:], works[1:], strict=True):
        if [(one.sql, one.plan) for one in works[0]] != [(one.sql, one.plan) for one in other]:
            found.append(f"plans of {name} with {size:,}")
        steps = [sum(one.steps for one in some) for some in (works[0], other)]
        print(f"    {name}: {len(other)} statements, {steps[0]} steps became {steps[1]} with {size:,}")
        if steps[1] > steps[0] * LARGEST_GROWTH:
            found.append(f"steps of {name} with {size:,}")
    return found


if __name__ == "__main__":
    sys.exit(main(tuple(map(int, sys.argv[1:])) or SIZES))
