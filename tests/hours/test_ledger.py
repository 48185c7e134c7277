"""The JP ledger: what a completion enters, how it is put right, and what the learner reads."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from lms.content.models import CourseVersion, Recognition
from lms.hours import operations
from lms.hours.models import JpEntry
from lms.hours.queries import entries_of, jp_this_year
from lms.hours.year import JpYear
from lms.kernel.jp import Jp
from lms.learning.facts import CourseCompleted
from lms.learning.models import Enrolment
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.learning.courses import add_course, enrol
from tests.support import people
from tests.support.apps import count
from tests.support.people import NOW

LAST_YEAR = datetime(2025, 12, 31, 16, 59, tzinfo=UTC)  # 23.59 WIB
NEW_YEAR = datetime(2025, 12, 31, 17, 0, tzinfo=UTC)  # 00.00 WIB of 2026


def recognise(jp: int, slug: str = "ramah") -> None:
    """The office decides what the course is worth."""
    with door(writes=True):
        version = db.session.scalars(db.select(CourseVersion).order_by(CourseVersion.id.desc())).first()
        assert version is not None
        db.session.add(
            Recognition(
                course_id=version.course_id,
                version_id=version.id,
                jp=jp,
                form_of_learning="E-learning",
                decision_number="800/12/2026",
                decision_date=date(2026, 1, 5),
                recorded_at=NOW,
                recorded_by="test",
            )
        )


def complete(enrolment_id: int, at: datetime = NOW) -> None:
    """Sends the news that the enrolment is completed."""
    with door(writes=True):
        row = db.session.get_one(Enrolment, enrolment_id)
        operations.record_completion(
            CourseCompleted(row.id, row.person_id, row.course_id, row.version_id, row.enrolled_at, at, 80)
        )


def year_of(person_id: int, day: date = date(2026, 11, 24)) -> JpYear:
    with door(writes=False):
        return jp_this_year(person_id, day)


def test_a_completion_enters_what_the_newest_decision_recognises(app: Flask) -> None:
    add_course()
    ani = people.add_person()
    recognise(4)
    recognise(6)
    complete(enrol(ani))
    with door(writes=False):
        entry = entries_of(ani, 2026)[0]
        assert (entry.jp, entry.title, entry.form_of_learning, entry.decision_number) == (
            6, "Pelayanan yang Ramah", "E-learning", "800/12/2026",
        )  # fmt: skip


def test_news_that_comes_twice_is_entered_once(app: Flask) -> None:
    add_course()
    recognise(4)
    enrolment = enrol(people.add_person())
    complete(enrolment)
    complete(enrolment)
    assert count(JpEntry) == 1


def test_a_course_without_recognition_enters_nothing(app: Flask) -> None:
    add_course()
    complete(enrol(people.add_person()))
    assert count(JpEntry) == 0


@pytest.mark.parametrize(("at", "year"), [(LAST_YEAR, 2025), (NEW_YEAR, 2026)], ids=["23.59", "00.00"])
def test_the_year_of_an_entry_is_that_of_the_people_not_of_utc(app: Flask, at: datetime, year: int) -> None:
    add_course()
    recognise(4)
    ani = people.add_person()
    complete(enrol(ani), at)
    assert (year_of(ani, date(year, 6, 1)).jp, year_of(ani, date(4051 - year, 6, 1)).jp) == (4, 0)


@pytest.mark.parametrize(
    ("status", "floor", "ceiling"),
    [("pns", 20, None), ("pppk", None, 24), ("pppk-part-time", None, None), ("other", None, None)],
)
def test_each_status_has_its_own_rule(app: Flask, status: str, floor: int | None, ceiling: int | None) -> None:
    year = year_of(people.add_person(status=status))
    assert (year.jp, year.floor, year.ceiling) == (0, floor, ceiling)


def test_a_rule_does_not_hold_before_it_came(app: Flask) -> None:
    assert year_of(people.add_person(), date(2016, 12, 31)).floor is None


@pytest.mark.parametrize(
    ("jp", "floor", "ceiling", "lacking", "credited"),
    [(12, 20, None, 8, 12), (20, 20, None, 0, 20), (25, 20, None, 0, 25), (30, None, 24, 0, 24), (3, None, None, 0, 3)],
)
def test_what_is_lacking_and_what_counts(
    jp: int, floor: int | None, ceiling: int | None, lacking: int, credited: int
) -> None:
    year = JpYear(2026, Jp(jp), Jp(floor) if floor else None, Jp(ceiling) if ceiling else None)
    assert (year.lacking, year.credited) == (lacking, credited)


def test_the_page_says_what_is_lacking_and_from_what_it_is_counted(app: Flask) -> None:
    add_course()
    recognise(4)
    ani = people.add_person()
    browser = people.signed_in(app, ani)
    assert "Belum ada JP tercatat" in browser.get("/hours").text
    complete(enrol(ani), datetime.now(UTC))
    page = browser.get("/hours").text
    assert "<h1>Kurang 16 JP dari minimal 20 JP</h1>" in page
    for text in ("Pelayanan yang Ramah", "E-learning", "800/12/2026", "PP 17/2020"):
        assert text in page


def test_the_page_of_a_contract_employee_names_a_ceiling_and_no_floor(app: Flask) -> None:
    add_course()
    recognise(30)
    ani = people.add_person(status="pppk")
    complete(enrol(ani), datetime.now(UTC))
    page = people.signed_in(app, ani).get("/hours").text
    assert "<h1>30 JP ditempuh, 24 JP diakui</h1>" in page
    assert "minimal" not in page


def test_an_earlier_year_is_chosen_in_the_address_and_a_strange_one_shows_this_year(app: Flask) -> None:
    add_course()
    recognise(20)
    ani = people.add_person()
    complete(enrol(ani), LAST_YEAR)
    browser = people.signed_in(app, ani)
    assert "Cukup: 20 dari minimal 20 JP" in browser.get("/hours?year=2025").text
    for query in ("", "?year=1999", "?year=x", "?year=99999999999"):
        page = browser.get("/hours" + query)
        assert (page.status_code, "Kurang 20 JP" in page.text) == (200, True)


def test_nobody_sees_the_entries_of_others(app: Flask) -> None:
    add_course()
    recognise(4)
    complete(enrol(people.add_person()), datetime.now(UTC))
    budi = people.add_person("budi", "Budi Misal")
    assert "Pelayanan yang Ramah" not in people.signed_in(app, budi).get("/hours").text


def test_a_counter_entry_takes_an_entry_back_and_says_why(app: Flask) -> None:
    add_course()
    recognise(4)
    ani = people.add_person()
    complete(enrol(ani), datetime.now(UTC))
    with door(writes=False):
        number = entries_of(ani, datetime.now(UTC).year)[0].id
    runner = app.test_cli_runner()

    told = runner.invoke(args=["hours", "correct", str(number), "--reason", "Ujian dikerjakan orang lain"])

    assert told.exit_code == 0, told.output
    assert (count(JpEntry), count(AuditEntry)) == (2, 1)
    page = people.signed_in(app, ani).get("/hours").text
    assert "Kurang 20 JP" in page
    assert "Ujian dikerjakan orang lain" in page
    assert "−4" in page
    assert "+4 JP" in runner.invoke(args=["hours", "list", "ani"]).output


def test_what_cannot_be_taken_back_is_refused_and_changes_nothing(app: Flask) -> None:
    add_course()
    recognise(4)
    ani = people.add_person()
    complete(enrol(ani))
    with door(writes=False):
        number = entries_of(ani, 2026)[0].id
    runner = app.test_cli_runner()
    assert runner.invoke(args=["hours", "correct", str(number), "--reason", " "]).exit_code == 1
    assert runner.invoke(args=["hours", "correct", "987654", "--reason", "x"]).exit_code == 1
    assert runner.invoke(args=["hours", "correct", str(number), "--reason", "x"]).exit_code == 0
    for entry in (number, number + 1):
        assert runner.invoke(args=["hours", "correct", str(entry), "--reason", "x"]).exit_code == 1
    assert count(JpEntry) == 2
