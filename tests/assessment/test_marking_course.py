"""What a mark that comes later does for a course that moved on meanwhile, and for others at the same moment."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.assessment.models import EssayMark
from lms.content.models import CourseItem
from lms.hours.models import JpEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.essays import LONG, QUEUE, add_final, give, marker, marks, path, writer
from tests.assessment.quizzes import FINAL, SETTINGS
from tests.assessment.test_marking import sound
from tests.certificates.issuing import recognise, set_up_institution
from tests.learning.courses import ITEMS
from tests.learning.test_at_once import at_once
from tests.learning.test_new_version import NEXT, move, publish, republish
from tests.support import people
from tests.support.apps import count
from tests.support.authors import add_author


def test_the_mark_that_comes_after_leaving_completes_the_course_on_coming_back(app: Flask) -> None:
    set_up_institution()
    add_final()
    recognise()
    ani, siti = writer(app), marker(app)
    ani.post("/courses/ramah/leave")
    assert "1 esai menunggu" in siti.get(QUEUE).text and sound()
    give(siti, "3")
    assert (count(JpEntry), sound()) == (0, True)
    ani.post("/courses/ramah/enrol")
    assert "Selesai pada" in ani.get("/courses/ramah").text
    assert "RBT-" in ani.get("/certificates").text
    assert (count(JpEntry), sound()) == (1, True)


def test_whoever_comes_back_before_the_mark_still_waits(app: Flask) -> None:
    add_final()
    ani, siti = writer(app), marker(app)
    ani.post("/courses/ramah/leave")
    ani.post("/courses/ramah/enrol")
    assert "Menunggu penilaian" in ani.get(FINAL).text
    give(siti, "3")
    assert "Selesai pada" in ani.get("/courses/ramah").text and sound()


def test_the_mark_lands_at_the_same_quiz_of_the_version_gone_on_with_by_the_rule_of_its_own(app: Flask) -> None:
    add_final()
    ani, siti = writer(app, lessons=False), marker(app)
    republish(ani)  # where 90 is needed
    assert move(ani)[0] == 303
    course = ani.get("/courses/ramah").text
    assert "Menunggu penilaian" in course and "Menunggu penilaian" in ani.get(FINAL).text and sound()
    give(siti, "2,25")
    assert "Lulus, nilai 81" in ani.get("/courses/ramah").text
    give(siti, "1", seen="1", reason="Dua alasan kurang.")
    assert "Belum lulus, nilai terbaik 50" in ani.get("/courses/ramah").text and sound()


def test_the_mark_of_a_quiz_that_is_gone_is_seen_in_history_and_counts_no_more(app: Flask) -> None:
    add_final()
    ani, siti = writer(app, lessons=False), marker(app)
    publish(2, (NEXT[0], NEXT[1]))
    assert move(ani)[0] == 303
    assert give(siti, "3").location == f"{QUEUE}?note=essay-marked"
    assert "0 dari 2 selesai" in ani.get("/courses/ramah").text and sound()


def test_a_course_whose_name_is_not_confirmed_waits_for_that_after_the_mark(app: Flask) -> None:
    set_up_institution()
    add_final()
    recognise()
    ani, siti = writer(app), marker(app)
    with door(writes=True):
        db.session.execute(update(Person).where(Person.username == "ani").values(name_confirmed_at=None))
    assert give(siti, "3").status_code == 303
    course = ani.get("/courses/ramah").text
    assert "Tinggal pastikan nama Anda" in course and "/profile/certificate-name?next=/courses/ramah" in course
    assert (count(JpEntry), sound()) == (0, True)
    ani.post("/profile/certificate-name", data={"printed": "Nama Ani", "next": "/courses/ramah"})
    assert "Selesai pada" in ani.get("/courses/ramah").text
    assert (count(JpEntry), sound()) == (1, True)


def test_two_markers_at_the_same_moment_give_one_mark(app: Flask) -> None:
    set_up_institution()
    add_final()
    recognise()
    writer(app)
    markers, where = [marker(app, name) for name in ("siti", "rudi", "tuti")], path()
    found = at_once(
        app,
        *[lambda m=one: m.post(where, data={"points": "3", "comment": "", "seen": "0"}).status_code for one in markers],
    )
    assert sorted(map(str, found)) == ["303", "409", "409"]
    assert (count(EssayMark), count(JpEntry), sound()) == (1, 1, True)


def test_one_marker_in_two_tabs_and_two_drafts_at_once_leave_one_of_each(app: Flask) -> None:
    add_final()
    writer(app)
    siti, where = add_author("siti"), path()
    tabs = [people.signed_in(app, siti) for _ in range(3)]
    drafts = [lambda t=tab: t.post(where + "/draft", data={"points": "1"}).status_code for tab in tabs]
    assert at_once(app, *drafts) == [303] * 3
    given = at_once(app, *[lambda t=tab: t.post(where, data={"points": "3", "seen": "0"}).status_code for tab in tabs])
    assert (given, marks(), sound()) == ([303] * 3, [(1, "3.00", "")], True)


def test_two_corrections_of_the_same_mark_at_once_leave_one(app: Flask) -> None:
    add_final()
    writer(app, lessons=False)
    siti, rudi, where = marker(app), marker(app, "rudi"), path()
    give(siti, "1")
    form = {"points": "2", "comment": "", "seen": "1", "reason": "Keliru."}
    found = at_once(app, *[lambda m=one: m.post(where, data=form).status_code for one in (siti, rudi)])
    assert sorted(map(str, found)) == ["303", "409"]
    assert (len(marks()), sound()) == (2, True)


def test_marking_and_leaving_at_the_same_moment_keep_both(app: Flask) -> None:
    add_final()
    ani, siti = writer(app, lessons=False), marker(app)
    where = path()
    found = at_once(
        app,
        lambda: siti.post(where, data={"points": "3", "seen": "0"}).status_code,
        lambda: ani.post("/courses/ramah/leave").status_code,
    )
    assert found == [303, 303] and sound()


@pytest.mark.parametrize("rule", [60, 100])
def test_attempts_that_wait_are_no_part_of_item_analysis(app: Flask, rule: int) -> None:
    add_final(replace(SETTINGS, pass_mark=rule), (replace(LONG, points=1),))
    ani, siti = writer(app), marker(app)
    assert "0 kesempatan pertama" in siti.get("/courses/ramah/questions").text
    give(siti, "0,75")
    assert "1 kesempatan pertama" in siti.get("/courses/ramah/questions").text
    with door(writes=False):
        assert db.session.scalar(select(CourseItem.question_count).where(CourseItem.key == ITEMS[3][0])) == 1
    assert ("Lulus: nilai 75" in ani.get(FINAL + "/result").text) is (rule == 60)
