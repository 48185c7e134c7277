"""Where an entry of the ledger comes from, and the sums of a year; on both databases."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.content.models import Recognition
from lms.hours.models import JpEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import complete as complete_course
from tests.certificates.issuing import recognise
from tests.hours.test_ledger import complete
from tests.learning.courses import add_course, enrol
from tests.support import people
from tests.support.people import NOW
from tests.support.statements import selects, statements

SAME = "Angka yang tersimpan di portal sama: {}."


def earned(app: Flask, jp: int = 4) -> tuple[FlaskClient, int]:
    """Somebody who completed a recognised course, and the number of the entry."""
    ani = people.add_person()
    complete_course(ani, jp=jp)
    with door(writes=False):
        return people.signed_in(app, ani), db.session.scalars(db.select(JpEntry.id)).one()


def take_back(app: Flask, entry: int, reason: str = "Ujian dikerjakan orang lain") -> int:
    """A counter-entry, as the operator writes it; its number."""
    assert app.test_cli_runner().invoke(args=["hours", "correct", str(entry), "--reason", reason]).exit_code == 0
    return entry + 1


def test_an_entry_names_course_day_version_and_the_decision_that_recognised_it(app: Flask) -> None:
    browser, entry = earned(app)
    assert f'<a href="/hours/{entry}">Pelayanan yang Ramah</a>' in browser.get("/hours?year=2026").text
    page = browser.get(f"/hours/{entry}").text
    assert "<h1>4 JP: Pelayanan yang Ramah</h1>" in page and SAME.format(4) in page
    told = (
        "24 November 2026, 09.41 WIB",
        "Versi 1",
        "Keputusan Nomor 800/4/2026, 5 Januari 2026",
        "Kepala BKPSDM",
        "4 JP sebagai pembelajaran mandiri daring",
        "di tahun 2026",
        "/courses/ramah/why?enrolment=1",
    )
    assert [words for words in told if words not in page] == []
    assert "Ditarik kembali" not in page and "Keputusan yang lebih baru" not in page


def test_a_decision_after_the_completion_changes_nothing_and_is_said_not_to(app: Flask) -> None:
    browser, entry = earned(app)
    recognise(jp=9)
    with door(writes=True):
        newest = db.select(db.func.max(Recognition.id)).scalar_subquery()
        db.session.execute(
            db.update(Recognition).where(Recognition.id == newest).values(recorded_at=NOW + timedelta(seconds=1))
        )
    page = browser.get(f"/hours/{entry}").text
    assert "Keputusan yang lebih baru (9 JP) hanya berlaku bagi yang selesai sesudahnya." in page
    assert "<h1>4 JP: " in page and SAME.format(4) in page


def test_what_was_taken_back_and_what_takes_it_back_name_each_other_and_the_reason(app: Flask) -> None:
    browser, entry = earned(app)
    counter = take_back(app, entry)
    first, second = browser.get(f"/hours/{entry}").text, browser.get(f"/hours/{counter}").text
    assert "<h1>4 JP: " in first and "<h1>−4 JP: " in second and SAME.format("−4") in second
    for page, other in ((first, counter), (second, entry)):
        assert "4 − 4 = 0 JP" in page and "Ujian dikerjakan orang lain" in page and f'href="/hours/{other}"' in page
    assert f'href="/hours/{counter}"' in browser.get("/hours?year=2026").text


def test_an_entry_that_is_not_what_its_decision_says_is_told(app: Flask) -> None:
    browser, entry = earned(app)
    with door(writes=True):
        db.session.execute(db.text("UPDATE jp_entry SET jp = 5"))
    assert "Catatan ini menghasilkan 4, tetapi yang tersimpan 5." in browser.get(f"/hours/{entry}").text


def test_entries_of_others_and_those_that_are_not_there_look_the_same(app: Flask) -> None:
    _, entry = earned(app)
    budi = people.signed_in(app, people.add_person("budi", "Budi Misal"))
    numbers = (entry, entry + 1, 0, 10**18, 10**19, 10**40)
    assert [number for number in numbers if budi.get(f"/hours/{number}").status_code != 404] == []
    assert budi.get("/hours/-1").status_code == budi.get("/hours/x").status_code == 404


def test_an_entry_costs_four_queries(app: Flask) -> None:
    browser, entry = earned(app)
    take_back(app, entry)
    for number in (entry, entry + 1):
        with statements() as seen:
            browser.get(f"/hours/{number}")
        assert len(selects(seen)) <= 4


@pytest.mark.parametrize(
    ("status", "jp", "words"),
    [
        ("pns", 4, ("Untuk PNS: PP 11/2017", "Berlaku sejak 7 April 2017.", "20 − 4 = 16 JP")),
        ("pns", 25, ("25 JP tidak kurang dari 20 JP.",)),
        ("pppk", 30, ("Untuk PPPK: ", "Paling banyak diakui", "30 JP lebih dari 24 JP.")),
        ("pppk", 24, ("24 JP tidak lebih dari 24 JP.",)),
        ("other", 4, ("Jumlah 1 catatan di atas", "Aturan untuk status kepegawaian Anda belum dicatat")),
    ],
)
def test_what_is_lacking_and_what_is_credited_is_reckoned_with_its_rule(
    app: Flask, status: str, jp: int, words: tuple[str, ...]
) -> None:
    add_course()
    recognise(jp=jp)
    ani = people.add_person(status=status)
    complete(enrol(ani), datetime.now(UTC))
    page = people.signed_in(app, ani).get("/hours").text
    counting = page[page.index('id="counting"') :]
    assert [one for one in words if one not in counting] == []
    assert re.search(r'href="#counting"[^>]*>Mengapa angka ini\?', page)
