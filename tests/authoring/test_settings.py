"""Settings are a form; saving changes only their lines, and what somebody else changed meanwhile is not overwritten."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring.queries import files_of
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support import people
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import add_person

LESSON, QUIZ = "01-menyimpan/01-nama-berkas.md", "01-menyimpan/02-uji-diri.md"


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def browser(app: Flask, nara: int) -> FlaskClient:
    return people.signed_in(app, nara)


@pytest.fixture
def draft(nara: int) -> int:
    return add_draft(writer(nara))


def texts(draft: int) -> dict[str, str | None]:
    with door(writes=False):
        return {line.path: line.content.text for line in files_of(draft)}


def form_of(browser: FlaskClient, path: str) -> dict[str, str]:
    """The fields of the form as a browser would send them."""
    text = browser.get(path).text
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', text))
    fields |= dict.fromkeys(re.findall(r'<input class="in[^>]* name="([^"]+)"(?! value)', text), "")
    fields |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', text))
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?<option value="([^"]*)" selected', text)
    ticked = re.findall(r'name="([^"]+)" value="1" checked', text)
    boxes = re.findall(r'type="checkbox" name="([^"]+)"', text)
    return (
        {name: value for name, value in fields.items() if name not in boxes} | dict(chosen) | dict.fromkeys(ticked, "1")
    )


@pytest.mark.parametrize("rest", ["", f"/{LESSON}", f"/{QUIZ}", "/01-menyimpan/module.md"])
def test_a_form_sent_as_it_came_changes_nothing(browser: FlaskClient, draft: int, rest: str) -> None:
    before, path = texts(draft), f"/drafts/{draft}/settings{rest}"
    assert browser.post(path, data=form_of(browser, path)).status_code == 303
    assert texts(draft) == before


def test_saving_changes_only_the_lines_of_what_is_new(browser: FlaskClient, draft: int) -> None:
    path = f"/drafts/{draft}/settings"
    browser.post(path, data={**form_of(browser, path), "jp": "3", "outcome-0": "Menyimpan surat dengan rapi"})
    wanted = FILES["course.md"].decode().replace("jp: 2", "jp: 3")
    wanted = wanted.replace("Menyimpan surat dengan nama yang mudah dicari", "Menyimpan surat dengan rapi")
    assert texts(draft)["course.md"] == wanted


def test_rows_are_added_and_moved_by_buttons_that_save_nothing(browser: FlaskClient, draft: int) -> None:
    path, before = f"/drafts/{draft}/settings", texts(draft)
    form = form_of(browser, path)
    answer = browser.post(path, data={**form, "title": "Belum disimpan", "row": "add:outcome"})
    assert answer.status_code == 200 and 'name="outcome-1"' in answer.text and 'value="Belum disimpan"' in answer.text
    assert texts(draft) == before
    browser.post(path, data={**form, "outcome-1": "Menemukan surat lagi"})
    assert "  menemukan-surat: Menemukan surat lagi\n" in (texts(draft)["course.md"] or "")


def test_a_quiz_becomes_practice_with_a_time_limit(browser: FlaskClient, draft: int) -> None:
    path = f"/drafts/{draft}/settings/{QUIZ}"
    changed = {"role": "practice", "time": "20 min", "shuffle-options": "1"}
    browser.post(path, data={**form_of(browser, path), **changed})
    text = texts(draft)[QUIZ] or ""
    assert "role: practice\n" in text and "time: 20 min\n" in text and "shuffle: [options]\n" in text
    assert text.endswith(FILES[QUIZ].decode().partition("---\n\n")[2])


@pytest.mark.parametrize(
    ("rest", "wrong"),
    [
        ("", {"title": ""}), ("", {"jp": "banyak"}), ("", {"level": "guru"}), ("", {"review_by": "besok"}),
        ("", {"pass_mark": "700"}), (f"/{LESSON}", {"minutes": "lama"}), (f"/{QUIZ}", {"role": "try"}),
        (f"/{QUIZ}", {"time": "-3"}), (f"/{QUIZ}", {"title": "x" * 400}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_nothing_is_saved(
    browser: FlaskClient, draft: int, rest: str, wrong: dict[str, str]
) -> None:
    path, before = f"/drafts/{draft}/settings{rest}", texts(draft)
    answer = browser.post(path, data={**form_of(browser, path), **wrong})
    assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text
    assert texts(draft) == before
    assert "2027-11-01" not in answer.text and "dasar, menengah" not in answer.text


def test_settings_changed_meanwhile_are_shown_beside_mine_and_not_overwritten(
    browser: FlaskClient, draft: int, nara: int
) -> None:
    path = f"/drafts/{draft}/settings"
    form = form_of(browser, path)
    theirs = FILES["course.md"].decode().replace("Arsip Kantor", "Arsip Rekan")
    edit(draft, "course.md", theirs, writer(nara))
    answer = browser.post(path, data={**form, "title": "Arsip Saya"})
    assert answer.status_code == 409 and "Arsip Saya" in answer.text and "Arsip Rekan" in answer.text
    assert texts(draft)["course.md"] == theirs
    seen = re.findall(r'name="seen" value="(\w+)"', answer.text)
    assert browser.post(path, data={**form, "title": "Arsip Saya", "seen": seen[0]}).status_code == 303
    assert "title: Arsip Saya\n" in (texts(draft)["course.md"] or "")


def test_a_page_typed_on_meanwhile_keeps_its_text_when_settings_are_saved(
    browser: FlaskClient, draft: int, nara: int
) -> None:
    path = f"/drafts/{draft}/settings/{LESSON}"
    form = form_of(browser, path)
    edit(draft, LESSON, FILES[LESSON].decode() + "\nKalimat rekan.\n", writer(nara))
    assert browser.post(path, data={**form, "minutes": "9"}).status_code == 303
    text = texts(draft)[LESSON] or ""
    assert "minutes: 9\n" in text and text.endswith("Kalimat rekan.\n")


def test_settings_that_a_form_would_harm_are_left_to_the_text(browser: FlaskClient, draft: int, nara: int) -> None:
    edit(draft, "course.md", "---\ntitle: [a\n---\n", writer(nara))
    assert "ditulis tangan" in browser.get(f"/drafts/{draft}/settings").text


@pytest.mark.parametrize("rest", ["/tidak-ada.md", "/media/a.png", "/../course.md", "/%00.md"])
def test_a_file_that_is_not_there_has_no_settings(browser: FlaskClient, draft: int, rest: str) -> None:
    assert browser.get(f"/drafts/{draft}/settings{rest}").status_code == 404
    assert browser.post(f"/drafts/{draft}/settings{rest}", data={}).status_code == 404


def test_the_settings_of_another_are_not_there(app: Flask, draft: int) -> None:
    other = people.signed_in(app, add_person("lain", "Lain Misal", role=Role.SPEAKER))
    before = texts(draft)
    for rest in ("", f"/{LESSON}"):
        assert other.get(f"/drafts/{draft}/settings{rest}").status_code == 404
        assert other.post(f"/drafts/{draft}/settings{rest}", data={"title": "Punya saya"}).status_code == 404
    assert texts(draft) == before
