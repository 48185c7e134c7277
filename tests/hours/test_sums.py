"""The sums of JP by unit follow entries, counter-entries and posts, and are what the pages of the learners come to."""

import threading
from collections import Counter
from datetime import timedelta
from importlib import import_module

from flask import Flask
from sqlalchemy import select, text

from lms.accounts import operations as accounts
from lms.hours import operations
from lms.hours.models import JpCount, JpEntry, StaffCount
from lms.hours.queries import jp_this_year
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments import offices
from tests.certificates.issuing import recognise, set_up_institution
from tests.support.people import NOW


def counts() -> tuple[dict[tuple[int, str], int], dict[tuple[int, str, int], int]]:
    """How many people are at work where, and how many of them have how many JP in the year."""
    with door(writes=False):
        staff = select(StaffCount).where(StaffCount.people != 0)
        jp = select(JpCount).where(JpCount.people != 0, JpCount.year == NOW.year)
        return (
            {(row.unit_id, row.status): row.people for row in db.session.scalars(staff)},
            {(row.unit_id, row.status, row.jp): row.people for row in db.session.scalars(jp)},
        )


def a_course_of(jp: int, slug: str = "ramah") -> None:
    offices.add_lesson(slug)
    recognise(slug, jp)


def test_who_completes_a_course_is_counted_where_they_are_and_the_rest_have_none(app: Flask) -> None:
    set_up_institution()
    units = offices.add_city()
    ani, budi, _ = offices.add_people([units["Puskesmas A"], units["Puskesmas A"], units["SD 1"]])
    a_course_of(4)
    a_course_of(6, "jujur")
    offices.complete(ani)
    offices.complete(budi)
    offices.complete(ani, "jujur")
    a, sd = units["Puskesmas A"], units["SD 1"]
    assert counts() == ({(a, "pns"): 2, (sd, "pns"): 1}, {(a, "pns", 10): 1, (a, "pns", 4): 1})
    assert offices.recounted() == []


def test_an_entry_that_is_taken_back_counts_no_more(app: Flask) -> None:
    set_up_institution()
    (ani,) = offices.add_people([None])
    a_course_of(4)
    offices.complete(ani)
    assert counts()[1] == {(0, "pns", 4): 1}
    with door(writes=True):
        entry = db.session.scalars(select(JpEntry.id)).one()
        operations.correct(entry, "Ujian dikerjakan orang lain", NOW, by="command:hours")
    assert counts() == ({(0, "pns"): 1}, {})
    assert offices.recounted() == []


def test_jp_go_with_who_moves_or_changes_status_and_count_nowhere_once_they_left(app: Flask) -> None:
    set_up_institution()
    units = offices.add_city()
    a, b = units["Puskesmas A"], units["Puskesmas B"]
    ani, budi = offices.add_people([a, a])
    a_course_of(4)
    offices.complete(ani)
    offices.move([ani], b)
    assert counts() == ({(a, "pns"): 1, (b, "pns"): 1}, {(b, "pns", 4): 1})
    offices.move([ani, budi], b, offices.later(1), status="pppk")
    offices.move([ani, budi], b, offices.later(1), status="pppk")  # the same again changes nothing
    assert counts() == ({(b, "pppk"): 2}, {(b, "pppk", 4): 1})
    assert offices.recounted() == []
    offices.leave_office([ani], offices.later(2))
    assert counts() == ({(b, "pppk"): 1}, {})
    offices.move([ani], a, offices.later(3))
    assert counts() == ({(b, "pppk"): 1, (a, "pns"): 1}, {(a, "pns", 4): 1})
    assert offices.recounted() == []


def test_somebody_who_has_left_may_still_learn_and_counts_once_they_are_back(app: Flask) -> None:
    set_up_institution()
    (ani,) = offices.add_people([None])
    a_course_of(4)
    offices.leave_office([ani])
    offices.complete(ani, at=NOW + timedelta(hours=1))
    assert counts() == ({}, {})
    offices.move([ani], None, offices.later(1))
    assert counts() == ({(0, "pns"): 1}, {(0, "pns", 4): 1})
    assert offices.recounted() == []


def test_accounts_that_are_taken_back_are_counted_nowhere(app: Flask) -> None:
    keys = offices.add_people([None, None, None])
    with door(writes=True):
        accounts.take_back(keys[:2], NOW, by="rina")
    assert counts() == ({(0, "pns"): 1}, {})
    assert offices.recounted() == []


def test_the_sums_are_what_the_pages_of_the_learners_come_to(app: Flask) -> None:
    set_up_institution()
    units = offices.add_city()
    keys = offices.add_people([units["Puskesmas A"]] * 4 + [units["SD 1"]] * 3)
    for slug, jp in (("ramah", 4), ("jujur", 7), ("aman", 20)):
        a_course_of(jp, slug)
    for number, key in enumerate(keys):
        for slug in ("ramah", "jujur", "aman")[: number % 4]:
            offices.complete(key, slug)
    with door(writes=False):
        pages = Counter(jp_this_year(key, NOW.date()).jp for key in keys)
    staff, jp = counts()
    sums: Counter[int] = Counter()
    for (_unit, _status, amount), people in jp.items():
        sums[amount] += people
    sums[0] = sum(staff.values()) - sums.total()
    assert sums == pages


def test_many_people_come_in_with_as_many_statements_as_a_few(app: Flask) -> None:
    def statements(size: int) -> int:
        seen: list[str] = []
        with door(writes=False):
            engine = db.engine
        db.event.listen(engine, "before_cursor_execute", note := lambda *said: seen.append(said[2]))
        try:
            offices.add_people([None] * size)
        finally:
            db.event.remove(engine, "before_cursor_execute", note)
        return sum("staff_" in one or "jp_" in one for one in seen)

    assert statements(40) <= statements(3)


def test_somebody_moves_while_they_complete_a_course_and_one_count_is_right(app: Flask) -> None:
    set_up_institution()
    units = offices.add_city()
    keys = offices.add_people([units["Puskesmas A"]] * 6)
    a_course_of(4)

    def do(work) -> threading.Thread:  # type: ignore[no-untyped-def]
        def run() -> None:
            with app.app_context():
                work()

        return threading.Thread(target=run)

    acts = [do(lambda key=key: offices.complete(key)) for key in keys]
    acts += [do(lambda key=key: offices.move([key], units["SD 1"], offices.later(1))) for key in keys]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    assert counts() == ({(units["SD 1"], "pns"): 6}, {(units["SD 1"], "pns", 4): 6})
    assert offices.recounted() == []


def test_what_was_there_before_the_sums_is_in_them(app: Flask) -> None:
    """The statements of the migration, on tables whose sums were emptied."""
    set_up_institution()
    keys = offices.add_people([None, None])
    a_course_of(4)
    offices.complete(keys[0])
    steps = (import_module(f"migrations.versions.{name}") for name in ("0026_jp_sums", "0032_unused_accounts"))
    fill = [statement for step in steps for statement in step.FILL]
    with door(writes=True):
        for table in ("jp_year", "staff_place", "staff_count", "jp_count", "jp_month"):
            db.session.execute(text(f"DELETE FROM {table}"))
    assert offices.recounted() != []
    with door(writes=True):
        for statement in fill:
            db.session.execute(text(statement))
    assert offices.recounted() == []
