"""A completed programme has one certificate: its courses, the sum of their JP, counted nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.certificates import operations as certificates
from lms.certificates.models import Certificate
from lms.hours.models import JpEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations as programmes
from tests.assignments.offices import add_lesson, complete, recounted
from tests.certificates.issuing import recognise, set_up_institution
from tests.programmes.making import make_programme
from tests.support import people
from tests.support.pdf_text import pdf_text
from tests.support.people import NOW

COUNTED = "JP ini sudah dihitung pada tiap pelatihan."


@pytest.fixture(autouse=True)
def _courses(app: Flask) -> None:
    for slug in ("satu", "dua"):
        add_lesson(slug)


def issued() -> list[tuple[int, str, int]]:
    """(sequence, title, JP) of every certificate."""
    with door(writes=False):
        rows = select(Certificate.sequence, Certificate.title, Certificate.jp).order_by(Certificate.sequence)
        return [(number, title, jp) for number, title, jp in db.session.execute(rows)]


def whole() -> str:
    """The code of the newest certificate of a programme."""
    with door(writes=False):
        rows = select(Certificate.code).where(Certificate.programme_completion_id.is_not(None))
        return db.session.scalars(rows.order_by(Certificate.id.desc()).limit(1)).one()


def completed(jp: bool = True) -> tuple[int, int]:
    """A person who completed a programme of two courses."""
    set_up_institution()
    if jp:
        recognise("satu", 3)
        recognise("dua", 2)
    ani, programme = people.add_person(), make_programme(["satu", "dua"])
    complete(ani, "satu")
    complete(ani, "dua")
    return ani, programme


def test_the_last_course_gives_its_own_certificate_and_that_of_the_programme(app: Flask) -> None:
    ani, programme = completed()
    titles = [title for _, title, _ in issued()]
    assert [(number, jp) for number, _, jp in issued()] == [(1, 3), (2, 2), (3, 0)]
    assert titles[2] == "Pelayanan Prima" and recounted() == []
    with door(writes=False):
        assert db.session.scalar(select(func.sum(JpEntry.jp))) == 5
    mine, code = people.signed_in(app, ani), whole()
    assert f"/certificates/{code}" in mine.get(f"/programmes/{programme}").text
    assert f"/certificates/{code}" in mine.get("/certificates").text
    page = mine.get(f"/certificates/{code}").text
    assert "DAFTAR PELATIHAN" in page and f"/programmes/{programme}" in page
    assert "Pelatihannya berjumlah 5 (lima) jam pelajaran. " + COUNTED in page
    check = app.test_client().get(f"/verify/{code}").text
    assert "Pelayanan Prima" in check and f"{titles[0]}; {titles[1]}" in check and "5 (lima) JP" in check
    budi = people.signed_in(app, people.add_person("budi", "Budi Misal"))
    assert budi.get(f"/certificates/{code}").status_code == 404


def test_the_document_lists_the_courses_and_their_sum(app: Flask) -> None:
    ani, _ = completed()
    answer = people.signed_in(app, ani).get(f"/certificates/{whole()}.pdf")
    said = " ".join(pdf_text(answer.data).split())
    assert "/PP/BKPSDM/" in said and COUNTED in said and "Jumlah: 5 (lima) jam pelajaran" in said
    assert "MENYELESAIKAN semua yang diminta program" in said


def test_without_recognised_jp_it_names_none(app: Flask) -> None:
    ani, _ = completed(jp=False)
    page = people.signed_in(app, ani).get(f"/certificates/{whole()}").text
    assert "DAFTAR PELATIHAN" in page and "JP ini" not in page and "jam pelajaran" not in page
    assert "JP" not in app.test_client().get(f"/verify/{whole()}").text.partition('class="kv"')[2].partition("</dl>")[0]
    assert recounted() == []


def test_it_is_issued_once_however_often_courses_are_completed(app: Flask) -> None:
    ani, programme = completed()
    complete(ani, "dua", NOW + timedelta(days=400))
    assert people.signed_in(app, ani).post(f"/programmes/{programme}/complete").status_code == 303
    assert [title for _, title, _ in issued()].count("Pelayanan Prima") == 1 and recounted() == []


def test_it_is_revoked_and_replaced_like_any_other(app: Flask) -> None:
    _, code = completed(), whole()
    with door(writes=True):
        new = certificates.reissue(code, "perbaikan nama", by="operator", now=NOW + timedelta(days=1))
    assert new in app.test_client().get(f"/verify/{code}").text and whole() == new
    with door(writes=True):
        certificates.revoke(new, "salah orang", by="operator", now=NOW + timedelta(days=1))
    assert "dicabut" in app.test_client().get(f"/verify/{new}").text
    assert [number for number, _, _ in issued()] == [1, 2, 3, 4] and recounted() == []


def test_what_nobody_could_sign_is_issued_later(app: Flask) -> None:
    ani, programme = people.add_person(), make_programme(["satu"])
    complete(ani, "satu")
    assert issued() == [] and recounted() == []
    set_up_institution()
    for answer in ("2 issued, 0 still wait.", "0 issued, 0 still wait."):
        assert app.test_cli_runner().invoke(args=["certificates", "issue-missing"]).output.startswith(answer)
    assert len(issued()) == 2 and recounted() == []
    assert whole() in people.signed_in(app, ani).get(f"/programmes/{programme}").text


def test_a_button_and_a_last_course_in_one_moment_do_not_wait_for_each_other(app: Flask) -> None:
    set_up_institution()
    ani, budi = people.add_person(), people.add_person("budi", "Budi Misal")
    complete(ani, "satu")
    programme = make_programme(["satu"], at=NOW + timedelta(days=1))
    barrier = Barrier(2)

    def act(number: int) -> None:
        with app.app_context():
            barrier.wait()
            if number:
                complete(budi, "satu", NOW + timedelta(days=2))
                return
            with door(writes=True):
                programmes.complete(programme, ani, NOW + timedelta(days=2))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, range(2)))
    assert [number for number, _, _ in issued()] == [1, 2, 3, 4] and recounted() == []
