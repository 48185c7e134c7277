"""Whatever is done in the editor: the draft is the folder, byte for byte, and an edit changes only its own lines."""

from collections.abc import Mapping

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.foreign.zip_folder import read_zip, write_zip
from lms.content.document_reader import read_document
from tests.authoring.editing import LESSON, Author, author
from tests.support import apps
from tests.support.drafts import FILES

KINDS = ("heading", "paragraph", "list", "table", "note", "quote", "code", "picture", "media", "pool", "text")
WORDS = st.text("ab *_#>-|`[](){}!\\.\n1=\u00e9\u2713\U0001f600", max_size=40)
ACTS = st.tuples(
    st.sampled_from(["edit", "edit", "edit", "add", "up", "down", "remove", "undo", "text", "describe", "question"]),
    st.integers(0, 9),
    st.sampled_from(KINDS),
    WORDS,
)
START = (
    "---\ntitle: Coba\n---\r\n\r\nSatu.\r\n\n## Dua\n* x\n* y\n\n\n> [!TIP]\n> isi\n\n| a | b |\n|---|---|\n| c | d |\n"
    "\n```\nkode\n```\n\n## Soal: Apa? {#apa}\n\n- (x) Ya\n- ( ) Tidak\n"
)


def cores(text: str) -> list[str]:
    """The blocks of a file without the blank lines around them."""
    return [block.text.strip("\r\n ") for block in page_blocks(read_document("", text).document)]


def typed(fields: Mapping[str, str], words: str) -> dict[str, str]:
    """The fields with the words in the first of them that is seen."""
    seen = [name for name in fields if name in ("text", "title", "code", "item-0", "head-0", "words")]
    return {**fields, **dict.fromkeys(seen[:1], words)}


def act_on(ani: Author, act: str, number: int, kind: str, words: str) -> None:
    """One thing that an author does; a text that fits nowhere comes back as a form, and nothing happens."""
    count = len(cores(ani.text()))
    index = number % count if count else 0
    before = ani.text()
    if act == "text":
        answer = ani.save({"text": before + words, "seen": "1"}, "text")
    elif act in ("add", "question") or not count:
        fields = ani.new(f"question&question={'gaps' if number % 2 else 'matching'}" if act == "question" else kind)
        answer = ani.save(typed(fields, words), "add")
    elif act == "edit":
        answer = ani.save(typed(ani.opened(index), words))
        if answer.status_code == 303:
            old, new = cores(before), cores(ani.text())
            assert new[:index] == old[:index]
            assert index + 1 == len(old) or new[-(len(old) - index - 1) :] == old[index + 1 :]
    elif act in ("up", "down"):
        answer = ani.press("move", index, direction=act)
    elif act == "describe":
        answer = ani.press("describe", index, words=words)
    else:
        answer = ani.press("remove", index)
        if act == "undo" and answer.status_code == 303:
            answer = ani.save({"revision": answer.location.partition("removed=")[2].partition("&")[0]}, "bring-back")
            assert ani.text() == before
    assert answer.status_code in (200, 303, 409, 422), answer.text


@pytest.fixture
def one_app(shared_app: Flask) -> Flask:
    return shared_app


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, max_size=8))
def test_any_sequence_of_acts_exported_and_imported_is_the_draft(
    one_app: Flask, acts: list[tuple[str, int, str, str]]
) -> None:
    apps.empty(one_app)
    with one_app.app_context():
        ani = author(one_app, {**FILES, LESSON: START.encode()})
        for act in acts:
            act_on(ani, *act)
        files = ani.files()
        others = {path: data for path, data in files.items() if path != LESSON}
        assert others == {path: data for path, data in FILES.items() if path != LESSON}
        assert ani.text().startswith("---\ntitle: Coba\n---\r\n")
        assert dict(read_zip(write_zip(files))[0]) == files
