"""What is to be published at a time is published then, once, whatever happens to whoever does it."""

import sqlite3
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.content.models import CourseVersion
from lms.doctor import differences
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reviewing import sweeping
from lms.reviewing.models import PublicationPlan
from lms.reviewing.operations.publishing import plan_publication
from tests.learning.test_at_once import at_once
from tests.reviewing.reviewing import Cast, approve_both, hand_in, make_cast, publish, state_of
from tests.support.apps import count, make_app
from tests.support.drafts import edit, writer
from tests.support.servers import free_port, server

LESSON = "01-menyimpan/01-nama-berkas.md"
LATER = {"when": "later", "at": f"{utc_now() + timedelta(days=2):%Y-%m-%d}T08:00"}


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def planned(cast: Cast) -> int:
    """Approved, and planned for the day after tomorrow; gives the key of the review."""
    review = hand_in(cast)
    approve_both(cast, review)
    assert publish(cast.gita, review, **LATER).location == f"/reviews/{review}?note=planned"
    return review


def let_the_time_come() -> None:
    with door(writes=True):
        db.session.execute(update(PublicationPlan).values(publish_at=utc_now() - timedelta(seconds=1)))


def ending() -> str | None:
    with door(writes=False):
        return db.session.scalars(select(PublicationPlan.ended_how).order_by(PublicationPlan.id.desc())).first()


def test_it_waits_for_its_time_and_says_so(cast: Cast) -> None:
    review = planned(cast)
    sweeping.sweep()
    assert count(CourseVersion) == 0 and state_of(cast.draft) == "approved"
    assert "08.00 WIB" in cast.gita.get(f"/reviews/{review}").text
    assert "08.00 WIB" in cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    let_the_time_come()
    sweeping.sweep()
    assert count(CourseVersion) == 1 and state_of(cast.draft) == "published" and ending() == "published"
    with door(writes=False):
        assert list(differences()) == []


def test_several_that_look_at_the_same_moment_publish_it_once(app: Flask, cast: Cast) -> None:
    planned(cast)
    let_the_time_come()
    at_once(app, sweeping.sweep, sweeping.sweep, sweeping.sweep)
    assert (count(CourseVersion), state_of(cast.draft)) == (1, "published")


def test_what_was_changed_since_is_not_published_and_the_page_says_why(cast: Cast) -> None:
    review = planned(cast)
    edit(cast.draft, LESSON, "Lain.\n", writer(cast.author_id))
    assert "Penerbitan terjadwal tidak akan terjadi" in cast.gita.get(f"/reviews/{review}").text
    let_the_time_come()
    sweeping.sweep()
    assert count(CourseVersion) == 0 and ending() == "refused"
    assert "Tidak dapat diterbitkan pada waktunya" in cast.gita.get(f"/reviews/{review}").text


def test_a_plan_may_be_changed_and_called_off(cast: Cast) -> None:
    review = planned(cast)
    assert publish(cast.gita, review, **LATER).status_code == 303
    assert count(PublicationPlan) == 1
    assert publish(cast.gita, review, when="later", at=LATER["at"].replace("08:00", "09:30")).status_code == 303
    assert cast.rudi.post(f"/reviews/{review}/unplan").status_code == 303
    assert (count(PublicationPlan), ending()) == (2, "cancelled")
    let_the_time_come()
    sweeping.sweep()
    assert count(CourseVersion) == 0


@pytest.mark.parametrize("at", ["", "besok", "2020-01-01T08:00", "9999-01-01T08:00", "2026-13-01T08:00", "x" * 5000])
def test_a_time_that_cannot_be_kept_is_asked_for_again(cast: Cast, at: str) -> None:
    review = hand_in(cast)
    approve_both(cast, review)
    assert publish(cast.gita, review, when="later", at=at).status_code == 422
    assert count(PublicationPlan) == 0


def test_published_at_once_nothing_is_left_of_the_plan(cast: Cast) -> None:
    review = planned(cast)
    assert publish(cast.gita, review).status_code == 303
    assert ending() == "published"
    let_the_time_come()
    sweeping.sweep()
    assert count(CourseVersion) == 1


@pytest.mark.slow
def test_killed_in_the_middle_again_and_again_the_server_publishes_it_once(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    with app.app_context():
        cast = make_cast(app)
        review = hand_in(cast)
        approve_both(cast, review)
        with door(writes=True):
            plan_publication(review, utc_now(), utc_now(), by=writer(cast.gita_id, "gita"))
        db.engine.dispose()
    for pause in (0.0, 0.15, 0.3, 0.5, 0.8):
        with server(tmp_path, free_port()):  # its end is SIGKILL for the whole group
            time.sleep(pause)
    with server(tmp_path, free_port()):
        end = time.monotonic() + 60
        while not versions_in(tmp_path) and time.monotonic() < end:
            time.sleep(0.2)
    assert versions_in(tmp_path) == [("arsip-kantor", 1)]
    with app.app_context():
        assert (state_of(cast.draft), ending()) == ("published", "published")
        with door(writes=False):
            assert list(differences()) == []
        db.engine.dispose()


def versions_in(folder: Path) -> list[tuple[str, int]]:
    with sqlite3.connect(folder / "rambutan.sqlite3") as database:
        rows = "SELECT slug, number FROM course_version JOIN course ON course.id = course_id"
        return database.execute(rows).fetchall()
