"""The ground of the bench: many people in many courses, put in by SQL in seconds, beside the learners who are measured.

Courses are copies of the published one: the rows that publishing makes, each with thirty lessons and its quizzes.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from lms.accounts.queries import SIGNIN_COOKIE
from tests.benchmarks.ground import Ground

LESSONS = 30
COURSES_EACH, DONE_EACH = 5, 10
"""How many courses each person takes, and how many items of each are done."""


@dataclass(frozen=True)
class Crowd:
    """How many people and courses; each person has fifty rows of progress."""

    people: int
    courses: int = 50

    @property
    def progress(self) -> int:
        """Rows of progress."""
        return self.people * COURSES_EACH * DONE_EACH


SMALL, LARGE = Crowd(10_000), Crowd(100_000)

_PEOPLE = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)
INSERT INTO person (username, name, title_before, title_after, form_of_address, sort_key, name_key, language, theme,
                    text_size, password_hash, name_confirmed_at, is_demo, created_at)
SELECT printf('warga%06d', i), printf('Warga Contoh %06d', i), '', '', '', printf('warga contoh %06d', i),
       printf('warga contoh %06d', i), 'id', '', '', '-', :now, 0, :now FROM n
"""
_OF_PEOPLE = (
    """INSERT INTO employment (person_id, nip, position, rank, status, valid_from)
       SELECT id, printf('1980%014d', id), 'Perawat Terampil', 'Pengatur (II/c)', 'pns', '2015-01-01'
       FROM person WHERE username LIKE 'warga%'""",
    """INSERT INTO staff_place (person_id, unit_id, status, is_unused)
       SELECT id, 0, 'pns', 0 FROM person WHERE username LIKE 'warga%'""",
    """INSERT INTO staff_count (unit_id, status, people, unused)
       SELECT 0, 'pns', COUNT(*), 0 FROM person WHERE username LIKE 'warga%'""",
    """INSERT INTO role_grant (person_id, role, granted_at)
       SELECT id, 'learner', :now FROM person WHERE username LIKE 'warga%'""",
    """INSERT INTO signin_session (token_hash, person_id, created_at, expires_at, remembered, device)
       SELECT randomblob(32), id, :now, '2099-01-01 00:00:00.000000', 0, 'Chrome, Android'
       FROM person WHERE username LIKE 'warga%'""",
)
_ENROLMENTS = """
WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < :each - 1)
INSERT INTO enrolment (person_id, course_id, version_id, sequence, state, enrolled_at, item_count, done_count,
                       last_activity_at)
SELECT person.id, course.id, version.id, 1, 'active', :now, version.item_count, :done, :now
FROM person CROSS JOIN k
JOIN course ON course.slug = printf('kursus-%02d', (person.id * 7 + k.i) % :courses)
JOIN course_version version ON version.id = course.current_version_id
WHERE person.username LIKE 'warga%'
"""
_PROGRESS = """
INSERT INTO item_progress (enrolment_id, item_id, done_at)
SELECT enrolment.id, item.id, :now FROM enrolment
JOIN person ON person.id = enrolment.person_id AND person.username LIKE 'warga%'
JOIN course_item item ON item.version_id = enrolment.version_id AND item.position <= :done
ORDER BY enrolment.id, item.id
"""


def gather(file: Path, crowd: Crowd, slug: str) -> None:
    """Puts the crowd and its courses, made from the course `slug`, into the database file of a portal."""
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA cache_size=-64000")
        now = database.execute("SELECT published_at FROM course_version LIMIT 1").fetchone()[0]
        for number in range(crowd.courses):
            _copy_course(database, slug, f"kursus-{number:02}")
        values = {"now": now, "people": crowd.people, "courses": crowd.courses}
        values |= {"each": COURSES_EACH, "done": DONE_EACH}
        for statement in (_PEOPLE, *_OF_PEOPLE, _ENROLMENTS, _PROGRESS):
            database.execute(statement, values)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def seat(file: Path, ground: Ground, learners: int) -> Ground:
    """The ground with as many learners as asked for: copies of those it has, each with a browser and an attempt."""
    cookies, places = list(ground.cookies), list(ground.saves)
    style = ground.cookies[0].partition("; ")[2]
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA synchronous=OFF")
        originals = [_person_behind(database, cookie) for cookie in ground.cookies]
        for number in range(len(cookies), learners):
            token, original = secrets.token_urlsafe(32), number % len(originals)
            _copy_person(database, originals[original], f"hadirin{number}", hashlib.sha256(token.encode()).digest())
            cookies.append(f"{SIGNIN_COOKIE}={token}; {style}")
            places.append(ground.saves[original])
    database.close()
    return replace(ground, cookies=tuple(cookies), saves=tuple(places))


