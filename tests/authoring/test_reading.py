"""A reviewer reads a draft and says something of it; its author reads that in the editor and accepts with one tap."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring import operations
from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.draft import DraftState
from lms.authoring.queries import file_of
from lms.content.document_reader import read_document
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import NOW, add_person, signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
TOKEN = "token-0123456789"


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def draft(nara: int) -> int:
    made = add_draft(writer(nara))
    with door(writes=True):
        operations.set_state(made, DraftState.IN_REVIEW, NOW, by=writer(nara))
    return made


@pytest.fixture
def author(app: Flask, nara: int) -> FlaskClient:
    return signed_in(app, nara)


@pytest.fixture
def reviewer(app: Flask) -> FlaskClient:
    return signed_in(app, add_person("penelaah", "Telaah Contoh", role=Role.REVIEWER))


def text_of(draft: int) -> str:
    with door(writes=False):
        file = file_of(draft, LESSON)
    assert file
    return file.content.text or ""


def key(draft: int, index: int) -> str:
    return page_blocks(read_document(LESSON, text_of(draft)).document)[index].key


def propose(reviewer: FlaskClient, draft: int, wording: str, **more: str) -> int:
    form = reviewer.get(f"/drafts/{draft}/read/{LESSON}?propose=0").text
    opened = form[form.index('id="form"') :]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', opened))
    areas = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', opened))
    field = next(name for name, value in areas.items() if "Surat yang" in value)
    data = {**fields, **areas, "token": TOKEN, "text.bold": "", field: wording, **more}
    return reviewer.post(f"/drafts/{draft}/read/{LESSON}", data=data).status_code


def test_a_remark_is_read_by_its_author_at_the_block(reviewer: FlaskClient, author: FlaskClient, draft: int) -> None:
    data = {"block": key(draft, 2), "words": "Beri contoh <nama>.", "token": TOKEN}
    for _ in range(2):
        answer = reviewer.post(f"/drafts/{draft}/read/{LESSON}", data=data)
        assert (answer.status_code, answer.location) == (303, f"/drafts/{draft}/read/{LESSON}?note=remark-sent#b2")
    for path in (f"/drafts/{draft}/read/{LESSON}", f"/drafts/{draft}/page/{LESSON}"):
        page = author.get(path).text
        assert page.count("Beri contoh &lt;nama&gt;.") == 1
        assert page.index('id="b2"') < page.index("Beri contoh")


def test_a_proposal_is_made_without_a_mark_and_accepted_with_one_tap(
    reviewer: FlaskClient, author: FlaskClient, draft: int
) -> None:
    assert propose(reviewer, draft, "Surat yang diberi nama cepat ditemukan.", words="Lebih jelas.") == 303
    page = author.get(f"/drafts/{draft}/page/{LESSON}").text
    assert re.search(r"<del>.*bernama jelas.*</del>", page) and re.search(r"<ins>.*diberi nama.*</ins>", page)
    [accept] = re.findall(r'formaction="(/drafts/\d+/remarks/\d+/accept)"', page)
    answer = author.post(accept, data={"back": "page"})
    assert answer.location == f"/drafts/{draft}/page/{LESSON}?note=proposal-accepted#b0"
    assert "Surat yang diberi nama cepat ditemukan.\n\n## Tiga" in text_of(draft)
    assert author.post(accept, data={"back": "page"}).status_code == 303


def test_a_proposal_for_what_was_changed_since_cannot_be_accepted(
    reviewer: FlaskClient, author: FlaskClient, draft: int, nara: int
) -> None:
    propose(reviewer, draft, "Surat bernama cepat ditemukan.")
    edit(draft, LESSON, FILES[LESSON].decode().replace("cepat", "lekas"), writer(nara))
    page = author.get(f"/drafts/{draft}/page/{LESSON}").text
    assert "/accept" not in page and "Bagian ini sudah berubah" in page
    with door(writes=False):
        remark = re.findall(r'id="r(\d+)"', page)[0]
    assert author.post(f"/drafts/{draft}/remarks/{remark}/accept").status_code == 409
    assert "lekas ditemukan" in text_of(draft)


def test_what_cannot_be_used_comes_back_with_its_words(reviewer: FlaskClient, draft: int) -> None:
    path = f"/drafts/{draft}/read/{LESSON}"
    empty = reviewer.post(path, data={"words": " ", "token": TOKEN})
    assert empty.status_code == 422 and "Tuliskan dulu" in empty.text
    of_a_block = reviewer.post(path, data={"block": key(draft, 2), "words": " ", "token": TOKEN}).text
    assert "Catatan pada: daftar 1" in of_a_block and "Kirim usulan" not in of_a_block
    long = reviewer.post(path, data={"words": "x" * 2_001, "token": TOKEN})
    assert long.status_code == 422 and "x" * 2_001 in long.text
    assert reviewer.post(path, data={"words": "Halo.", "token": "x"}).status_code == 422
    gone = reviewer.post(path, data={"block": "tidak-ada", "words": "Halo.", "token": TOKEN})
    assert gone.status_code == 409 and "Halo." in gone.text
    assert propose(reviewer, draft, "") == 422


def test_a_reply_and_an_end(reviewer: FlaskClient, author: FlaskClient, draft: int) -> None:
    reviewer.post(f"/drafts/{draft}/read/{LESSON}", data={"words": "Terlalu singkat.", "token": TOKEN})
    remark = re.findall(r'id="r(\d+)"', author.get(f"/drafts/{draft}/page/{LESSON}").text)[0]
    path = f"/drafts/{draft}/remarks/{remark}"
    author.post(f"{path}/reply", data={"words": "Sudah ditambah.", "token": TOKEN, "back": "page"})
    assert "Sudah ditambah." in reviewer.get(f"/drafts/{draft}/read/{LESSON}").text
    assert author.post(f"{path}/close", data={"back": "page"}).status_code == 303
    assert "Terlalu singkat." not in reviewer.get(f"/drafts/{draft}/read/{LESSON}").text
    assert author.post(f"{path}/reply", data={"words": "Lagi.", "token": TOKEN + "2"}).status_code == 409


def test_others_neither_read_nor_remark_nor_accept(app: Flask, reviewer: FlaskClient, draft: int) -> None:
    reviewer.post(f"/drafts/{draft}/read/{LESSON}", data={"words": "Halo.", "token": TOKEN})
    remark = re.findall(r'id="r(\d+)"', reviewer.get(f"/drafts/{draft}/read/{LESSON}").text)[0]
    other = signed_in(app, add_person("lain", "Lain Contoh", role=Role.SPEAKER))
    for path in (f"/drafts/{draft}/read", f"/drafts/{draft}/read/{LESSON}"):
        assert other.get(path).status_code == 404
    for act in ("reply", "accept", "close"):
        data = {"words": "Halo.", "token": TOKEN}
        assert other.post(f"/drafts/{draft}/remarks/{remark}/{act}", data=data).status_code == 404
        assert other.post(f"/drafts/{draft + 1}/remarks/{remark}/{act}", data=data).status_code == 404
    assert reviewer.post(f"/drafts/{draft}/remarks/{remark}/accept").status_code == 404
