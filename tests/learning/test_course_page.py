"""The page of a course at each stage, leaving it and taking it again, on both databases."""

import gzip
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.content.models import CourseRow, CourseVersion, Recognition
from lms.kernel.errors import Conflict
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import State, add_course, add_version, enrol, finish, leave, pass_quiz, state_of
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW


def recognise(jp: int) -> None:
    """The office decides what the course is worth."""
    with door(writes=True):
        course = db.session.scalars(select(CourseRow)).one()
        db.session.add(
            Recognition(
                course_id=course.id,
                version_id=course.current_version_id,
                jp=jp,
                form_of_learning="pembelajaran mandiri daring",
                decision_number="800/000/2026",
                decision_date=date(2026, 11, 3),
                decided_by="Kepala BKPSDM Kota Contoh",
                recorded_at=NOW,
                recorded_by="test",
            )
        )


def complete(enrolment: int, items: dict[str, int]) -> None:
    """Does all that the course asks for."""
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"], 85)


def test_a_course_says_what_it_is_worth_before_it_begins(app: Flask) -> None:
    add_course()
    browser = people.signed_in(app, people.add_person())
    page = browser.get("/courses/ramah").text
    assert "belum menambah JP" in page
    assert page.index("belum menambah JP") < page.index("Mulai pelatihan ini")
    recognise(4)
    page = browser.get("/courses/ramah").text
    assert "belum menambah JP" not in page
    assert "4 JP, diakui sebagai pembelajaran mandiri daring" in page
    assert "Kepala BKPSDM Kota Contoh, keputusan nomor 800/000/2026 tanggal 3 November 2026" in page


