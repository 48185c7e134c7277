"""The outline of a draft is arranged by buttons: nothing is lost, and every act can be taken back."""

import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from lms.authoring.blocks.outline import Files
from lms.authoring.draft import Content, FileLine
from lms.authoring.foreign.zip_folder import read_zip
from lms.authoring.outlining import Arranged, as_folder, changes_of, module_act, new_module, new_page, page_act, page_to
from lms.authoring.queries import files_of, history_of
from lms.authoring.survey import ModuleLine, PageLine, survey_of
from lms.content.course_folder import read_course
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support import people
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import add_person
from tests.support.statements import statements

LESSON, QUIZ = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md"
PICTURE = {"01-menyimpan/media/kartu.png": b"\x89PNG\r\n\x1a\nrest"}


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def browser(app: Flask, nara: int) -> FlaskClient:
    return people.signed_in(app, nara)


@pytest.fixture
def draft(nara: int) -> int:
    return add_draft(writer(nara), {**FILES, **PICTURE})


def lines_of(draft: int) -> tuple[FileLine, ...]:
    with door(writes=False):
        return files_of(draft)


def titles(draft: int) -> list[tuple[str, list[str]]]:
    return [(module.title, [page.title for page in module.pages]) for module in survey_of("a", lines_of(draft)).modules]


def send(browser: FlaskClient, draft: int, rest: str = "", **form: str) -> TestResponse:
    """Sends a form of the outline as it stands."""
    text = browser.get(f"/drafts/{draft}").text
    seen = re.findall(r'name="seen" value="(\w+)"', text)[0]
    return browser.post(f"/drafts/{draft}/outline{rest}", data={"seen": seen, **form})


def test_pages_go_up_and_down_and_the_folder_is_in_that_order(browser: FlaskClient, draft: int) -> None:
    answer = send(browser, draft, page=f"down:{LESSON}")
    assert answer.status_code == 303 and "undo=2" in answer.location
    assert titles(draft) == [("Menyimpan", ["Uji diri", "Nama berkas"])]
    moved = survey_of("a", lines_of(draft)).pages[1].path
    send(browser, draft, page=f"up:{moved}")
    assert titles(draft) == [("Menyimpan", ["Nama berkas", "Uji diri"])]


def test_what_is_taken_out_comes_back_by_one_button(browser: FlaskClient, draft: int) -> None:
    before = lines_of(draft)
    answer = send(browser, draft, page=f"remove:{QUIZ}")
    shown = browser.get(answer.location).text
    assert "Menghapus Uji diri" in shown and "Urungkan" in shown
    undo = re.findall(r'action="([^"]+/undo)"', shown)[0]
    assert browser.post(undo).status_code == 303
    assert [(line.path, line.content) for line in lines_of(draft)] == [(line.path, line.content) for line in before]


def test_nothing_is_offered_to_be_taken_back_once_somebody_wrote_on(
    browser: FlaskClient, draft: int, nara: int
) -> None:
    answer = send(browser, draft, page=f"remove:{QUIZ}")
    edit(draft, LESSON, "Lanjut.\n", writer(nara))
    assert "/undo" not in browser.get(answer.location).text


def test_modules_and_pages_are_added_and_moved_between_modules(browser: FlaskClient, draft: int) -> None:
    send(browser, draft, "/add", kind="module", title="Menemukan lagi")
    folder = survey_of("a", lines_of(draft)).modules[1].folder
    for kind, title in (("lesson", "Mencari"), ("practice", "Coba cari"), ("final", "Ujian akhir")):
        assert send(browser, draft, "/add", kind=kind, title=title, module=folder).status_code == 303
    kinds = [page.kind for page in survey_of("a", lines_of(draft)).modules[1].pages]
    assert kinds == ["lesson", "practice", "final"]
    asked = browser.get(f"/drafts/{draft}/outline/move?path={LESSON}").text
    assert "Menemukan lagi" in asked
    send(browser, draft, "/move", path=LESSON, module=folder, place="100000")
    assert titles(draft)[1] == ("Menemukan lagi", ["Mencari", "Coba cari", "Ujian akhir", "Nama berkas"])
    send(browser, draft, module=f"up:{folder}")
    assert [title for title, _ in titles(draft)] == ["Menemukan lagi", "Menyimpan"]


def test_a_module_without_pages_is_seen_and_can_be_filled(browser: FlaskClient, draft: int) -> None:
    send(browser, draft, "/add", kind="module", title="Kosong dulu")
    assert "Kosong dulu" in browser.get(f"/drafts/{draft}").text


def test_a_module_goes_with_its_pages_and_pictures_and_comes_back(browser: FlaskClient, draft: int) -> None:
    before = [(line.path, line.content) for line in lines_of(draft)]
    answer = send(browser, draft, module="remove:01-menyimpan")
    assert [line.path for line in lines_of(draft)] == ["course.md"]
    browser.post(f"/drafts/{draft}/history/2/undo")
    assert answer.status_code == 303 and [(line.path, line.content) for line in lines_of(draft)] == before


