"""Who changed what in a draft is told word by word; what was comes back; authors come and go."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring import operations
from lms.authoring.contents import text_content
from lms.authoring.draft import Act
from lms.authoring.queries import authors_of, draft_of, files_of
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support import people
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import NOW, add_person

LESSON = "01-menyimpan/01-nama-berkas.md"
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def browser(app: Flask, nara: int) -> FlaskClient:
    return people.signed_in(app, nara)


def texts(draft: int) -> dict[str, str | None]:
    with door(writes=False):
        return {line.path: line.content.text for line in files_of(draft)}


def remove(draft: int, path: str, nara: int) -> int:
    with door(writes=True):
        return operations.change_files(draft, {path: None}, {path: 1}, Act.REMOVED, LATER, by=writer(nara))


def test_a_change_is_told_word_by_word_and_by_its_author(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    text = FILES[LESSON].decode().replace("cepat ditemukan", "lekas ditemukan")
    edit(draft, LESSON, text, writer(nara), LATER)
    listed = browser.get(f"/drafts/{draft}/history").text
    assert "Mengubah Nama berkas" in listed and "Membuat konsep" in listed and "Nara Contoh" in listed
    shown = browser.get(f"/drafts/{draft}/history/2").text
    assert '<del><span class="vh">dihapus: </span>cepat</del>' in shown
    assert '<ins><span class="vh">ditambah: </span>lekas</ins>' in shown
    assert "Tidak ada perbedaan." in browser.get(f"/drafts/{draft}/history/2?with=now").text


def test_marks_of_a_page_stay_text_in_its_history(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    edit(draft, LESSON, "<script>alert(1)</script>\n", writer(nara), LATER)
    assert "<script>alert" not in browser.get(f"/drafts/{draft}/history/2").text


def test_an_earlier_state_is_asked_about_and_comes_back(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    edit(draft, LESSON, "Habis.\n", writer(nara), LATER)
    asked = browser.get(f"/drafts/{draft}/history/1/restore").text
    assert "Kembalikan keadaan ini?" in asked and "Nama berkas" in asked
    assert browser.post(f"/drafts/{draft}/history/1/restore").status_code == 303
    assert texts(draft)[LESSON] == FILES[LESSON].decode()
    assert "Mengembalikan keadaan sebelumnya" in browser.get(f"/drafts/{draft}/history").text


def test_one_act_is_taken_back_and_what_others_wrote_meanwhile_stays(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    number = remove(draft, LESSON, nara)
    edit(draft, "course.md", "---\ntitle: Judul baru\n---\n", writer(nara), LATER)
    assert browser.post(f"/drafts/{draft}/history/{number}/undo").status_code == 303
    assert texts(draft)[LESSON] == FILES[LESSON].decode()
    assert texts(draft)["course.md"] == "---\ntitle: Judul baru\n---\n"


def test_an_act_that_somebody_wrote_over_is_not_taken_back(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    number = remove(draft, LESSON, nara)
    with door(writes=True):
        new = {LESSON: text_content("Punya rekan.\n")}
        operations.change_files(draft, new, {LESSON: 0}, Act.ADDED, LATER, by=writer(nara))
    answer = browser.post(f"/drafts/{draft}/history/{number}/undo")
    assert answer.status_code == 409 and "Tidak ada yang ditimpa" in answer.text
    assert texts(draft)[LESSON] == "Punya rekan.\n"


@pytest.mark.parametrize("rest", ["history/9", "history/9/restore", "history/0"])
def test_a_revision_that_never_was_is_not_found(browser: FlaskClient, nara: int, rest: str) -> None:
    assert browser.get(f"/drafts/{add_draft(writer(nara))}/{rest}").status_code == 404


def test_the_history_of_another_is_not_there(app: Flask, browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    other = people.signed_in(app, add_person("lain", "Lain Misal", role=Role.SPEAKER))
    for rest in ("history", "history/1", "history/1/restore", "authors"):
        assert other.get(f"/drafts/{draft}/{rest}").status_code == 404
    for rest in ("history/1/restore", "history/1/undo", "authors", "authors/remove"):
        assert other.post(f"/drafts/{draft}/{rest}", data={"username": "lain", "person": nara}).status_code == 404
    with door(writes=False):
        found = draft_of(draft)
    assert found and found.revision == 1


def test_a_colleague_is_asked_in_by_user_name_and_leaves_again(app: Flask, browser: FlaskClient, nara: int) -> None:
    draft, rekan = add_draft(writer(nara)), add_person("rekan", "Rekan Contoh", role=Role.REVIEWER)
    for _ in range(2):
        assert browser.post(f"/drafts/{draft}/authors", data={"username": " Rekan "}).status_code == 303
    assert "Rekan Contoh" in browser.get(f"/drafts/{draft}/authors").text
    colleague = people.signed_in(app, rekan)
    assert colleague.get(f"/drafts/{draft}").status_code == 200
    assert colleague.post(f"/drafts/{draft}/authors/remove", data={"person": rekan}).location.startswith("/drafts?")
    assert colleague.get(f"/drafts/{draft}").status_code == 404


@pytest.mark.parametrize("username", ["", "tidak-ada", "peserta", "x" * 500, "\u0000"])
def test_who_may_not_write_courses_is_not_let_in(browser: FlaskClient, nara: int, username: str) -> None:
    add_person("peserta", "Peserta Contoh")
    draft = add_draft(writer(nara))
    answer = browser.post(f"/drafts/{draft}/authors", data={"username": username})
    assert answer.status_code == 422 and "Tidak ada narasumber atau penelaah" in answer.text
    with door(writes=False):
        assert len(authors_of(draft)) == 1


@pytest.mark.parametrize("person", ["", "x", "999999", "-1", "9" * 40])
def test_the_last_author_stays_and_nobody_unknown_is_removed(browser: FlaskClient, nara: int, person: str) -> None:
    draft = add_draft(writer(nara))
    assert browser.post(f"/drafts/{draft}/authors/remove", data={"person": nara}).status_code == 409
    assert browser.post(f"/drafts/{draft}/authors/remove", data={"person": person}).status_code == 404