def test_the_page_stands_in_the_order_in_which_people_decide(app: Flask) -> None:
    add_course()
    page = people.signed_in(app, people.add_person()).get("/courses/ramah").text
    order = [
        "Menyambut warga dan mendengar keluhan.", "menyambut warga</span>", "Nilainya", "40 menit", "1,2 MB",
        "nilai ujian akhir minimal 75", ">latihan<", "Budi Misal", "Terakhir ditinjau", "24 November 2026", "Versi 1",
    ]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_page_leads_to_the_exact_next_step_and_says_what_is_missing(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    browser = people.signed_in(app, person_id)
    enrolment = enrol(person_id)
    page = browser.get("/courses/ramah").text
    assert "Masih kurang: 2 pelajaran dan ujian akhir" in page and "Berikutnya: 1. sapa" in page
    for lesson in ("sapa", "dengar"):
        finish(enrolment, items[lesson])
    pass_quiz(enrolment, items["ujian"], 60, passed=False)
    page = browser.get("/courses/ramah").text
    assert "Masih kurang: ujian akhir" in page and "Berikutnya: 3. latihan" in page
    assert "Belum lulus, nilai terbaik 60" in page


def test_after_completion_the_page_tells_the_day_and_everything_stays_readable(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    browser = people.signed_in(app, person_id)
    complete(enrol(person_id), items)
    page = browser.get("/courses/ramah").text
    assert "Selesai pada 24 November 2026" in page and "Lulus, nilai 85" in page
    assert "Ambil lagi" in page and "Lanjutkan" not in page and "Masih kurang" not in page
    lesson = browser.get("/learn/ramah/-/sapa")
    assert lesson.status_code == 200 and "finish" not in lesson.text
    onward = browser.post("/learn/ramah/-/sapa/finish")
    assert (onward.status_code, onward.location) == (303, "/learn/ramah/keluhan/dengar")


def test_finishing_the_last_thing_leads_to_the_course_page(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    enrolment = enrol(person_id)
    pass_quiz(enrolment, items["ujian"])
    finish(enrolment, items["dengar"])
    done = people.signed_in(app, person_id).post("/learn/ramah/-/sapa/finish")
    assert (done.status_code, done.location) == (303, "/courses/ramah?note=course-completed")


def test_whoever_has_not_confirmed_their_name_does_so_first_and_loses_nothing(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person(confirmed=False)
    enrolment = enrol(person_id)
    pass_quiz(enrolment, items["ujian"])
    finish(enrolment, items["dengar"])
    browser = people.signed_in(app, person_id)
    asked = browser.post("/learn/ramah/-/sapa/finish")
    assert (asked.status_code, asked.location) == (303, "/profile/certificate-name?next=/learn/ramah/-/sapa")
    assert state_of(enrolment) == State("active", 2, is_dated=False)


def test_taking_a_course_again_is_a_new_enrolment_beside_the_completed_one(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    first = enrol(person_id)
    complete(first, items)
    browser = people.signed_in(app, person_id)
    assert browser.post("/courses/ramah/enrol").status_code == 303
    assert "0 dari 4 selesai" in browser.get("/courses/ramah").text
    second = enrol(person_id)
    assert second != first and state_of(first) == State("completed", 3, is_dated=True)
    leave(second)
    assert "Selesai pada 24 November 2026" in browser.get("/courses/ramah").text


def test_whoever_left_goes_on_where_they_were(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    enrolment = enrol(person_id)
    finish(enrolment, items["sapa"])
    browser = people.signed_in(app, person_id)
    left = browser.post("/courses/ramah/leave")
    assert (left.status_code, left.location) == (303, "/courses/ramah?note=course-left")
    assert "Mulai pelatihan ini" in browser.get("/courses/ramah").text
    assert browser.get("/learn/ramah/-/sapa").status_code == 404
    with pytest.raises(Conflict):
        finish(enrolment, items["dengar"])
    assert (enrol(person_id), state_of(enrolment)) == (enrolment, State("active", 1, is_dated=False))


def test_whoever_left_goes_on_where_they_were_even_after_a_newer_version(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    first = enrol(person_id)
    finish(first, items["sapa"])
    leave(first)
    add_version("ramah", 2)
    assert (enrol(person_id), state_of(first)) == (first, State("active", 1, is_dated=False))
    assert "Versi 2 sudah terbit" in people.signed_in(app, person_id).get("/courses/ramah").text


def test_a_completed_course_or_one_not_taken_is_not_left(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    browser = people.signed_in(app, person_id)
    assert browser.post("/courses/ramah/leave").status_code == 404
    enrolment = enrol(person_id)
    complete(enrolment, items)
    assert browser.post("/courses/ramah/leave").status_code == 409
    assert state_of(enrolment).state == "completed"


def test_a_newer_version_does_not_move_those_inside(app: Flask) -> None:
    add_course()
    person_id = people.add_person()
    enrolment = enrol(person_id)
    add_version("ramah", 2, items=(("baru", "", "lesson", ""),))
    browser = people.signed_in(app, person_id)
    assert browser.get("/learn/ramah/-/sapa").status_code == 200
    assert browser.get("/learn/ramah/-/baru").status_code == 404
    assert enrol(person_id) == enrolment and "Versi 1" in browser.get("/courses/ramah").text


def test_a_withdrawn_course_stays_readable_for_those_inside_and_is_not_taken_again(app: Flask) -> None:
    items = add_course()
    person_id = people.add_person()
    browser = people.signed_in(app, person_id)
    enrolment = enrol(person_id)
    with door(writes=True):
        db.session.execute(update(CourseRow).values(withdrawn_at=NOW))
    assert browser.get("/learn/ramah/-/sapa").status_code == 200
    complete(enrolment, items)
    page = browser.get("/courses/ramah")
    assert page.status_code == 200 and "Ambil lagi" not in page.text
    assert browser.post("/courses/ramah/enrol").status_code == 409
    assert count(Enrolment) == 1


def test_a_course_of_hundreds_lists_the_part_of_the_next_item_and_leads_to_the_others(app: Flask) -> None:
    items = add_course(items=tuple((f"m{n // 10}/i{n}", f"Modul {n // 10}", "lesson", "") for n in range(1, 301)))
    person_id = people.add_person()
    browser = people.signed_in(app, person_id)
    for n in range(1, 35):
        finish(enrol(person_id), items[f"i{n}"])
    page = browser.get("/courses/ramah").text
    assert page.count('<li class="row') == 30 and "/m3/i35" in page and "/m0/i9" not in page
    assert page.count("<details open>") == 1 and "± 100 menit, 5 dari 10 selesai" in page
    assert '?from=31#items" aria-current="page">31–60</a>' in page
    asked = browser.get("/courses/ramah?from=271").text
    assert "/m30/i300" in asked and asked.count("<details open>") == 4 and "Lanjutkan" in asked
    assert "/m0/i9" in browser.get("/courses/ramah?from=301").text
    assert len(gzip.compress(asked.encode(), 6)) <= 3_000


def test_the_parts_of_a_long_course_are_about_equally_long(app: Flask) -> None:
    add_course(items=tuple((f"i{n}", "", "lesson", "") for n in range(31)))
    page = people.signed_in(app, people.add_person()).get("/courses/ramah?from=17").text
    assert page.count('<li class="row') == 15 and ">1–16</a>" in page and ">17–31</a>" in page


def test_a_course_without_a_version_is_not_found(app: Flask) -> None:
    add_course()
    with door(writes=True):
        db.session.execute(update(CourseRow).values(current_version_id=None))
    browser = people.signed_in(app, people.add_person())
    assert count(CourseVersion) == 1 and browser.get("/courses/ramah").status_code == 404
