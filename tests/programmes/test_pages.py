"""Coordinators of all units make and end programmes; learners see how far they are and what is next."""

from flask import Flask
from sqlalchemy import select, update

from lms.accounts.models import RoleGrant
from lms.content.models import CourseRow
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes.models import Programme
from tests.assignments.offices import add_city, add_lesson, begin, complete
from tests.programmes.making import completions, make_programme
from tests.support import people
from tests.support.people import NOW
from tests.support.statements import selects, statements


def course_keys() -> dict[str, str]:
    """Name → key as forms send it."""
    with door(writes=False):
        return {slug: str(key) for slug, key in db.session.execute(select(CourseRow.slug, CourseRow.id))}


def rina(app: Flask):  # type: ignore[no-untyped-def]
    """The coordinator of all units."""
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", role=Role.COORDINATOR))


def test_a_coordinator_makes_a_programme_and_a_learner_completes_it(app: Flask) -> None:
    for slug in ("satu", "dua"):
        add_lesson(slug)
    keys, office = course_keys(), rina(app)
    form = {"title": "Pelayanan  Prima", "course": [keys["satu"], "", keys["dua"]], "token": "abc"}
    made = [office.post("/programmes/new", data=form) for _ in range(2)]
    assert [answer.status_code for answer in made] == [303, 303] and made[0].location == made[1].location
    ani = people.add_person()
    mine, address = people.signed_in(app, ani), made[0].location.partition("?")[0]
    assert "Pelayanan Prima" in mine.get("/programmes").text and 'href="/programmes"' in mine.get("/courses").text
    page = mine.get(address).text
    assert "0 dari 2 pelatihan" in page and 'href="/courses/satu"' in page and "Akhiri program" not in page
    complete(ani, "satu")
    begin(ani, "dua")
    page = mine.get(address).text
    assert "1 dari 2 pelatihan" in page and "Lanjut" in page
    complete(ani, "dua")
    assert "Anda menyelesaikan program ini pada" in mine.get(address).text
    assert len(completions()) == 1


def test_what_is_wrong_in_the_form_is_said_and_nothing_is_made(app: Flask) -> None:
    for slug in ("satu", "dua"):
        add_lesson(slug)
    keys, office = course_keys(), rina(app)
    one = keys["satu"]
    wrong = (
        {"title": "", "course": [one]},
        {"title": "x" * 201, "course": [one]},
        {"title": "Prima", "course": []},
        {"title": "Prima", "course": [one, one]},
        {"title": "Prima", "course": ["999"]},
        {"title": "Prima", "course": ["x"]},
        {"title": "Prima", "course": [one] * 5000},
        {"title": "Prima", "course": [one], "needed": "2"},
        {"title": "Prima", "course": [one], "needed": "0"},
        {"title": "Prima", "course": [one], "needed": "²"},
        {"title": "Prima", "course": [one], "summary": "x" * 501},
    )
    for form in wrong:
        answer = office.post("/programmes/new", data={**form, "token": "abc"})
        assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text, form
    office.post("/programmes/new", data={"title": "Prima", "course": [one], "token": "a b"})
    with door(writes=True):
        assert db.session.scalar(select(Programme.id)) is None
        db.session.execute(update(CourseRow).values(withdrawn_at=NOW))
    answer = office.post("/programmes/new", data={"title": "Prima", "course": [one], "token": "abc"})
    assert answer.status_code == 422


def test_a_new_edition_begins_with_the_parts_of_the_old_one_which_ends(app: Flask) -> None:
    for slug in ("satu", "dua", "tiga"):
        add_lesson(slug)
    programme, office = make_programme(["dua", "satu", "tiga"], 2), rina(app)
    form = office.get(f"/programmes/new?like={programme}").text
    assert form.count(" selected") >= 3 and 'value="2"' in form
    assert office.get("/programmes/new?like=999").status_code == 404
    assert office.get(f"/programmes/new?like={10**30}").status_code == 200
    for _ in range(2):
        assert office.post(f"/programmes/{programme}/end").status_code == 303
    assert "Pelayanan Prima" not in office.get("/programmes").text
    assert "Pelayanan Prima" in office.get("/programmes?ended=1").text
    assert "Program ini diakhiri pada" in office.get(f"/programmes/{programme}").text
    assert office.post("/programmes/999/end").status_code == 404


def test_only_who_reaches_all_units_keeps_programmes(app: Flask) -> None:
    units, _ = add_city(), add_lesson("satu")
    programme = make_programme(["satu"])
    sari = people.add_person("sari", "Sari Kantor", role=Role.COORDINATOR)
    with door(writes=True):
        db.session.execute(update(RoleGrant).values(unit_id=units["Dinas Kesehatan"]))
    for someone in (people.signed_in(app, sari), people.signed_in(app, people.add_person())):
        assert someone.get("/programmes/new").status_code == 403
        assert someone.post("/programmes/new").status_code == 403
        assert someone.post(f"/programmes/{programme}/end").status_code == 403
        assert "Akhiri program" not in someone.get(f"/programmes/{programme}").text


def test_what_is_next_is_never_a_course_that_is_no_longer_offered(app: Flask) -> None:
    for slug in ("satu", "dua"):
        add_lesson(slug)
    programme, ani = make_programme(["satu", "dua"]), people.add_person()
    with door(writes=True):
        db.session.execute(update(CourseRow).where(CourseRow.slug == "satu").values(withdrawn_at=NOW))
    page = people.signed_in(app, ani).get(f"/programmes/{programme}").text
    assert "Tidak ditawarkan lagi" in page
    assert page.index('href="/courses/dua"') < page.index('href="/courses/satu"')


def test_a_long_programme_costs_no_more_queries_than_a_short_one(app: Flask) -> None:
    slugs = [f"kursus{number}" for number in range(10)]
    for slug in slugs:
        add_lesson(slug)
    short, long = make_programme(slugs[:1]), make_programme(slugs, token="u")
    mine = people.signed_in(app, people.add_person())
    counted = []
    for programme in (short, long):
        with statements() as seen:
            mine.get(f"/programmes/{programme}")
        counted.append(len(selects(seen)))
    assert counted[0] == counted[1]


def test_operators_make_and_list_programmes(app: Flask) -> None:
    add_lesson("satu")
    run = app.test_cli_runner().invoke
    made = run(args=["programmes", "make", "Prima", "--course", "satu"])
    assert made.exit_code == 0 and "is made of 1 courses" in made.output
    assert "Prima\truns\t0 completed it" in run(args=["programmes", "list"]).output
    assert run(args=["programmes", "make", "Prima", "--course", "tidak-ada"]).exit_code == 1
    assert run(args=["programmes", "make", "Prima", "--course", "satu", "--course", "satu"]).exit_code == 1
    assert run(args=["programmes", "make", "Prima", "--course", "satu", "--needed", "2"]).exit_code == 1
