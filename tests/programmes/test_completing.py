"""A programme is completed with its last part, once; each part counts once, from whenever it was completed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.hours import operations as hours
from lms.hours.models import JpEntry
from lms.kernel.errors import Conflict, NotFound
from lms.learning import operations as learning
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations
from lms.programmes.models import ProgrammeCompletion
from tests.assignments.offices import add_lesson, begin, complete, recounted
from tests.certificates.issuing import recognise
from tests.programmes.making import completions, end_programme, make_programme
from tests.support import people
from tests.support.people import NOW


@pytest.fixture(autouse=True)
def _courses(app: Flask) -> None:
    for slug in ("satu", "dua", "tiga"):
        add_lesson(slug)


def test_the_last_part_completes_it_and_no_jp_are_added(app: Flask) -> None:
    recognise("satu", 3)
    recognise("dua", 2)
    ani, programme = people.add_person(), make_programme(["satu", "dua"])
    complete(ani, "satu")
    assert completions() == []
    complete(ani, "dua")
    assert completions() == [(programme, ani)]
    with door(writes=False):
        assert db.session.scalar(select(func.sum(JpEntry.jp))) == 5
    assert recounted() == []
    assert "sudah memberi Anda 5 JP" in people.signed_in(app, ani).get(f"/programmes/{programme}").text


def test_a_part_counts_from_before_and_for_several_programmes(app: Flask) -> None:
    ani = people.add_person()
    complete(ani, "satu")
    first, second = make_programme(["satu", "dua"]), make_programme(["dua", "satu", "tiga"], 2, token="u")
    complete(ani, "dua", NOW + timedelta(days=1))
    assert completions() == [(first, ani), (second, ani)] and recounted() == []


def test_the_same_course_again_neither_completes_nor_counts_twice(app: Flask) -> None:
    recognise("satu", 3)
    ani, programme = people.add_person(), make_programme(["satu", "dua"])
    complete(ani, "satu")
    complete(ani, "satu", NOW + timedelta(days=400))
    assert completions() == []
    page = people.signed_in(app, ani).get(f"/programmes/{programme}").text
    assert "1 dari 2 pelatihan" in page and "sudah memberi Anda 3 JP" in page
    complete(ani, "dua", NOW + timedelta(days=401))
    complete(ani, "dua", NOW + timedelta(days=800))
    assert completions() == [(programme, ani)] and recounted() == []


def test_jp_that_were_taken_back_are_not_in_the_sum(app: Flask) -> None:
    recognise("satu", 3)
    recognise("dua", 2)
    ani, programme = people.add_person(), make_programme(["satu", "dua"])
    complete(ani, "satu")
    complete(ani, "dua")
    with door(writes=True):
        entry = db.session.scalars(select(JpEntry.id).where(JpEntry.jp == 3)).one()
        hours.correct(entry, "Keliru.", NOW, by="operator")
    assert "sudah memberi Anda 2 JP" in people.signed_in(app, ani).get(f"/programmes/{programme}").text
    assert completions() == [(programme, ani)] and recounted() == []


def test_who_had_completed_everything_before_completes_it_by_a_button_once(app: Flask) -> None:
    ani, budi = people.add_person(), people.add_person("budi", "Budi Misal")
    complete(ani, "satu")
    programme = make_programme(["satu"], at=NOW + timedelta(days=1))
    mine, address = people.signed_in(app, ani), f"/programmes/{programme}"
    assert "Catat bahwa saya selesai" in mine.get(address).text
    assert completions() == [] and recounted() == []  # reading wrote nothing
    for _ in range(2):
        assert mine.post(address + "/complete").status_code == 303
    assert completions() == [(programme, ani)]
    assert "Catat bahwa saya selesai" not in mine.get(address).text
    assert people.signed_in(app, budi).post(address + "/complete").status_code == 409
    assert mine.post("/programmes/999/complete").status_code == 404
    assert completions() == [(programme, ani)]


def test_one_that_has_ended_is_completed_by_nobody_and_kept_by_whoever_did(app: Flask) -> None:
    ani, budi = people.add_person(), people.add_person("budi", "Budi Misal")
    programme = make_programme(["satu"])
    complete(ani, "satu")
    end_programme(programme, NOW + timedelta(hours=1))
    complete(budi, "satu", NOW + timedelta(days=1))
    assert completions() == [(programme, ani)] and recounted() == []
    with pytest.raises(Conflict), door(writes=True):
        operations.complete(programme, budi, NOW)
    with pytest.raises(NotFound), door(writes=True):
        operations.complete(programme + 1, budi, NOW)


def test_two_last_parts_in_one_moment_complete_it_once(app: Flask) -> None:
    ani, programme = people.add_person(), make_programme(["satu", "dua"])
    taken = [begin(ani, slug) for slug in ("satu", "dua")]
    with door(writes=False):
        of = db.text(
            "SELECT min(i.id) FROM course_item i JOIN enrolment e ON e.version_id = i.version_id WHERE e.id = :id"
        )
        items = [db.session.scalar(of, {"id": key}) for key in taken]
    barrier = Barrier(2)

    def finish(number: int) -> None:
        with app.app_context():
            barrier.wait()
            with door(writes=True):
                learning.finish_lesson(taken[number], items[number], NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(finish, range(2)))
    assert completions() == [(programme, ani)] and recounted() == []


def test_the_doctor_finds_what_is_missing_and_what_nobody_earned(app: Flask) -> None:
    ani, budi = people.add_person(), people.add_person("budi", "Budi Misal")
    programme = make_programme(["satu", "dua"])
    complete(ani, "satu", NOW + timedelta(days=1))
    complete(ani, "dua", NOW + timedelta(days=1))
    with door(writes=True):
        db.session.execute(db.update(ProgrammeCompletion).values(person_id=budi))
    assert recounted() == [
        "programme_completion parts: 2 or more is 0",
        f"programme completed by person {ani}: no is yes",
    ]
    assert programme
