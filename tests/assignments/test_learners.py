"""Learners see what is asked of them and until when, the same that their coordinator sees."""

from datetime import timedelta

from flask import Flask

from lms.assignments import operations
from lms.org import operations as org
from lms.platform.db.doors import door
from tests.assignments.offices import BY, add_city, add_lesson, add_people, assign, begin, complete, everywhere
from tests.support import people
from tests.support.people import NOW, local_today
from tests.support.statements import selects, statements

TODAY = local_today()


def test_what_is_asked_stands_on_home_and_on_the_course_until_it_is_done(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    mine = people.signed_in(app, ani)
    assert "tenggat" not in mine.get("/").text

    assign(course, due_on=TODAY + timedelta(days=9), why="Diminta Wali Kota.")

    home, page = mine.get("/").text, mine.get("/courses/ramah").text
    assert "Ada tenggatnya" in home and "Wajib, tenggat" in home and "Hampir tenggat, 9 hari lagi" in home
    assert "Diminta Wali Kota." in home and "Diminta Wali Kota." in page and "Hampir tenggat, 9 hari lagi" in page
    begin(ani)
    assert "Wajib, tenggat" in mine.get("/").text
    complete(ani)
    assert "Wajib, tenggat" not in mine.get("/").text and "Wajib, tenggat" not in mine.get("/courses/ramah").text


def test_the_day_from_which_it_is_due_soon_is_the_institutions(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    assign(course, due_on=TODAY + timedelta(days=20))
    mine = people.signed_in(app, ani)
    assert "Hampir tenggat" not in mine.get("/").text
    with door(writes=True):
        org.set_fact("due_soon_days", "30", TODAY, by="x", now=NOW)
    assert "Hampir tenggat, 20 hari lagi" in mine.get("/").text
    assert "Hampir tenggat, 20 hari lagi" in mine.get("/courses/ramah").text


def test_who_is_excused_or_asked_no_more_sees_nothing_of_it(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    ani, budi = add_people([units["SD 1"]] * 2)
    number = assign(course, due_on=TODAY + timedelta(days=9))
    with door(writes=True):
        operations.waive(number, ani, "leave", everywhere(), NOW, by=BY)
    assert "Wajib, tenggat" not in people.signed_in(app, ani).get("/").text
    with door(writes=True):
        operations.end(number, "", everywhere(), NOW, by=BY)
    assert "Wajib, tenggat" not in people.signed_in(app, budi).get("/").text


def test_what_is_to_be_renewed_is_asked_again(app: Flask) -> None:
    units, course = add_city(), add_lesson()
    (ani,) = add_people([units["SD 1"]])
    complete(ani, at=NOW - timedelta(days=800))
    assign(course, due_on=TODAY + timedelta(days=9), renew_after=12)
    assert "Perlu diperbarui sejak" in people.signed_in(app, ani).get("/").text


def test_of_several_assignments_the_earliest_day_counts_and_home_costs_no_more(app: Flask) -> None:
    units = add_city()
    courses = [add_lesson(f"kursus{number}") for number in range(6)]
    (ani,) = add_people([units["SD 1"]])
    mine = people.signed_in(app, ani)
    with statements() as before:
        mine.get("/")
    for number, course in enumerate(courses):
        assign(course, token=f"a{number}", due_on=TODAY + timedelta(days=40 + number))
    assign(courses[5], token="b", due_on=TODAY + timedelta(days=2))
    with statements() as seen:
        home = mine.get("/").text
    assert len(selects(seen)) <= len(selects(before)) <= 5
    assert home.count("Wajib, tenggat") == 6
    assert home.index("/courses/kursus5") < home.index("/courses/kursus0")
