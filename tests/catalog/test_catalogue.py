"""The catalogue: what it lists, how its filters narrow it, and what it costs."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.catalog.offer import JP, MINUTES, Filters, Offer, Standing, read_filters
from tests.catalog.courses import add_course, take
from tests.support.people import add_person, signed_in
from tests.support.statements import selects, statements

OFFER = Offer("a", "A", "", "dasar", ("komunikasi", "arsip"), 4, 90, Standing.NOT_STARTED)
KNOWN = {"topic": ["", "arsip"], "jp": ["", *JP], "level": ["", "dasar"], "minutes": ["", *MINUTES]}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(), True),
        (Filters(topic="arsip"), True),
        (Filters(topic="arsi"), False),
        (Filters(level="mahir"), False),
        (Filters(jp="3-5"), True),
        (Filters(jp="none"), False),
        (Filters(minutes="90"), True),
        (Filters(minutes="longer"), False),
        (Filters(topic="arsip", jp="6"), False),
    ],
)
def test_an_offer_fits_if_every_filter_lets_it_through(filters: Filters, fits: bool) -> None:
    assert filters.let_through(OFFER) is fits


@pytest.mark.parametrize(("value", "bucket"), [(0, "none"), (1, "1-2"), (2, "1-2"), (3, "3-5"), (6, "6"), (900, "6")])
def test_each_number_of_jp_falls_into_one_choice(value: int, bucket: str) -> None:
    assert [name for name, numbers in JP.items() if value in numbers] == [bucket]


@pytest.mark.parametrize(("value", "bucket"), [(30, "30"), (31, "90"), (90, "90"), (91, "longer")])
def test_each_duration_falls_into_one_choice(value: int, bucket: str) -> None:
    assert [name for name, numbers in MINUTES.items() if value in numbers] == [bucket]


def test_values_that_mean_nothing_are_named_and_left_out() -> None:
    asked = {"topic": "arsip", "jp": "x" * 100, "level": "sulit", "page": "7"}
    assert read_filters(asked, KNOWN) == Filters(topic="arsip", unknown=("x" * 60, "sulit"))


def test_a_stranger_who_opens_the_catalogue_signs_in_first_and_comes_back(client: FlaskClient) -> None:
    answer = client.get("/courses")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/courses")


def test_the_catalogue_shows_each_course_with_ones_own_standing_only(app: Flask) -> None:
    ani, budi = add_person(), add_person(username="budi", name="Budi Misal")
    take(ani, add_course("ramah", "Pelayanan yang Ramah", jp=2, minutes=90))
    page = signed_in(app, ani).get("/courses").text
    assert "Sedang belajar" in page
    assert "2 JP, 90 menit" in page
    assert "Belum mulai" in signed_in(app, budi).get("/courses").text


def test_a_course_that_was_left_or_completed_says_so_and_a_withdrawn_one_is_not_listed(app: Flask) -> None:
    ani = add_person()
    take(ani, add_course("kiri", "Ditinggalkan"), "left")
    take(ani, add_course("usai", "Sudah Usai"), "completed")
    add_course("tarik", "Sudah Ditarik", withdrawn=True)
    page = signed_in(app, ani).get("/courses").text
    assert page.index("Ditinggalkan") < page.index("Belum mulai") < page.index("Sudah Usai") < page.index("Selesai<")
    assert "Sudah Ditarik" not in page
    assert "Belum bernilai JP" in page


def test_filters_stand_in_the_address_and_the_page_says_how_many_fit(app: Flask) -> None:
    add_course("surat", "Menulis Surat", topics=["surat"], minutes=45)
    add_course("arsip", "Menata Arsip", topics=["arsip"], jp=6, minutes=300)
    browser = signed_in(app, add_person())
    page = browser.get("/courses?topic=arsip&jp=6&level=dasar&minutes=longer").text
    assert "Menata Arsip" in page
    assert "Menulis Surat" not in page
    assert '<div role="status"><h2 id="found" class="t3">1 pelatihan cocok' in page
    assert '<option value="arsip" selected>Arsip</option>' in page
    assert 'href="/courses">Hapus filter' in page


def test_nothing_found_names_what_was_looked_for_and_offers_the_whole(app: Flask) -> None:
    add_course("surat", "Menulis Surat", topics=["surat"], minutes=45)
    page = signed_in(app, add_person()).get("/courses?topic=surat&jp=6").text
    assert "Tidak ada yang cocok dengan &#34;Surat, 6 JP atau lebih&#34;" in page
    assert 'href="/courses">Hapus filter' in page


@pytest.mark.parametrize("query", ["topic=%3Cb%3Esihir", "jp=-1", "level=%00", "minutes=" + "9" * 5000, "topic=%FF"])
def test_a_filter_that_does_not_exist_is_left_out_in_words(app: Flask, query: str) -> None:
    add_course("surat", "Menulis Surat")
    page = signed_in(app, add_person()).get(f"/courses?{query}")
    assert page.status_code == 200
    assert "Tidak dipakai, karena filternya tidak dikenal" in page.text
    assert "Menulis Surat" in page.text
    assert "<b>" not in page.text


def test_without_any_course_there_is_nothing_to_filter(app: Flask) -> None:
    page = signed_in(app, add_person()).get("/courses").text
    assert "Belum ada pelatihan di sini" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_sixty_courses_cost_no_more_statements_than_three(app: Flask) -> None:
    ani = add_person()
    browser = signed_in(app, ani)
    counts = []
    for start, stop in ((0, 3), (3, 60)):
        for number in range(start, stop):
            take(ani, add_course(f"k{number}", f"Kursus {number}", jp=2))
        with statements() as seen:
            assert f"{stop} pelatihan" in browser.get("/courses").text
        counts.append(len(selects(seen)))
    assert counts == [2, 2]
