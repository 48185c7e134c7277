"""The search: what finds what, what is shown of it and where it leads; the same on both databases."""

import re
from collections.abc import Iterator, Mapping

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from lms.catalog.search import marked, read_search, snippet
from lms.content import operations
from lms.content.blobs import BlobStore
from lms.content.course_folder import read_course
from lms.content.models import CourseRow, SearchEntry
from lms.content.publication import Prepared, prepare_version
from lms.content.render_pool import RenderPool
from lms.content.search_text import MOST_STEMS, course_text, lesson_texts
from lms.content.search_words import stems_of
from lms.content.searching import has_all
from lms.learning.operations import enrol
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support.people import NOW, add_person, signed_in
from tests.support.statements import selects, statements

LESSON = b"""# Empat Langkah Tenang

Awali dengan salam.

## Mendengarkan keluhan

Warga yang marah ingin **didengarkan** sampai selesai. Undang-undang 25/2009 mengaturnya.

## Soal: Siapa yang berbicara lebih dulu, kakatua? {#siapa}

- (x) Warga kukang
  > Benar, trenggiling.
- ( ) Petugas

> Penjelasan: Karena anoa.

## Menutup pelayanan

Ucapkan terima kasih.
"""
QUIZ = b"---\ntitle: Uji\nkind: quiz\n---\n\nBacalah komodo.\n\n## Soal: Orangutan? {#a}\n\n- (x) ya\n- ( ) tidak\n"
FOLDER = {
    "course.md": b"---\ntitle: Layanan Ramah\nsummary: Melayani warga di loket.\nlanguage: id\nminutes: 5\n"
    b"outcomes: {sabar: Bersikap sabar}\n---\n\nTentang *antrean* panjang.\n",
    "01-dasar/01-langkah.md": LESSON,
    "01-dasar/02-uji.md": QUIZ,
}
LESSON_ADDRESS = "/learn/ramah/dasar/langkah#u-mendengarkan-keluhan"


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    with RenderPool() as pool:
        yield pool


def prepared(app: Flask, pool: RenderPool, slug: str = "ramah", files: Mapping[str, bytes] = FOLDER) -> Prepared:
    store = BlobStore.within(app.extensions["settings"].data_dir)
    made = prepare_version(read_course(files, slug), pool, store)
    assert isinstance(made, Prepared), made.problems
    return made


def publish(app: Flask, pool: RenderPool, slug: str = "ramah", files: Mapping[str, bytes] = FOLDER) -> int:
    made = prepared(app, pool, slug, files)
    with door(writes=True):
        return operations.publish_version(made, "", "sari", NOW).version_id


def page_of(app: Flask, query: str, person: int | None = None) -> str:
    answer = signed_in(app, person or add_person()).get("/courses", query_string={"q": query})
    assert answer.status_code == 200
    return answer.text


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pelayanan", "melayani"),
        ("KEAMANAN", "mengamankan"),
        ("belajar", "pelajaran"),
        ("sertifikat-sertifikat", "sertifikat"),
        ("café", "cafe"),
        ("14/2008", "2008 14"),
    ],
)
def test_relatives_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert set(stems_of(one)) == set(stems_of(other))


@pytest.mark.parametrize("nothing", ["", "dan yang di", "?!* \"'", "🦧 🍈", "\0", "_"])
def test_stop_words_marks_and_pictures_have_no_stem(nothing: str) -> None:
    assert stems_of(nothing) == ()


