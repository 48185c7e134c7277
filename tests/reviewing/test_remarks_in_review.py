"""A reviewer proposes other words for a change, its author accepts them with one tap, and learners read just these."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.queries import draft_of, file_of
from lms.content.document_reader import read_document
from lms.platform.db.doors import door
from tests.reviewing.reviewing import WORTH, Cast, approve_both, decide, hand_in, make_cast, publish, published
from tests.reviewing.test_change import CHANGED, LESSON, READ, take
from tests.support.drafts import edit, writer

PROPOSED = "Surat yang jelas namanya segera ditemukan."


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast(app)


def propose(reviewer: FlaskClient, cast: Cast, token: str = "usulan-00000001") -> int:
    with door(writes=False):
        file = file_of(cast.draft, LESSON)
    assert file
    block = page_blocks(read_document(LESSON, file.content.text or "").document)[0]
    data = {"block": block.key, "seen": str(file.since), "kind": "paragraph", "text": PROPOSED, "token": token}
    return reviewer.post(f"/drafts/{cast.draft}/read/{LESSON}", data=data).status_code


def accept(cast: Cast) -> int:
    page = cast.author.get(f"/drafts/{cast.draft}/page/{LESSON}").text
    [path] = re.findall(r'formaction="(/drafts/\d+/remarks/\d+/accept)"', page)
    return cast.author.post(path, data={"back": "page"}).status_code


def test_an_accepted_wording_is_approved_published_and_read(app: Flask, cast: Cast) -> None:
    published(cast, **WORTH)
    ani = take(app, "ani")
    edit(cast.draft, LESSON, CHANGED, writer(cast.author_id))
    review = hand_in(cast, "Pedoman 2026 sudah masuk.")
    assert propose(cast.gita, cast) == 303
    assert "Usulan" in cast.author.get(f"/drafts/{cast.draft}/page/{LESSON}").text
    assert "Usulan kata lain" in cast.gita.get(f"/reviews/{review}").text, "the review page names what is open"
    assert accept(cast) == 303
    assert "jelas namanya segera</ins>" in cast.gita.get(f"/reviews/{review}/changes").text
    approve_both(cast, review)
    assert publish(cast.gita, review).status_code == 303
    ani.post("/courses/arsip-kantor/move", data={"version": "2"})
    assert PROPOSED in ani.get(READ).text


def test_words_accepted_after_an_approval_are_approved_once_more(cast: Cast) -> None:
    published(cast, **WORTH)
    edit(cast.draft, LESSON, CHANGED, writer(cast.author_id))
    review = hand_in(cast, "Pedoman 2026 sudah masuk.")
    propose(cast.gita, cast)
    approve_both(cast, review)
    assert accept(cast) == 303
    assert publish(cast.gita, review).status_code == 409
    page = cast.gita.get(f"/reviews/{review}").text
    assert page.count("Berubah sejak disetujui") == 4, "both approvals, at the top and in their cards"
    with door(writes=False):
        draft = draft_of(cast.draft)
    assert draft
    for aspect in ("substance", "form"):
        assert decide(cast.gita, review, aspect, cast.draft).status_code == 303
    assert publish(cast.gita, review).status_code == 303