def test_a_button_pressed_twice_acts_once(browser: FlaskClient, draft: int) -> None:
    seen = re.findall(r'name="seen" value="(\w+)"', browser.get(f"/drafts/{draft}").text)[0]
    form = {"seen": seen, "kind": "lesson", "title": "Mencari", "module": "01-menyimpan"}
    first, second = (browser.post(f"/drafts/{draft}/outline/add", data=form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Susunan sudah berubah" in second.text and len(titles(draft)[0][1]) == 3


@pytest.mark.parametrize(
    ("rest", "form"),
    [
        ("", {"page": "up:tidak-ada.md"}), ("", {"page": "remove:course.md"}), ("", {"page": ""}), ("", {}),
        ("", {"module": "remove:99-tidak-ada"}), ("/add", {"kind": "lesson", "title": "A", "module": "../.."}),
        ("/move", {"path": LESSON, "module": "99", "place": "x"}), ("/move", {}),
    ],
)  # fmt: skip
def test_what_is_not_there_is_neither_moved_nor_taken_out(
    browser: FlaskClient, draft: int, rest: str, form: dict[str, str]
) -> None:
    before = lines_of(draft)
    assert send(browser, draft, rest, **form).status_code == 409
    assert lines_of(draft) == before


@pytest.mark.parametrize("title", ["", "  ", "\t\n"])
def test_a_part_without_a_title_is_not_added(browser: FlaskClient, draft: int, title: str) -> None:
    for kind in ("module", "lesson"):
        answer = send(browser, draft, "/add", kind=kind, title=title, module="01-menyimpan")
        assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text
    assert titles(draft) == [("Menyimpan", ["Nama berkas", "Uji diri"])]


def test_names_that_mean_harm_become_plain_files(browser: FlaskClient, draft: int) -> None:
    for title in ("../../etc/passwd", "<script>alert(1)</script>", "CON", "ꦱꦶꦗꦶ", "x" * 500, '": {[*&!'):
        assert send(browser, draft, "/add", kind="lesson", title=title, module="01-menyimpan").status_code == 303
    paths = [line.path for line in lines_of(draft)]
    assert all(re.fullmatch(r"[\w./-]+", path) and ".." not in path for path in paths)
    text = browser.get(f"/drafts/{draft}").text
    assert "<script>alert" not in text


def test_a_course_of_seven_hundred_lessons_opens_with_as_many_queries_as_a_small_one(
    app: Flask, browser: FlaskClient, nara: int, draft: int
) -> None:
    many = {f"01-menyimpan/{number:03}-bagian.md": f"# Bagian {number}\n\nIsi.\n".encode() for number in range(3, 700)}
    large = add_draft(writer(nara), {**FILES, **many}, slug="panjang")
    counts = []
    for number in (draft, large):
        with statements() as seen:
            assert browser.get(f"/drafts/{number}").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_outline_of_another_is_not_there(app: Flask, draft: int) -> None:
    other = people.signed_in(app, add_person("lain", "Lain Misal", role=Role.SPEAKER))
    before = lines_of(draft)
    assert other.get(f"/drafts/{draft}/outline/move?path={LESSON}").status_code == 404
    for rest in ("", "/add", "/move"):
        assert other.post(f"/drafts/{draft}/outline{rest}", data={"page": f"remove:{QUIZ}"}).status_code == 404
    assert lines_of(draft) == before
    with door(writes=False):
        assert len(history_of(draft)) == 1


def content(data: bytes) -> Content:
    is_text = b"\0" not in data and not data.startswith(b"\x89")
    return Content(data.decode(), None, len(data)) if is_text else Content(None, f"{hash(data):064x}"[-64:], len(data))


ACTS = st.tuples(st.integers(0, 6), st.integers(0, 9), st.integers(0, 9), st.text("ab ꦱ/.", max_size=5))


def acted(verb: int, files: Files, page: PageLine, module: ModuleLine, place: int, title: str) -> Arranged:
    """One of the seven things that can be done."""
    if verb == 2:
        return page_to(files, page.path, module.folder, place)
    if verb == 3:
        return module_act(files, module.folder, "up")
    if verb == 4:
        return new_module(files, title)
    if verb == 5:
        return new_page(files, module.folder, "final", title)
    return page_act(files, page.path, {0: "up", 1: "down", 6: "remove"}[verb])


@given(st.lists(ACTS, max_size=12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_arranged_the_pages_that_nobody_took_out_are_there_with_their_texts(
    acts: list[tuple[int, int, int, str]],
) -> None:
    lines = tuple(FileLine(path, 1, content(data)) for path, data in {**FILES, **PICTURE}.items())
    for verb, one, other, title in acts:
        survey = survey_of("a", lines)
        pages, modules = survey.pages, survey.modules
        if not pages or not modules:
            return
        page, module = pages[one % len(pages)], modules[other % len(modules)]
        arranged = acted(verb, as_folder(lines), page, module, other, title)
        if arranged.outlined.problems:
            continue
        changes = changes_of(lines, arranged.outlined.files)
        held = {line.path: line.content for line in lines} | changes
        lines = tuple(FileLine(path, 1, found) for path, found in sorted(held.items()) if found is not None)
        after = survey_of("a", lines)
        assert len(after.pages) == len(pages) + (verb == 5) - (verb == 6)
        if verb < 4:
            before_texts = sorted(page.title for page in pages)
            assert sorted(page.title for page in after.pages) == before_texts
    assert read_course({line.path: (line.content.text or "").encode() for line in lines}, "a").course is not None


def test_an_arranged_draft_is_exported_and_imported_byte_for_byte(browser: FlaskClient, draft: int) -> None:
    send(browser, draft, "/add", kind="module", title="Menemukan lagi")
    send(browser, draft, page=f"down:{LESSON}")
    data = browser.get(f"/drafts/{draft}/folder.zip").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    files, problems = read_zip(data)
    assert dict(files) == held and not problems
