"""The first page, as a stranger and as a learner."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.learning.models import ItemProgress
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.catalog.courses import add_course, take
from tests.support.people import NOW, add_person, signed_in
from tests.support.statements import selects, statements


def finish_first_item(enrolment_id: int) -> None:
    """Marks the first item of the only course as done."""
    with door(writes=True):
        first = db.session.scalar(db.text("SELECT min(id) FROM course_item"))
        db.session.add(ItemProgress(enrolment_id=enrolment_id, item_id=first, done_at=NOW))


def test_a_stranger_is_told_what_this_is_and_where_to_sign_in(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/sign-in"' in page.text
    assert "Belajar dari HP" in page.text
    assert "ASN" in page.text


def test_home_leads_to_the_very_lesson_and_shows_the_stored_number(app: Flask) -> None:
    ani = add_person(form_of_address="Bu Ani")
    finish_first_item(take(ani, add_course("ramah", "Pelayanan yang Ramah"), done=1))
    add_course("aman", "Keamanan Informasi")

    page = signed_in(app, ani).get("/").text

    assert "Halo, Bu Ani" in page
    assert "1 dari 2 selesai" in page
    assert "Berikutnya: 2. Bagian 2, ± 3 menit" in page
    assert 'href="/learn/ramah/a/b2">Lanjutkan' in page
    assert "Keamanan Informasi" in page


def test_home_does_not_pass_over_a_lesson_that_only_somebody_else_has_done(app: Flask) -> None:
    course = add_course("ramah", "Pelayanan yang Ramah")
    finish_first_item(take(add_person("budi", "Budi Misal"), course, done=1))
    ani = add_person()
    take(ani, course)
    assert 'href="/learn/ramah/a/b1">Lanjutkan' in signed_in(app, ani).get("/").text


def test_the_course_with_the_latest_activity_comes_first_and_the_others_below(app: Flask) -> None:
    ani = add_person()
    take(ani, add_course("lama", "Yang Lama"), at=NOW - timedelta(days=3))
    take(ani, add_course("baru", "Yang Baru"), at=NOW)
    page = signed_in(app, ani).get("/").text
    assert page.index("Yang Baru") < page.index("Lanjutkan") < page.index("Yang Lama")
    assert page.count("Lanjutkan") == 1


def test_a_course_that_is_withdrawn_is_kept_for_who_takes_it(app: Flask) -> None:
    ani = add_person()
    take(ani, add_course("tarik", "Sudah Ditarik", withdrawn=True))
    assert "Sudah Ditarik" in signed_in(app, ani).get("/").text
    assert "Sudah Ditarik" not in signed_in(app, add_person("budi", "Budi Misal")).get("/").text


def test_two_of_the_shortest_courses_not_begun_are_offered_and_no_long_one(app: Flask) -> None:
    ani = add_person()
    for slug, title, minutes in (("a", "Empat Puluh", 40), ("b", "Dua Puluh", 20), ("c", "Lima Puluh", 50)):
        add_course(slug, title, minutes=minutes)
    take(ani, add_course("d", "Sudah Usai", minutes=10), "completed")
    page = signed_in(app, ani).get("/").text
    assert page.index("Dua Puluh") < page.index("Empat Puluh")
    assert "Lima Puluh" not in page
    assert "Sudah Usai" not in page


def test_a_long_course_is_not_called_short(app: Flask) -> None:
    add_course("panjang", "Yang Panjang", minutes=91)
    page = signed_in(app, add_person()).get("/").text
    assert "Yang Panjang" not in page
    assert "bisa selesai hari ini" not in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("pns", "0 dari minimal 20 JP tahun ini, kurang 20."),
        ("pppk", "0 JP tahun ini; diakui paling banyak 24."),
        ("other", "0 JP tahun ini."),
    ],
)
def test_the_jp_line_speaks_by_the_rule_of_ones_status(app: Flask, status: str, words: str) -> None:
    page = signed_in(app, add_person(status=status)).get("/").text
    assert f"<p>{words}</p>" in page
    assert 'href="/hours"' in page


def test_home_without_a_course_says_so_and_leads_to_the_catalogue(app: Flask) -> None:
    page = signed_in(app, add_person()).get("/").text
    assert "Tidak ada pelatihan yang sedang Anda ikuti" in page
    assert 'href="/courses">Lihat katalog' in page


def test_home_costs_five_queries_at_most_whatever_the_number_of_courses(app: Flask) -> None:
    ani = add_person()
    browser = signed_in(app, ani)
    counts = []
    for start, stop in ((0, 3), (3, 20)):
        for number in range(start, stop):
            take(ani, add_course(f"k{number}", f"Kursus {number:02}"))
            add_course(f"s{number}", f"Singkat {number:02}", minutes=20)
        with statements() as seen:
            page = browser.get("/").text
        assert page.count("Kursus ") >= stop
        assert page.count("Singkat ") == 2
        counts.append(len(selects(seen)))
    assert counts[0] == counts[1] <= 5


@pytest.mark.parametrize("path", ["/", "/courses", "/hours"])
def test_an_unchanged_page_costs_no_bytes(app: Flask, path: str) -> None:
    browser = signed_in(app, add_person())
    browser.get(path)
    second = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": second.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