def test_a_snippet_shows_the_first_find_in_its_place_and_marks_each() -> None:
    text = "Awal sekali. " * 30 + "Kami melayani warga dengan pelayanan ramah. " + "Akhir kata. " * 30
    pieces = snippet(text, stems_of("layanan"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["melayani", "pelayanan"]
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) <= 204
    assert shown[2:-2] in text


@given(text=st.text(max_size=800), query=st.text(max_size=20))
def test_a_snippet_is_a_part_of_its_text_whatever_it_is(text: str, query: str) -> None:
    shown = "".join(piece.text for piece in snippet(text, stems_of(query)))
    assert shown.removeprefix("… ").removesuffix(" …") in text
    assert len(shown) <= 204
    assert "".join(piece.text for piece in marked(text, stems_of(query))) == text


def test_sections_end_where_headings_begin_and_words_where_blocks_do() -> None:
    html = (
        '<p>Pe<b>lay</b>anan</p><h2 id="u-a">Dua <em>kolom</em></h2><table><tr><td>kiri</td><td>kanan</td></tr></table>'
    )
    parts = [("html", html), ("question", "rahasia"), ("html", "<p>A &amp; B <math><mi>xyz</mi></math></p>")]
    found = lesson_texts("a/b", "Judul", parts)
    assert [(part.anchor, part.title, part.text) for part in found] == [
        ("", "Judul", "Pelayanan"),
        ("u-a", "Dua kolom", "kiri kanan A & B"),
    ]


def test_more_words_than_the_database_takes_are_left_out() -> None:
    made = course_text("Judul", " ".join(f"{number:060}" for number in range(20_000)), "", ())
    assert len(made.stems) <= MOST_STEMS
    assert made.stems.startswith("judul 0")


def test_a_search_finds_the_section_by_any_relative_of_its_words_and_leads_to_its_heading(
    app: Flask, pool: RenderPool
) -> None:
    ani = add_person()
    publish(app, pool)
    with door(writes=True):
        enrol(ani, "ramah", NOW)
    page = page_of(app, "kemarahan warga", ani)
    assert '<h2 id="found" class="t3">1 bagian pelajaran cocok</h2>' in page
    assert f'href="{LESSON_ADDRESS}">Mendengarkan keluhan</a>' in page
    assert "<mark>Warga</mark> yang <mark>marah</mark> ingin didengarkan" in page
    assert "Empat Langkah Tenang. Layanan Ramah" in page


def test_who_does_not_take_the_course_is_led_to_its_page(app: Flask, pool: RenderPool) -> None:
    publish(app, pool)
    page = page_of(app, "marah")
    assert LESSON_ADDRESS not in page
    assert 'href="/courses/ramah"><' not in page
    assert 'href="/courses/ramah">Mendengarkan keluhan</a>' in page
    assert "Ikuti pelatihannya untuk membaca ini." in page


def test_a_lesson_that_ones_own_version_lacks_leads_to_the_course(app: Flask, pool: RenderPool) -> None:
    ani = add_person()
    publish(app, pool)
    with door(writes=True):
        enrol(ani, "ramah", NOW)
    publish(app, pool, files={**FOLDER, "01-dasar/03-baru.md": b"# Baru\n\nTentang bekantan.\n"})
    page = page_of(app, "bekantan", ani)
    assert "/learn/ramah/dasar/baru" not in page
    assert 'href="/courses/ramah">Baru</a>' in page


@pytest.mark.parametrize("hidden", ["kakatua", "kukang", "trenggiling", "anoa", "orangutan", "komodo"])
def test_neither_questions_nor_their_keys_are_ever_found(app: Flask, pool: RenderPool, hidden: str) -> None:
    publish(app, pool)
    assert f"Tidak ada yang cocok dengan &#34;{hidden}&#34;" in page_of(app, hidden)


@pytest.mark.parametrize("word", ["layanan", "loket", "antrean", "sabar"])
def test_a_course_is_found_by_what_its_page_says(app: Flask, pool: RenderPool, word: str) -> None:
    publish(app, pool)
    page = page_of(app, word)
    assert "1 pelatihan cocok" in page
    assert "<mark>" in main_of(page)


def test_titles_come_first_and_filters_hold_for_what_is_found(app: Flask, pool: RenderPool) -> None:
    publish(app, pool, "a", {"course.md": b"---\ntitle: Aneka\ntopics: [arsip]\n---\n\nJuga tentang surat.\n"} | SOME)
    publish(app, pool, "b", {"course.md": b"---\ntitle: Surat Dinas\ntopics: [surat]\n---\n\nMenulis.\n"} | SOME)
    browser = signed_in(app, add_person())
    page = main_of(browser.get("/courses?q=surat").text)
    assert page.index("/courses/b") < page.index("/courses/a")
    page = main_of(browser.get("/courses?q=surat&topic=arsip").text)
    assert "/courses/a" in page and "/courses/b" not in page


SOME = {"01-x.md": b"# Pertama\n\nIsi.\n"}


def test_only_the_current_version_is_found_and_nothing_of_a_withdrawn_course(app: Flask, pool: RenderPool) -> None:
    publish(app, pool)
    publish(app, pool, files={**FOLDER, "01-dasar/01-langkah.md": b"# Baru\n\nTentang bekantan.\n"})
    ani = add_person()
    assert "Tidak ada yang cocok" in page_of(app, "marah", ani)
    assert "bekantan" in page_of(app, "bekantan", ani)
    publish(app, pool, "lain")
    with door(writes=True):
        operations.withdraw_course("ramah", "Usang.", "sari", NOW)
        assert db.session.scalars(select(SearchEntry.course_id).distinct()).all() == [course_id("lain")]
    assert "Tidak ada yang cocok" in page_of(app, "bekantan", ani)


def course_id(slug: str) -> int:
    return db.session.scalars(select(CourseRow.id).where(CourseRow.slug == slug)).one()


def test_rendering_anew_renews_what_is_found_but_not_for_an_old_version(app: Flask, pool: RenderPool) -> None:
    old = publish(app, pool)
    made = prepared(app, pool)
    with door(writes=True):
        db.session.execute(delete(SearchEntry))
        operations.rerender(old, made, NOW, force=True)
    assert "Mendengarkan" in page_of(app, "marah", ani := add_person())
    publish(app, pool, files={**FOLDER, "01-dasar/01-langkah.md": b"# Baru\n\nTentang bekantan.\n"})
    with door(writes=True):
        operations.rerender(old, made, NOW, force=True)
    assert "Tidak ada yang cocok" in page_of(app, "marah", ani)


def test_what_was_published_before_the_search_came_is_found_after_the_upgrade(app: Flask, pool: RenderPool) -> None:
    publish(app, pool)
    before = entries()
    db.session.remove()
    db.engine.dispose()
    downgrade(revision="0002")
    upgrade()
    assert before and entries() == before
    assert "marah" in page_of(app, "marah")


def entries() -> list[tuple[object, ...]]:
    with door(writes=False):
        columns = [column for column in SearchEntry.__table__.columns if column.name != "id"]
        return [tuple(row) for row in db.session.execute(select(*columns).order_by(SearchEntry.position))]


@pytest.mark.parametrize("query", ["?!", "dan yang di", '"" * "', "🦧" * 50, "\0", "-"])
def test_a_search_without_a_word_is_answered_in_words(app: Flask, pool: RenderPool, query: str) -> None:
    publish(app, pool)
    answer = signed_in(app, add_person()).get("/courses", query_string={"q": query})
    assert answer.status_code == 422
    assert "<title>Perlu diperbaiki: Katalog" in answer.text
    assert answer.text.count("Tulis satu kata dari pokok yang dicari.") == 2
    assert "Layanan Ramah" in answer.text


def test_a_search_of_ten_thousand_letters_is_refused_in_words(app: Flask, pool: RenderPool) -> None:
    publish(app, pool)
    answer = signed_in(app, add_person()).get("/courses", query_string={"q": "warga " * 1_667})
    assert answer.status_code == 422
    assert "Cari beberapa kata saja, paling banyak 200 huruf." in answer.text


@pytest.mark.parametrize(
    "query",
    ["NEAR(warga loket)", "warga* OR *", 'warga" OR "', "stems:warga", "warga & !loket", "'warga':*", "(((((",
     "a\0warga", "-warga", "x " * 100, "<script>warga", "ꦲꦏ꧀ warga", "warga 🍈", "é" * 200, "\\warga\\", "%warga%"],
)  # fmt: skip
def test_signs_of_query_languages_are_marks_like_any_other(app: Flask, pool: RenderPool, query: str) -> None:
    publish(app, pool)
    answer = signed_in(app, add_person()).get("/courses", query_string={"q": query})
    assert answer.status_code == (200 if stems_of(query) else 422)
    assert "<script>" not in main_of(answer.text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_database_finds_exactly_the_entries_that_have_all_words(app: Flask, data: st.DataObject) -> None:
    """Both are held to the same answer, so what one finds the other finds."""
    words = st.one_of(
        st.sampled_from("warga pelayanan melayani 14 é ß ꦲ ᯅ 1e5 a_b x-y 3,5 ﷺ".split()), st.text(max_size=8)
    )
    texts = data.draw(st.lists(st.lists(words, max_size=6).map(" ".join), min_size=1, max_size=6))
    asked = read_search(data.draw(st.lists(words, min_size=1, max_size=3).map(" ".join)))
    with door(writes=True):
        course = CourseRow(slug="x", created_at=NOW)
        db.session.add(course)
        db.session.flush()
        made = [course_text("", text, "", ()) for text in texts]
        db.session.add_all(SearchEntry(course_id=course.id, position=n, **vars(one)) for n, one in enumerate(made))
        db.session.flush()
        rows = select(SearchEntry.position).where(has_all(asked.stems)).order_by(SearchEntry.position)
        found = list(db.session.scalars(rows)) if asked.stems else []
        db.session.rollback()
    wanted = set(asked.stems)
    assert found == [n for n, text in enumerate(texts) if wanted and wanted <= set(stems_of(text.replace("\0", " ")))]


def test_a_search_costs_the_same_whatever_it_finds(app: Flask, pool: RenderPool) -> None:
    browser = signed_in(app, add_person())
    counts = []
    for numbers in (range(1), range(1, 12)):
        for number in numbers:
            publish(app, pool, f"k{number}", {**FOLDER, "course.md": FOLDER["course.md"] + b"%d" % number})
        with statements() as seen:
            page = browser.get("/courses?q=warga").text
        counts.append(len(selects(seen)))
        assert f"{len(numbers) + numbers.start} pelatihan cocok, " in page
    assert counts == [4, 4]
    assert page.count('href="/courses/k') == 11 + 1 + 12, "each course, and one section of each"


def test_the_index_answers_so_that_no_table_is_read_whole(app: Flask) -> None:
    with statements() as seen, door(writes=False):
        db.session.execute(select(SearchEntry.id).where(has_all(("warga", "loket")))).all()
        asked = seen[-1]
        if db.engine.dialect.name == "sqlite":
            steps = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.sql}", asked.values)
            details = [step.detail for step in steps]
            assert "SEARCH search_entry USING INTEGER PRIMARY KEY (rowid=?)" in details
            assert any(re.fullmatch(r"SCAN search_index VIRTUAL TABLE INDEX 0:M\d", detail) for detail in details)
        else:
            db.session.execute(db.text("SET LOCAL enable_seqscan = off"))  # a table without rows is read faster whole
            steps = db.session.connection().exec_driver_sql(f"EXPLAIN {asked.sql}", asked.values)
            assert any("Bitmap Index Scan on search_index" in step[0] for step in steps)


def test_a_course_of_an_empty_database_is_not_searched(app: Flask) -> None:
    assert "Belum ada pelatihan di sini" in page_of(app, "warga")
