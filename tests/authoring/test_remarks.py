"""Remarks on a draft: sent twice they are one, they go with their blocks, and a wording is accepted once."""

from datetime import timedelta

import pytest
from flask import Flask

from lms.authoring import operations
from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.draft import Act
from lms.authoring.errors import BlockChanged, RemarkClosed
from lms.authoring.operations import remarks
from lms.authoring.queries import file_of, history_of
from lms.authoring.remark import Closing
from lms.authoring.remark_queries import RemarkLine, open_remarks, remark_of, remarks_on
from lms.content.document_reader import read_document
from lms.kernel.errors import Unprocessable
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import NOW, add_person

LESSON = "01-menyimpan/01-nama-berkas.md"
TEXT = FILES[LESSON].decode()
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def telaah(app: Flask) -> int:
    return add_person("penelaah", "Telaah Contoh", role=Role.REVIEWER)


@pytest.fixture
def draft(nara: int) -> int:
    return add_draft(writer(nara))


def text_of(draft: int, path: str = LESSON) -> str:
    with door(writes=False):
        file = file_of(draft, path)
        return file.content.text or "" if file else ""


def say(
    draft: int, by: int, block: int | None, words: str = "Beri contoh.", proposal: str = "", token: str = "t1"
) -> int:
    blocks = page_blocks(read_document(LESSON, text_of(draft)).document)
    new = remarks.NewRemark(LESSON, None if block is None else blocks[block], words, token, proposal)
    with door(writes=True):
        return remarks.write_remark(draft, new, NOW, by=writer(by, "penelaah"))


def found(remark: int) -> RemarkLine:
    with door(writes=False):
        line = remark_of(remark)
    assert line
    return line


def test_a_remark_sent_twice_is_one(draft: int, telaah: int) -> None:
    assert say(draft, telaah, 2) == say(draft, telaah, 2)
    with door(writes=False):
        assert open_remarks(draft) == {LESSON: 1}


@pytest.mark.parametrize("words", ["", " \n", "x" * 2_001])
def test_a_remark_says_something_and_not_too_much(draft: int, telaah: int, words: str) -> None:
    with pytest.raises(Unprocessable):
        say(draft, telaah, 2, words)


def test_a_remark_goes_with_its_block(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 2)
    edit(draft, LESSON, TEXT.replace("## Tiga", "Kalimat baru.\n\nDan satu lagi.\n\n## Tiga"), writer(nara))
    assert found(remark).block == 4
    edit(draft, LESSON, text_of(draft).replace("- Tanggal", "- Tanggal surat"), writer(nara), LATER)
    assert found(remark).block == 4
    edit(draft, LESSON, text_of(draft).partition("- Tanggal")[0], writer(nara), LATER)
    assert (found(remark).block, found(remark).block_text) == (None, "- Tanggal\n- Pengirim\n- Perihal\n")


def test_a_remark_goes_with_its_file(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 1)
    with door(writes=True):
        line = file_of(draft, LESSON)
        assert line
        changes = {LESSON: None, "02-lain/01-nama-berkas.md": line.content}
        operations.change_files(draft, changes, {LESSON: line.since}, Act.MOVED, LATER, by=writer(nara))
    assert (found(remark).path, found(remark).block) == ("02-lain/01-nama-berkas.md", 1)


def test_a_proposed_wording_is_accepted_with_one_tap_and_only_once(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 0, "", "Surat yang **diberi nama** cepat ditemukan.\n")
    edit(draft, LESSON, TEXT + "\nTambahan.\n", writer(nara))
    for _ in range(2):
        with door(writes=True):
            remarks.accept_proposal(remark, LATER, by=writer(nara))
    assert text_of(draft) == TEXT.replace("bernama jelas", "diberi nama") + "\nTambahan.\n"
    with door(writes=False):
        assert [line.act for line in history_of(draft)] == [Act.ACCEPTED, Act.EDITED, Act.CREATED]
        assert remarks_on(draft) == () and found(remark).closing is Closing.ACCEPTED


def test_a_wording_for_what_was_changed_is_not_put_in_its_place(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 0, "", "Lain.\n")
    edit(draft, LESSON, TEXT.replace("jelas", "sangat jelas"), writer(nara))
    with pytest.raises(BlockChanged), door(writes=True):
        remarks.accept_proposal(remark, LATER, by=writer(nara))
    assert "sangat jelas" in text_of(draft) and found(remark).closing is None


def test_replies_stand_under_their_remark_in_order(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 0)
    for token in ("a", "a", "b"):
        with door(writes=True):
            remarks.reply(remark, f"Jawaban {token}.", token, NOW, by=writer(nara))
    with door(writes=False):
        [line] = remarks_on(draft, LESSON)
    assert [answer.words for answer in line.replies] == ["Jawaban a.", "Jawaban b."]


def test_what_is_closed_stays_closed(draft: int, nara: int, telaah: int) -> None:
    remark = say(draft, telaah, 0, proposal="Lain.\n")
    for _ in range(2):
        with door(writes=True):
            remarks.close_remark(remark, Closing.DONE, NOW, by=writer(nara))
    with pytest.raises(RemarkClosed), door(writes=True):
        remarks.accept_proposal(remark, NOW, by=writer(nara))
    with pytest.raises(RemarkClosed), door(writes=True):
        remarks.reply(remark, "Terlambat.", "c", NOW, by=writer(nara))
    with door(writes=False):
        assert [line.id for line in remarks_on(draft, closed=True)] == [remark]
