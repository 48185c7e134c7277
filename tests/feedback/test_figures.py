"""The figures of a course, for its authors: who came and finished, where they stop, minutes, questions."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import Flask

from lms.assessment.models import Answer, Attempt, AttemptQuestion
from lms.content.models import CourseRow
from lms.feedback.minutes_queries import median_minutes, minutes_of
from lms.kernel.clock import utc_now
from lms.learning import operations
from lms.learning.minutes_spent import FEWEST, Median
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import add_quizzes, answer_all, begin, hand_in, learner
from tests.feedback.reports import author, reader, report
from tests.learning.courses import add_course, add_version, pass_quiz
from tests.support import people
from tests.support.statements import selects, statements

PAGE = "/courses/ramah/figures"
LESSONS = (("sapa", "", "lesson", ""), ("dengar", "", "lesson", ""))


def took(username: str, done: Sequence[tuple[int, int]], at: datetime, *, leaves: bool = False) -> int:
    """Somebody who begins the course and finishes items, each so many minutes after the beginning."""
    person_id = people.add_person(username, f"Nama {username.title()}")
    with door(writes=True):
        enrolment_id = operations.enrol(person_id, "ramah", at)
        for item_id, minutes in done:
            operations.finish_lesson(enrolment_id, item_id, at + timedelta(minutes=minutes))
        if leaves:
            operations.leave(enrolment_id, at)
    return enrolment_id


def tiles(page: str) -> dict[str, str]:
    """The numbers that stand first."""
    return dict(re.findall(r'<dt class="muted small">([^<]+)</dt><dd><b class="num">([^<]+)</b>', page))


def rows(page: str) -> list[list[str]]:
    """The cells of the table, a line for each item."""
    found = re.findall(r'<tr role="row"><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', page)
    return [[re.sub("<.*", "", name).strip(), *re.findall(r">([^<]*)</td>", cells)] for name, cells in found]


def ways(page: str) -> list[list[str]]:
    """Of each item who reached it, did it and stopped there."""
    return [row[:4] for row in rows(page)]


def minutes(page: str) -> list[list[str]]:
    """Of each item the minutes of its authors, of its text, and of learners."""
    return [row[4:] for row in rows(page)]


def test_who_came_and_finished_and_where_they_stop(app: Flask) -> None:
    items, now = add_course(), utc_now()
    siti, long_ago = author(app), now - timedelta(days=31)
    assert "Belum ada yang mengikuti" in siti.get(PAGE).text
    sapa, dengar = items["sapa"], items["dengar"]
    finished = took("ani", [(sapa, 5), (dengar, 9)], now)
    pass_quiz(finished, items["latihan"])
    pass_quiz(finished, items["ujian"])
    took("budi", [(sapa, 5)], now)
    took("citra", [(sapa, 5)], long_ago)
    took("dedi", [], now, leaves=True)
    page = siti.get(PAGE).text
    assert "1 dari 4 peserta selesai (25%)" in page and "1 peserta keluar sebelum selesai." in page
    assert tiles(page) == {"Memulai": "4", "Selesai": "1", "Sedang belajar": "2"}
    assert ways(page) == [
        ["1. sapa", "4", "3", "1"],
        ["2. dengar", "3", "1", "1"],
        ["3. latihan", "1", "1", "0"],
        ["4. ujian", "1", "1", "0"],
    ]
    assert not re.search("Nama (Ani|Budi|Citra|Dedi)", page)


def test_a_person_counts_once_however_often_they_take_the_course_and_in_whatever_version(app: Flask) -> None:
    items, now = add_course(items=LESSONS), utc_now()
    took("ani", [(items["sapa"], 5), (items["dengar"], 9)], now)
    with door(writes=True):
        again = operations.enrol(_person("ani"), "ramah", now)
        operations.finish_lesson(again, items["sapa"], now)
    took("budi", [(items["sapa"], 5)], now)
    add_version("ramah", 2, LESSONS)
    page = author(app).get(PAGE).text
    assert tiles(page) == {"Memulai": "2", "Selesai": "1", "Sedang belajar": "2"}
    assert ways(page) == [["1. sapa", "2", "2", "0"], ["2. dengar", "2", "0", "0"]]


def _person(username: str) -> int:
    return int(db.session.scalar(db.text("SELECT id FROM person WHERE username = :name"), {"name": username}) or 0)


def test_the_item_where_most_stop_is_named(app: Flask) -> None:
    items, long_ago = add_course(items=LESSONS), utc_now() - timedelta(days=31)
    for name in ("ani", "budi", "citra"):
        took(name, [(items["sapa"], 5)], long_ago)
    page = author(app).get(PAGE).text
    assert page.count("Paling banyak berhenti") == 1
    assert page.index("1. sapa") < page.index("2. dengar") < page.index("Paling banyak berhenti")


def test_minutes_are_the_median_of_five_learners_or_more(app: Flask) -> None:
    items, now = add_course(items=LESSONS), utc_now()
    siti = author(app)
    for number in range(FEWEST):
        assert spent_on_all() is None
        assert "masih terlalu sedikit" in siti.get(PAGE).text
        took(f"peserta{number}", [(items["sapa"], 6 + number), (items["dengar"], 10 + 3 * number)], now)
    took("istirahat", [(items["sapa"], 31), (items["dengar"], 90)], now)
    assert spent_on_all() == 16  # 10, 13, 16, 19, 22 and nothing of whoever had a break
    with door(writes=False):
        course_id = db.session.scalar(db.select(CourseRow.id)) or 0
        assert minutes_of(course_id).items == {"sapa": Median(8, 5), "dengar": Median(8, 5)}
    page = siti.get(PAGE).text
    assert "Peserta memerlukan 16 menit" in page and "Menurut penulis 20 menit" in page
    assert minutes(page) == [["10", "1", "8"]] * 2


def spent_on_all() -> int | None:
    with door(writes=False):
        return median_minutes("ramah")


def test_answers_of_attempts_that_were_handed_in_count_as_time_in_their_quiz(app: Flask) -> None:
    add_quizzes()
    for number in range(FEWEST):
        browser = learner(app, f"peserta{number}")
        begin(browser)
        answer_all(browser)
        if number:
            hand_in(browser)
    begun = utc_now() - timedelta(hours=2)
    with door(writes=True):
        db.session.execute(db.text("UPDATE enrolment SET done_count = 1"))  # as if a lesson were done
    with door(writes=True):  # each question took four minutes, then five until it was handed in
        for attempt in db.session.scalars(db.select(Attempt)):
            attempt.started_at = begun
            attempt.submitted_at = begun + timedelta(minutes=21) if attempt.submitted_at else None
        for row, position in db.session.execute(db.select(Answer, AttemptQuestion.position).join(AttemptQuestion)):
            row.given_at = begun + timedelta(minutes=4 * position)
    with door(writes=False):
        course_id = db.session.scalar(db.select(CourseRow.id)) or 0
        assert "keluhan/ujian" not in minutes_of(course_id).items  # one of the five is still open
    hand_in(people.signed_in(app, _known("peserta0")))
    with door(writes=True):
        db.session.execute(db.update(Attempt).values(submitted_at=begun + timedelta(minutes=21)))
    with door(writes=False):
        assert minutes_of(course_id).items["keluhan/ujian"] == Median(21, FEWEST)


def _known(username: str) -> int:
    with door(writes=False):
        return _person(username)


def test_the_page_leads_to_the_questions_and_the_reports_with_their_numbers(app: Flask) -> None:
    add_course()
    siti = author(app)
    report(reader(app))
    page = siti.get(PAGE).text
    assert 'href="/courses/ramah/questions"' in page and "Tidak ada soal yang menonjol" in page
    assert "1 bagian menunggu jawaban" in page
    assert f'href="{PAGE}"' in siti.get("/reports").text


def test_an_author_sees_the_own_courses_and_a_reviewer_all(app: Flask) -> None:
    add_course()
    add_course("lain")
    other, reviewer = author(app, "tono", "lain"), people.add_person("rini", "Rini Misal", Role.REVIEWER)
    asked = [other.get(PAGE), people.signed_in(app, reviewer).get(PAGE), reader(app).get(PAGE)]
    assert [one.status_code for one in asked] == [404, 200, 403]
    assert people.signed_in(app, reviewer).get("/courses/tidak-ada/figures").status_code == 404


def test_the_page_asks_as_much_for_many_learners_as_for_few(app: Flask) -> None:
    items, now = add_course(), utc_now()
    siti = author(app)
    took("ani", [(items["sapa"], 5)], now)
    with statements() as few:
        siti.get(PAGE)
    for number in range(7):
        took(f"peserta{number}", [(items["sapa"], 5), (items["dengar"], 9)][: number % 3], now)
    with statements() as many:
        siti.get(PAGE)
    assert len(selects(few)) == len(selects(many))


def test_whoever_skips_practice_is_not_taken_to_stop_there(app: Flask) -> None:
    items = add_course(
        items=(*LESSONS[:1], ("latihan", "", "quiz", "practice"), *LESSONS[1:], ("surat", "", "lesson", ""))
    )
    took("ani", [(items["sapa"], 5), (items["dengar"], 9)], utc_now() - timedelta(days=31))
    page = author(app).get(PAGE).text
    assert ways(page) == [
        ["1. sapa", "1", "1", "0"],
        ["2. latihan", "0", "0", "0"],
        ["3. dengar", "1", "1", "0"],
        ["4. surat", "1", "0", "1"],
    ]
