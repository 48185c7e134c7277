"""A programme is assigned like a course; it is begun with any of its parts and done when it is completed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from lms.assignments import operations, reasons
from lms.assignments.queries import assignment_page
from lms.content.operations import withdraw_course
from lms.kernel.errors import Conflict, NotFound, Unprocessable
from lms.notifications.letter import Words
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes.models import Programme
from lms.reminders.letters import course, reminder
from lms.reminders.queries import Meant
from lms.reminders.words import group_text
from tests.accounts.twins import merge, undo
from tests.assignments.offices import (
    BY,
    add_city,
    add_lesson,
    add_people,
    assign,
    assign_programme,
    begin,
    complete,
    counted,
    duty,
    everywhere,
    later,
    leave_office,
    recounted,
    stop,
)
from tests.programmes.making import end_programme, make_programme
from tests.reminders.test_remind_now import form
from tests.support import people
from tests.support.pdf_text import pdf_text
from tests.support.people import NOW, local_today

FORM = {
    "step": "look",
    "kind": "mandatory",
    "due_on": (local_today() + timedelta(days=60)).isoformat(),
    "who": "group",
    "for_joiners": "1",
    "token": "abc",
}


@pytest.fixture
def units(app: Flask) -> dict[str, int]:
    for slug in ("satu", "dua"):
        add_lesson(slug)
    return add_city()


def test_a_programme_is_assigned_on_the_page_and_followed_until_it_is_done(app: Flask, units: dict[str, int]) -> None:
    ani, budi = add_people([units["SD 1"], units["Puskesmas A"]])
    programme = make_programme(["satu", "dua"])
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    mine = people.signed_in(app, ani)
    form = {**FORM, "course": f"p{programme}"}
    assert "Program: Pelayanan Prima" in rina.get("/assignments/new").text
    look = rina.get("/assignments/new", query_string=form)
    assert look.status_code == 200 and "Program: Pelayanan Prima" in look.text
    made = rina.post("/assignments/new", data=form)
    assert made.status_code == 303
    address = made.location.partition("?")[0]
    number = int(address.rpartition("/")[2])

    assert f'href="/programmes/{programme}"' in rina.get(address).text
    assert "Pelayanan Prima" in rina.get("/assignments").text
    home = mine.get("/").text
    assert f'href="/programmes/{programme}"' in home and "Program: Pelayanan Prima" in home and "Wajib" in home
    assert "Wajib, tenggat" in mine.get(f"/programmes/{programme}").text
    begin(ani, "dua")
    assert counted(number)["begun"] == 1 and "Sedang belajar" in rina.get(f"{address}?state=all").text
    complete_begun(ani, "dua")
    assert counted(number)["done"] == 0
    complete(ani, "satu", later(2))
    assert counted(number)["done"] == 1 and "Selesai" in rina.get(f"{address}/people/{ani}").text
    assert "Program: Pelayanan Prima" not in mine.get("/").text
    assert "Wajib, tenggat" not in mine.get(f"/programmes/{programme}").text
    assert "Pelayanan Prima" in people.signed_in(app, budi).get("/").text and recounted() == []


def complete_begun(person: int, slug: str) -> None:
    stop(person)
    complete(person, slug, later(1))


def test_a_part_that_is_left_is_no_longer_begun(units: dict[str, int]) -> None:
    (ani,) = add_people([units["SD 1"]])
    number = assign_programme(make_programme(["satu", "dua"]))
    begin(ani, "satu")
    stop(ani)
    assert counted(number) == {"not-begun": 1} and recounted() == []


def test_who_completed_the_parts_before_is_done_by_the_button(app: Flask, units: dict[str, int]) -> None:
    (ani,) = add_people([units["SD 1"]])
    complete(ani, "satu")
    programme = make_programme(["satu"], at=later(1))
    number = assign_programme(programme, at=later(1))
    assert counted(number) == {"begun": 1} and recounted() == []
    mine = people.signed_in(app, ani)
    assert f'href="/programmes/{programme}"' in mine.get("/").text
    assert mine.post(f"/programmes/{programme}/complete").status_code == 303
    assert counted(number) == {"done": 1} and recounted() == []


def test_who_completed_it_before_is_done_and_who_joins_gets_it_as_they_have_learnt(units: dict[str, int]) -> None:
    (ani,) = add_people([units["SD 1"]])
    programme = make_programme(["satu"])
    complete(ani, "satu")
    number = assign_programme(programme)
    assert counted(number) == {"done": 1}
    (budi,) = add_people([units["SD 1"]], at=later(2))
    assert counted(number) == {"done": 1, "not-begun": 1} and recounted() == []
    leave_office([budi], later(3))
    assert counted(number) == {"done": 1} and recounted() == []


def test_whoever_is_exempt_and_completes_it_is_done(units: dict[str, int]) -> None:
    (ani,) = add_people([units["SD 1"]])
    number = assign_programme(make_programme(["satu"]))
    with door(writes=True):
        operations.waive(number, ani, next(iter(reasons.WAIVING)), everywhere(), NOW, by=BY)
    assert counted(number) == {"waived": 1} and recounted() == []
    complete(ani, "satu")
    assert counted(number) == {"done": 1} and recounted() == []


def test_one_that_ended_or_is_not_there_or_is_to_be_renewed_is_refused(app: Flask, units: dict[str, int]) -> None:
    add_people([units["SD 1"]])
    programme = make_programme(["satu"])
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    renewed = rina.post("/assignments/new", data={**FORM, "course": f"p{programme}", "renew": "12"})
    assert renewed.status_code == 422 and "Program cukup diselesaikan sekali" in renewed.text
    for renew_after, error in ((12, Unprocessable), (None, Conflict)):
        if renew_after is None:
            end_programme(programme)
        with pytest.raises(error):
            assign_programme(programme, renew_after=renew_after)
    with pytest.raises(NotFound):
        assign_programme(programme + 1)
    for wrong in (f"p{programme}", "p999", "p", "pp1", "x1", "p-1", "p" + "9" * 30, ""):
        assert rina.post("/assignments/new", data={**FORM, "course": wrong}).status_code == 422
    assert "Program: " not in rina.get("/assignments/new").text


def test_one_that_is_assigned_is_ended_once_its_assignments_are(app: Flask, units: dict[str, int]) -> None:
    (ani,) = add_people([units["SD 1"]])
    programme = make_programme(["satu"])
    number = assign_programme(programme)
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    address = f"/programmes/{programme}"
    page = rina.get(address).text
    assert f'href="/assignments/{number}"' in page and f'action="{address}/end"' not in page
    assert f'href="/assignments/{number}"' not in people.signed_in(app, ani).get(address).text
    for _ in range(2):
        refused = rina.post(f"{address}/end")
        assert refused.status_code == 409 and "Program ini sedang ditugaskan" in refused.text
    assert "Program: Pelayanan Prima" in people.signed_in(app, ani).get("/").text
    assert rina.post(f"/assignments/{number}/end").status_code == 303
    assert f'action="{address}/end"' in rina.get(address).text
    assert rina.post(f"{address}/end").status_code == 303
    assert "Program ini diakhiri pada" in rina.get(address).text and recounted() == []


@pytest.mark.parametrize("round_", range(3))
def test_of_who_ends_and_who_assigns_a_programme_at_once_one_is_told(
    app: Flask, units: dict[str, int], round_: int
) -> None:
    programme, barrier = make_programme(["satu"]), Barrier(2)

    def act(what: Callable[[int], object]) -> str:
        with app.app_context():
            barrier.wait(timeout=60)
            try:
                what(programme)
            except Conflict as refused:
                return refused.message
            return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(act, (end_programme, assign_programme)))
    assert told[0] == "" and told[1].startswith("This programme ") and recounted() == []


def test_a_part_that_is_withdrawn_is_said_to_who_asks_and_to_who_is_asked(app: Flask, units: dict[str, int]) -> None:
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    ani, budi = add_people([units["SD 1"], units["SD 1"]])
    whole, some = make_programme(["satu", "dua"]), make_programme(["satu", "dua"], 1, token="u")
    course = add_lesson("tiga")
    numbers = [assign_programme(whole), assign_programme(some, token="u"), assign(course, token="v")]
    begin(ani, "satu")
    said = "Yang belum mulai tidak dapat lagi menyelesaikannya"
    assert [said in rina.get(f"/assignments/{number}").text for number in numbers] == [False, False, False]
    with door(writes=True):
        for slug in ("satu", "tiga"):
            withdraw_course(slug, "Aturannya berubah.", BY, NOW)
    assert [said in rina.get(f"/assignments/{number}").text for number in numbers] == [True, False, True]
    told = "Anda tidak dapat lagi menyelesaikan program ini"
    mine, his = people.signed_in(app, ani), people.signed_in(app, budi)
    pages = [client.get(f"/programmes/{key}").text for client in (mine, his) for key in (whole, some)]
    assert [told in page for page in pages] == [False, False, True, False]
    stop(ani)
    complete(ani, "dua")
    assert told in mine.get(f"/programmes/{whole}").text and recounted() == []


def test_the_doctor_finds_an_assignment_that_nobody_can_fulfil(units: dict[str, int]) -> None:
    assign_programme(make_programme(["satu"]))
    with door(writes=True):
        db.session.execute(db.update(Programme).values(ended_at=NOW, ended_by="t"))
    assert recounted() == ["assignment ended_at: none is ended, as its programme"]


def test_two_records_of_one_person_are_done_with_what_both_completed(units: dict[str, int]) -> None:
    ani, twin = add_people([units["SD 1"], units["SD 1"]])
    number = assign_programme(make_programme(["satu", "dua"]))
    complete(ani, "satu")
    complete(twin, "dua")
    assert counted(number) == {"begun": 2}
    merged = merge(ani, twin, later(1))
    kept = duty(number, ani)
    assert kept is not None and kept.stage == "done" and recounted() == []
    undo(merged, later(2))
    assert counted(number) == {"begun": 2} and recounted() == []


def test_letters_and_the_text_for_a_group_lead_to_the_programme(app: Flask, units: dict[str, int]) -> None:
    programme = make_programme(["satu", "dua"])
    number = assign_programme(programme)
    with app.test_request_context(), door(writes=False):
        page = assignment_page(number)
        assert page is not None
        facts = course(page, Meant(0, page.due_on, is_begun=False), page.due_on)
        letter = reminder({"courses": [facts]}, Words("id"))
        assert "Pelayanan Prima" in letter.subject and f"/programmes/{programme}" in repr(letter)
        assert f"/programmes/{programme}" in group_text("", page, 3, page.due_on)


def test_a_command_assigns_a_programme(app: Flask, units: dict[str, int]) -> None:
    add_people([units["SD 1"]])
    programme, run = make_programme(["satu"]), app.test_cli_runner().invoke
    given = run(args=["assignments", "assign", str(programme), "--programme", "--due", "2099-01-01"])
    assert given.exit_code == 0 and "given to 1 people" in given.output
    assert f"programme {programme}\t" in run(args=["assignments", "list"]).output
    for number in ("99", "x", "9" * 30):
        assert run(args=["assignments", "assign", number, "--programme", "--due", "2099-01-01"]).exit_code == 1


def test_a_memo_and_the_text_for_a_group_say_that_it_is_a_programme(app: Flask, units: dict[str, int]) -> None:
    add_people([units["SD 1"]])
    number = assign_programme(make_programme(["satu", "dua"]))
    rina = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    assert "Pengingat: program Pelayanan Prima" in rina.get(f"/reminders/new?assignment={number}").text
    memo = rina.post("/reminders/memo", data=form(number))
    said = " ".join(pdf_text(memo.data).split())
    assert "Penyelesaian Program “Pelayanan Prima”" in said and "pelatihan" not in said.casefold()
    for address in (
        "/assignments",
        f"/assignments/{number}",
        "/overview",
        f"/overview?assignment={number}",
        "/overview/matrix",
    ):
        page = rina.get(address).text
        assert "Program: Pelayanan Prima" in page, address
