"""Reads from the database what the judge needs; SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, create_engine, text

from tests.chaos.history import Enrolled, Given, Numbered, Progress, Stored, Taking, Try

_WHO = "FROM enrolment e JOIN person p ON p.id = e.person_id"
ENROLMENTS = f"SELECT p.username, e.sequence, e.state, e.done_count {_WHO}"
PROGRESS = f"""SELECT p.username, e.sequence, i.title, ip.done_at IS NOT NULL, ip.best_mark {_WHO}
    JOIN item_progress ip ON ip.enrolment_id = e.id
    JOIN course_item i ON i.id = ip.item_id AND i.version_id = e.version_id"""
MARKS = f"SELECT p.username, e.sequence, a.sequence, a.mark {_WHO} JOIN attempt a ON a.enrolment_id = e.id"
ANSWERS = f"""SELECT p.username, e.sequence, a.sequence, g.token, g.value {_WHO}
    JOIN attempt a ON a.enrolment_id = e.id JOIN attempt_question q ON q.attempt_id = a.id
    JOIN answer g ON g.attempt_question_id = q.id"""
CERTIFICATES = f"""SELECT p.username, e.sequence, c.year, c.sequence, c.code, ev.id IS NULL {_WHO}
    JOIN certificate c ON c.enrolment_id = e.id LEFT JOIN certificate_event ev ON ev.certificate_id = c.id"""
JP = f"SELECT p.username, e.sequence {_WHO} JOIN jp_entry j ON j.enrolment_id = e.id WHERE j.reverses_id IS NULL"


def read(url: str) -> Stored:
    """The rows as they are at one moment, whatever others write. Raises AssertionError for a broken SQLite file."""
    engine = create_engine(url, isolation_level="SERIALIZABLE")
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).all() == [("ok",)]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            connection.execute(text("BEGIN"))
        stored = stored_in(connection)
    engine.dispose()
    return stored


def stored_in(connection: Connection) -> Stored:
    """The rows that the connection's transaction sees."""

    def rows(sql: str) -> Sequence[Any]:
        return connection.execute(text(sql)).all()

    return Stored(
        enrolments=tuple(Enrolled(Taking(*row[:2]), *row[2:4]) for row in rows(ENROLMENTS)),
        progress=tuple(Progress(Taking(*row[:2]), row[2], bool(row[3]), row[4]) for row in rows(PROGRESS)),
        marks=tuple((Try(Taking(*row[:2]), row[2]), row[3]) for row in rows(MARKS)),
        answers=tuple(Given(Try(Taking(*row[:2]), row[2]), row[3], row[4]) for row in rows(ANSWERS)),
        certificates=tuple(Numbered(Taking(*row[:2]), *row[2:5], bool(row[5])) for row in rows(CERTIFICATES)),
        counters=tuple((year, last) for year, last in rows("SELECT year, last FROM certificate_counter")),
        jp=tuple(Taking(*row) for row in rows(JP)),
    )
