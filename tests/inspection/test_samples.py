"""An inspector draws completions, reads what is recorded of each, and writes down what was found."""

import io
import re
import zipfile

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts.models import Employment
from lms.inspection.drawing import draw
from lms.inspection.models import InspectionFinding, InspectionLine, InspectionSample
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assessment.quizzes import add_quizzes, answer_all, begin, hand_in, learner
from tests.assignments.offices import add_lesson, complete
from tests.certificates.issuing import recognise, set_up_institution
from tests.support import people
from tests.support.people import local_today

FORM = {"first": "2026-11-24", "last": "2026-11-24", "unit": "", "size": "3", "seed": "kunci-1"}


def inspector(app: Flask) -> FlaskClient:
    """The browser of an inspector."""
    return people.signed_in(app, people.add_person("indra", "Indra Periksa", role=Role.INSPECTOR, nip="", unit=""))


def some_complete(count: int) -> list[int]:
    """So many people complete a course."""
    add_lesson()
    keys = [people.add_person(f"orang{number}", f"Orang {number}", nip="") for number in range(count)]
    for key in keys:
        complete(key)
    return keys


def drawn(browser: FlaskClient, **others: str) -> str:
    """Draws a sample; its address."""
    answer = browser.post("/inspection", data={**FORM, **others})
    assert answer.status_code == 303, answer.text
    return answer.location


def names_on(browser: FlaskClient, path: str) -> list[str]:
    """The people of a sample in their order."""
    return re.findall(r"\d+\. (Orang \d+)</h2>", browser.get(path).text)


def test_the_same_seed_draws_the_same_and_another_one_others(app: Flask) -> None:
    some_complete(8)
    browser = inspector(app)
    first, again, other = drawn(browser), drawn(browser), drawn(browser, seed="kunci-2")
    assert names_on(browser, first) == names_on(browser, again) != names_on(browser, other)
    assert len(names_on(browser, first)) == 3
    assert "kunci-1" in browser.get(first).text and "3 dari 8" in browser.get(first).text
    assert len(names_on(browser, drawn(browser, size="100"))) == 8
    assert drawn(browser, seed="") != first


def test_the_way_of_drawing_does_not_change() -> None:
    assert draw(range(1, 11), "kunci-1", 10) == draw(reversed(range(1, 11)), "kunci-1", 10)
    assert draw(range(1, 1001), "a", 3) == [63, 845, 587]


def test_a_sample_shows_what_can_be_checked_and_no_answers(app: Flask) -> None:
    set_up_institution()
    add_quizzes()
    recognise()
    ani = learner(app)
    for lesson in ("-/sapa", "keluhan/dengar"):
        ani.post(f"/learn/ramah/{lesson}/finish")
    begin(ani)
    answer_all(ani)
    hand_in(ani)
    browser = inspector(app)
    today = local_today().isoformat()
    page = browser.get(drawn(browser, first=today, last=today)).text
    for words in ("Ani Contoh", "versi 1", "800/4/2026", "Percobaan 1", "100%", "lulus", "/verify/RBT-"):
        assert words in page, words
    assert "selasa" not in page and "47,5" not in page


def test_of_a_unit_only_its_people_are_drawn(app: Flask) -> None:
    keys = some_complete(4)
    with door(writes=True):
        unit = Unit(name="Dinas Lain", sort_key="dinas lain")
        db.session.add(unit)
        db.session.flush()
        db.session.execute(update(Employment).where(Employment.person_id == keys[2]).values(unit_id=unit.id))
        of = str(unit.id)
    browser = inspector(app)
    assert names_on(browser, drawn(browser, unit=of)) == ["Orang 2"]


def test_findings_are_appended_and_the_newest_holds(app: Flask) -> None:
    some_complete(1)
    browser = inspector(app)
    path = drawn(browser)
    for verdict, note in (("to-clarify", "Tanggal <b>janggal</b>"), ("in-order", "Sudah jelas")):
        assert browser.post(f"{path}/lines/1", data={"verdict": verdict, "note": note}).status_code == 303
    assert "Sudah jelas" in browser.get(path).text
    assert browser.post(f"{path}/lines/2", data={"verdict": "in-order"}).status_code == 404
    assert browser.post(f"{path}/lines/1", data={"note": "\x00" + "x" * 9000}).status_code == 303
    with door(writes=False):
        assert db.session.query(InspectionFinding).count() == 3
        assert db.session.query(AuditEntry).filter_by(action="inspection.find").count() == 3


def test_a_sample_is_taken_along_as_a_workbook_and_that_is_on_record(app: Flask) -> None:
    some_complete(2)
    browser = inspector(app)
    answer = browser.post(f"{drawn(browser)}/sample.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as file:
        text = " ".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))
    assert "Orang 0" in text and "Orang 1" in text and "kunci-1" in text
    assert "mengunduh 2 penyelesaian" in re.sub("<[^>]+>", "", browser.get("/audit").text)


def test_what_cannot_be_drawn_is_said(app: Flask) -> None:
    browser = inspector(app)
    assert browser.post("/inspection", data=FORM).status_code == 409
    some_complete(1)
    wrong = ({"first": "x"}, {"last": "2026-11-01"}, {"last": "9999-12-31"}, {"size": "0"}, {"size": "101"},
             {"size": "³"}, {"unit": "99"}, {"unit": "x"}, {"seed": "a b"}, {"seed": "x" * 41},
             {"seed": "\x00"})  # fmt: skip
    for sent in wrong:
        assert browser.post("/inspection", data={**FORM, **sent}).status_code == 422, sent
    assert browser.post("/inspection", data={}).status_code == 422
    assert (
        browser.get("/inspection/9").status_code == browser.get("/inspection/99999999999999999999").status_code == 404
    )
    with door(writes=False):
        assert db.session.scalars(select(InspectionSample)).all() == db.session.scalars(select(InspectionLine)).all()
    assert people.signed_in(app, people.add_person("budi")).get("/inspection").status_code == 403
