"""The first page and the catalogue, as a stranger and as a learner."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.content.models import CourseItem, CourseRow, CourseVersion
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.people import NOW, add_person, signed_in


def add_course(slug: str, title: str) -> tuple[int, int]:
    with door(writes=True):
        course = CourseRow(slug=slug, created_at=NOW)
        db.session.add(course)
        db.session.flush()
        version = CourseVersion(
            course_id=course.id, number=1, fingerprint="0" * 64, published_at=NOW, published_by="x", title=title,
            summary="Singkat.", minutes=7, item_count=2, size=1000, renderer="1",
        )  # fmt: skip
        db.session.add(version)
        db.session.flush()
        course.current_version_id = version.id
        for position in (1, 2):
            key = f"a/b{position}"
            item = CourseItem(
                version_id=version.id,
                position=position,
                key=key,
                module_position=1,
                kind="lesson",
                title=key,
                minutes=3,
            )
            db.session.add(item)
        return course.id, version.id


def begin(person_id: int, course: tuple[int, int], done: int) -> None:
    with door(writes=True):
        db.session.add(
            Enrolment(
                person_id=person_id,
                course_id=course[0],
                version_id=course[1],
                sequence=1,
                state="active",
                enrolled_at=NOW,
                item_count=2,
                done_count=done,
                last_activity_at=NOW,
            )
        )


def test_a_stranger_is_told_what_this_is_and_where_to_sign_in(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/sign-in"' in page.text
    assert "Belajar dari HP" in page.text


def test_a_stranger_who_opens_the_catalogue_signs_in_first_and_comes_back(client: FlaskClient) -> None:
    answer = client.get("/courses")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/courses"


def test_home_leads_on_with_the_course_begun_and_shows_the_stored_number(app: Flask) -> None:
    ani = add_person(form_of_address="Bu Ani")
    begin(ani, add_course("ramah", "Pelayanan yang Ramah"), done=1)
    add_course("aman", "Keamanan Informasi")

    page = signed_in(app, ani).get("/").text

    assert "Halo, Bu Ani" in page
    assert "1 dari 2 selesai" in page
    assert "Keamanan Informasi" in page


def test_home_without_a_course_says_so_and_leads_to_the_catalogue(app: Flask) -> None:
    page = signed_in(app, add_person()).get("/").text
    assert "Belum ada pelatihan yang Anda mulai" in page
    assert 'href="/courses"' in page


def test_the_catalogue_shows_each_course_with_ones_own_standing_only(app: Flask) -> None:
    ani, budi = add_person(), add_person(username="budi", name="Budi Misal")
    begin(ani, add_course("ramah", "Pelayanan yang Ramah"), done=1)

    assert "Sedang belajar" in signed_in(app, ani).get("/courses").text
    assert "Belum mulai" in signed_in(app, budi).get("/courses").text


@pytest.mark.parametrize("path", ["/", "/courses"])
def test_an_unchanged_page_costs_no_bytes(app: Flask, path: str) -> None:
    browser = signed_in(app, add_person())
    browser.get(path)
    second = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": second.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
