"""Staff lists at their worst: two at once, a process killed in the midst, days that are rare, a clock put back."""

import os
import signal
import threading
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from lms.accounts import operations as accounts
from lms.accounts.models import Employment, Person
from lms.kernel.clock import utc_now
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.staff.models import StaffChange
from lms.staff.views import list_pages, lists
from tests.assignments.offices import recounted
from tests.staff.sheets import ANI, BUDI, CITRA, brought_in, compared, mark_of, save, xlsx
from tests.staff.test_lists import posts
from tests.support import people

ELSEWHERE = (*ANI[:8], "SD Negeri 9", "")
FEBRUARY = ("199202292015012999", "Feby Kabisat", "", "", "29-02-1992", *ANI[5:])


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))


def how_many(table: type) -> int:
    with door(writes=False):
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_two_coordinators_who_save_at_once_add_nobody_twice(app: Flask, office: FlaskClient) -> None:
    other = people.signed_in(app, people.add_person("tono", "Tono Kantor", Role.COORDINATOR, nip="", unit=""))
    browsers, rows = (office, other), ((ANI, BUDI), (BUDI, CITRA))
    numbers = [compared(one, xlsx(*of), is_complete="") for one, of in zip(browsers, rows, strict=True)]
    marks = [mark_of(one, number) for one, number in zip(browsers, numbers, strict=True)]
    together, answers = threading.Barrier(2), dict[int, int]()

    def press(at: int) -> None:
        together.wait()
        sent = {"mark": marks[at], "act": "save"}
        answers[at] = browsers[at].post(f"/people/lists/{numbers[at]}", data=sent).status_code

    acts = [threading.Thread(target=press, args=(at,)) for at in range(2)]
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    assert sorted(answers.values()) == [303, 409], "the second one looks again"
    late = next(at for at, status in answers.items() if status == 409)
    assert save(browsers[late], numbers[late]).status_code == 303
    for one in (ANI, BUDI, CITRA):
        assert len(posts(one[1])) == 1
    with door(writes=False):
        names = list(db.session.scalars(select(Unit.name).where(Unit.name == "Dinas Kesehatan")))
    assert len(names) == 1 and recounted() == []


def test_saving_and_undoing_at_once_end_in_an_order(app: Flask, office: FlaskClient) -> None:
    first = brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    second = compared(office, xlsx(ELSEWHERE, CITRA))
    mark, answers = mark_of(office, second), list[int]()
    sent = ((f"/people/lists/{first}/undo", {}), (f"/people/lists/{second}", {"mark": mark, "act": "save"}))
    acts = [threading.Thread(target=lambda one=one: answers.append(office.post(one[0], data=one[1]).status_code))
            for one in sent]  # fmt: skip
    for act in acts:
        act.start()
    for act in acts:
        act.join()
    assert set(answers) <= {303, 409} and 303 in answers
    assert recounted() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process of its own is forked")
def test_a_process_killed_in_the_midst_of_saving_leaves_nothing_and_saving_again_works(
    app: Flask, office: FlaskClient
) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    number = compared(office, xlsx(ELSEWHERE, CITRA))
    sent, before = {"mark": mark_of(office, number), "act": "save"}, (how_many(Person), how_many(Employment))
    db.session.remove()
    db.engine.dispose()
    child = os.fork()
    if not child:
        db.engine.dispose(close=False)
        accounts.leave = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment, return-value]
        office.post(f"/people/lists/{number}", data=sent)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert (how_many(Person), how_many(Employment)) == before
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh"] and posts("Citra Misal") == []
    assert recounted() == []
    assert office.post(f"/people/lists/{number}", data=sent).status_code == 303
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh", "SD Negeri 9"]
    assert len(posts("Citra Misal")) == 1 and recounted() == []


def test_two_lists_of_one_day_leave_one_post_of_that_day_and_undoing_goes_back(office: FlaskClient) -> None:
    brought_in(office, ANI, valid_from="2026-03-01")
    second = brought_in(office, ELSEWHERE, valid_from="2026-03-01")
    assert [(unit, last) for _, unit, last in posts("Ani Contoh")] == [("SD Negeri 9", "")]
    assert office.post(f"/people/lists/{second}/undo").status_code == 303
    assert [(unit, last) for _, unit, last in posts("Ani Contoh")] == [("UPTD Puskesmas Contoh", "")]
    third = brought_in(office, BUDI, valid_from="2026-03-01")  # Ani leaves on the day before she came
    assert office.post(f"/people/lists/{third}/undo").status_code == 303
    with door(writes=False):
        here = select(Person.name).join(Employment, Employment.person_id == Person.id)
        found = set(db.session.scalars(here.where(Employment.valid_to.is_(None), Employment.unit_id.is_not(None))))
    assert "Ani Contoh" in found and recounted() == []


def test_who_is_born_on_the_last_of_february_is_known_again(office: FlaskClient) -> None:
    brought_in(office, FEBRUARY, valid_from="2026-02-28")
    with door(writes=False):
        assert str(db.session.scalar(select(Person.birth_date).where(Person.name == "Feby Kabisat"))) == "1992-02-29"
    without_nip = ("", *FEBRUARY[1:8], "SD Negeri 9", "")
    brought_in(office, without_nip, valid_from="2026-03-01")
    assert [(unit, last) for _, unit, last in posts("Feby Kabisat")] == [
        ("UPTD Puskesmas Contoh", "2026-02-28"),
        ("SD Negeri 9", ""),
    ]
    wrong = ("199102292015012998", "Galih Keliru", "", "", "29-02-1991", *ANI[5:])
    number = compared(office, xlsx(wrong), is_complete="")
    assert office.get(f"/people/lists/{number}").status_code == 200
    assert save(office, number).status_code == 303


def test_a_list_holds_from_the_last_of_february_of_a_leap_year(
    office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "today", lambda: people.NOW.date().replace(year=2028, month=3, day=5))
    brought_in(office, ANI, valid_from="2028-02-29")
    brought_in(office, ELSEWHERE, valid_from="2028-03-01")
    assert [last for _, _, last in posts("Ani Contoh")] == ["2028-02-29", ""]


def test_a_clock_put_back_between_looking_and_saving_changes_nothing_of_what_is_saved(
    office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought_in(office, ANI, valid_from="2026-01-01")
    number = compared(office, xlsx(ELSEWHERE, BUDI))
    mark = mark_of(office, number)
    with monkeypatch.context() as clock:
        for module in (lists, list_pages):
            clock.setattr(module, "utc_now", lambda: utc_now() - timedelta(days=400))
        answer = office.post(f"/people/lists/{number}", data={"mark": mark, "act": "save"})
        assert answer.status_code == 303 and office.get(f"/people/lists/{number}").status_code == 200
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh", "SD Negeri 9"]
    assert how_many(StaffChange) == 3 and recounted() == []
    late = office.post(f"/people/lists/{number}/undo")
    assert late.status_code == 409 and "dapat diurungkan selama sehari" in late.text
    assert [unit for _, unit, _ in posts("Ani Contoh")] == ["UPTD Puskesmas Contoh", "SD Negeri 9"]
