"""Who marks essays: of whose courses, never of their own answers, and without names; on both databases."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import delete, select

from lms.accounts.models import Person
from lms.assessment.errors import NoEssay
from lms.assessment.models import EssayDraft, EssayMark
from lms.assessment.operations.essays import Verdict, give_mark, keep_draft
from lms.content.authorship import Reach
from lms.content.models import CourseAuthor
from lms.doctor import differences
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.essays import (
    QUEUE,
    add_final,
    essay_id,
    give,
    marker,
    marks,
    path,
    writer,
)
from tests.assessment.quizzes import SETTINGS
from tests.learning.courses import add_course
from tests.support import people
from tests.support.apps import count
from tests.support.authors import add_author, name_author

AGAIN = replace(SETTINGS, attempts=None, wait_minutes=0)


def test_the_learner_is_named_nowhere_where_essays_are_marked(app: Flask) -> None:
    add_final()
    writer(app, title_after="S.Kep.")
    siti = marker(app)
    pages = [siti.get(QUEUE).text, siti.get(path()).text, give(siti, "x").text]
    give(siti, "2")
    pages += [siti.get(QUEUE).text, siti.get(path()).text]
    assert [re.findall(r"\bani\b|S\.Kep|1990|Nama Ani", page, re.IGNORECASE) for page in pages] == [[]] * 5


def test_nobody_marks_or_reads_the_key_of_their_own_answers(app: Flask) -> None:
    add_final()
    ani = writer(app, role=Role.SPEAKER)
    with door(writes=False):
        ani_id = db.session.scalars(select(Person.id)).one()
    name_author(ani_id)
    assert "Tidak ada esai" in ani.get(QUEUE).text and "Tidak ada esai" in ani.get("/").text
    refused = [ani.get(path()), give(ani, "3"), ani.post(path() + "/draft", data={"points": "3"})]
    assert [one.status_code for one in refused] == [403] * 3
    assert all("jawaban Anda sendiri" in one.text and "rubrik" not in one.text for one in refused)
    assert (count(EssayMark), count(EssayDraft)) == (0, 0)


def test_a_speaker_marks_only_the_essays_of_courses_they_answer_for_and_a_reviewer_all(app: Flask) -> None:
    add_final()
    writer(app)
    add_course("lain")
    rudi = people.signed_in(app, add_author("rudi", slug="lain"))
    assert "Tidak ada esai" in rudi.get(QUEUE).text and "Tidak ada esai" in rudi.get("/").text
    asked = [rudi.get(path()), give(rudi, "3"), rudi.post(path() + "/draft", data={"points": "3"})]
    assert [one.status_code for one in asked] == [404] * 3
    assert (count(EssayMark), count(EssayDraft)) == (0, 0)
    tuti = marker(app, "tuti", Role.REVIEWER)
    assert "1 esai menunggu penilaian" in tuti.get("/").text and tuti.get(path()).status_code == 200
    siti = marker(app)
    assert "1 esai menunggu penilaian" in siti.get("/").text and give(siti, "3").status_code == 303
    with door(writes=False):
        assert list(differences()) == []


def test_whoever_no_longer_answers_for_a_course_can_correct_none_of_its_marks(app: Flask) -> None:
    add_final()
    writer(app)
    siti = marker(app)
    give(siti, "1")
    assert path() in siti.get(QUEUE).text
    with door(writes=True):
        db.session.execute(delete(CourseAuthor))
    assert path() not in siti.get(QUEUE).text
    assert give(siti, "3", seen="1", reason="Salah hitung.").status_code == 404
    assert len(marks()) == 1


def test_the_operation_itself_marks_nothing_out_of_reach(app: Flask) -> None:
    add_final()
    writer(app)
    rudi = Reach(people.add_person("rudi", role=Role.SPEAKER), "rudi", is_all=False)
    asked = essay_id()
    for act in (lambda: give_mark(asked, Verdict(Decimal(3), ""), people.NOW, by=rudi),
                lambda: keep_draft(asked, "3", "", people.NOW, by=rudi)):  # fmt: skip
        with pytest.raises(NoEssay), door(writes=True):
            act()
    assert (count(EssayMark), count(EssayDraft)) == (0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SPEAKER, Role.REVIEWER)])
def test_other_roles_neither_see_the_queue_nor_mark(app: Flask, role: Role) -> None:
    add_final()
    writer(app)
    other = marker(app, role=role)
    answers = [other.get(QUEUE), other.get(path()), give(other, "3"), other.post(path() + "/draft")]
    assert [one.status_code for one in answers] == [403] * 4
    assert QUEUE not in other.get("/").text and count(EssayMark) == 0