def _person_behind(database: sqlite3.Connection, cookie: str) -> int:
    token = cookie.partition("; ")[0].partition("=")[2]
    found = "SELECT person_id FROM signin_session WHERE token_hash = ?"
    return int(database.execute(found, (hashlib.sha256(token.encode()).digest(),)).fetchone()[0])


def _copy_person(database: sqlite3.Connection, old: int, username: str, token_hash: bytes) -> None:
    new = _copy(database, "person", "id", old, username=username)[0][1]
    _copy(database, "role_grant", "person_id", old, person_id=new)
    _copy(database, "signin_session", "person_id", old, person_id=new, token_hash=token_hash)
    for was, enrolment in _copy(database, "enrolment", "person_id", old, person_id=new):
        _copy(database, "item_progress", "enrolment_id", was, enrolment_id=enrolment)
        for before, attempt in _copy(database, "attempt", "enrolment_id", was, enrolment_id=enrolment):
            _copy(database, "attempt_question", "attempt_id", before, attempt_id=attempt)


def _copy(database: sqlite3.Connection, table: str, by: str, key: int, **changed: object) -> list[tuple[int, int]]:
    """Copies the rows of a table in which `by` is `key`, changed; pairs of the old and the new id."""
    rows = _rows(database, f"SELECT * FROM {table} WHERE {by} = ?", (key,))
    return [(int(str(row["id"])), _insert(database, table, {**row, "id": None, **changed})) for row in rows]


def _copy_course(database: sqlite3.Connection, slug: str, name: str) -> None:
    """A course with the lessons of `slug` again and again up to `LESSONS`, then its quizzes."""
    row = {"slug": name, "created_at": "2026-11-24 02:41:00.000000", "withdrawn_reason": ""}
    course_id = _insert(database, "course", row)
    found = "SELECT v.* FROM course_version v JOIN course c ON c.current_version_id = v.id WHERE c.slug = ?"
    (version,) = _rows(database, found, (slug,))
    items = _rows(database, "SELECT * FROM course_item WHERE version_id = ? ORDER BY position", (version["id"],))
    lessons = [item for item in items if item["kind"] == "lesson"]
    again = [lessons[number % len(lessons)] for number in range(LESSONS)]
    chosen = [*again, *(item for item in items if item["kind"] == "quiz")]
    made = {**version, "id": None, "course_id": course_id, "fingerprint": name, "title": f"{version['title']} {name}"}
    version_id = _insert(database, "course_version", {**made, "item_count": len(chosen)})
    database.execute("UPDATE course SET current_version_id = ? WHERE id = ?", (version_id, course_id))
    for position, item in enumerate(chosen, 1):
        place = {"id": None, "version_id": version_id, "position": position, "key": f"{item['key']}-{position}"}
        _copy_item(database, item["id"], _insert(database, "course_item", {**item, **place}))


def _copy_item(database: sqlite3.Connection, old: int, new: int) -> None:
    for table in ("rendered_item", "question"):
        for row in _rows(database, f"SELECT * FROM {table} WHERE item_id = ?", (old,)):
            _insert(database, table, {**row, **({"id": None} if "id" in row else {}), "item_id": new})


def _rows(database: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> list[dict[str, object]]:
    cursor = database.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _insert(database: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    made = database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values())).lastrowid
    assert made is not None
    return made
