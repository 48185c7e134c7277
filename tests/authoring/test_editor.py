"""One page of a draft by its editor: each block as learners see it, edited alone, and nobody's change lost."""

import threading

import pytest
from flask import Flask

from lms.authoring.blocks.page_blocks import page_blocks
from lms.authoring.editor import saving
from lms.authoring.queries import history_of
from lms.content.document_reader import read_document
from lms.permissions import Role
from lms.platform.db.doors import begin_writing, door
from tests.authoring.editing import LESSON, QUIZ, Author, anchor_of, author, fields_of, with_lesson
from tests.support.drafts import FILES
from tests.support.people import add_person, signed_in

TEXT = FILES[LESSON].decode()


def test_the_page_shows_each_block_as_learners_see_it_with_its_actions(app: Flask) -> None:
    ani = author(app)
    page = ani.client.get(ani.at("page")).text
    assert "<p>Surat yang <strong>bernama jelas</strong> cepat ditemukan.</p>" in page
    assert 'id="b1"' in page and 'id="l8"' in page
    assert 'Ubah<span class="vh"> judul Tiga bagian nama</span>' in page
    assert "**" not in page and "## " not in page


def test_questions_stand_with_their_key(app: Flask) -> None:
    ani = author(app, page=QUIZ)
    page = ani.client.get(ani.at("page")).text
    assert "Apa yang ditulis lebih dulu?" in page and "(x)" not in page
    assert 'class="ans ok"' in page and "Urutan berkas mengikuti tanggal." in page


def test_beside_an_open_form_only_saving_stands_out(app: Flask) -> None:
    ani = author(app)
    closed, opened = (ani.client.get(ani.at("page", query)).text for query in ("", "?open=1"))
    assert '<a class="btn sm" href="?add=end' in closed
    assert '<a class="btn sm" href="?add=end' not in opened and '<a class="btn alt sm" href="?add=end' in opened


def test_saving_a_block_replaces_only_its_lines(app: Flask) -> None:
    ani = author(app)
    answer = ani.save({**ani.opened(1), "text": "Empat bagian nama"})
    assert (answer.status_code, anchor_of(answer)) == (303, "b1")
    assert ani.text() == TEXT.replace("## Tiga bagian nama", "## Empat bagian nama")


def test_a_form_that_is_saved_as_it_was_changes_no_byte(app: Flask) -> None:
    ani = author(app)
    for index in range(3):
        assert ani.save(ani.opened(index)).status_code == 303
    assert ani.text() == TEXT


def test_a_block_is_added_below_another_and_at_the_end(app: Flask) -> None:
    ani = author(app)
    assert anchor_of(ani.save({**ani.new("paragraph", 0), "text": "Sisipan."}, "add")) == "b1"
    assert anchor_of(ani.save({**ani.new("heading"), "text": "Akhir"}, "add")) == "b4"
    assert ani.text() == TEXT.replace("ditemukan.\n", "ditemukan.\n\nSisipan.\n") + "\n## Akhir\n"


def test_below_a_block_the_kind_is_asked_for_first(app: Flask) -> None:
    ani = author(app)
    page = ani.client.get(ani.at("page", "?add=0")).text
    assert "Apa yang akan ditambahkan?" in page and "?add=0&amp;kind=table#form" in page


def test_blocks_move_and_are_taken_out_and_brought_back_to_the_byte(app: Flask) -> None:
    ani = author(app)
    assert anchor_of(ani.press("move", 2, direction="up")) == "b1"
    assert anchor_of(ani.press("move", 1, direction="down")) == "b2"
    assert ani.text() == TEXT
    taken = ani.press("remove", 1)
    assert "Tiga bagian" not in ani.text()
    note = ani.client.get(taken.location).text
    assert "judul Tiga bagian nama" in note and "Urungkan" in note
    revision = taken.location.partition("removed=")[2]
    assert ani.save({"revision": revision}, "bring-back").status_code == 303
    assert ani.text() == TEXT


def test_what_was_taken_out_comes_back_to_its_place_after_other_edits(app: Flask) -> None:
    ani = author(app)
    revision = ani.press("remove", 1).location.partition("removed=")[2]
    ani.save({**ani.new("paragraph"), "text": "Penutup."}, "add")
    ani.save({"revision": revision}, "bring-back")
    assert ani.text() == TEXT + "\nPenutup.\n"


def test_buttons_for_rows_save_nothing_and_keep_what_was_typed(app: Flask) -> None:
    ani = author(app)
    typed = {**ani.opened(2), "item-0": "Tanggal surat", "row": "add:item:0"}
    page = ani.save(typed)
    assert page.status_code == 200 and ani.text() == TEXT
    fields = fields_of(page.text)
    assert (fields["item-0"], fields["item-1"], fields["item-2"]) == ("Tanggal surat", "", "Pengirim")
    ani.save({**fields, "item-1": "Nomor"})
    assert "- Tanggal surat\n- Nomor\n- Pengirim\n- Perihal\n" in ani.text()


def test_an_empty_form_comes_back_with_what_to_do(app: Flask) -> None:
    ani = author(app)
    page = ani.save({**ani.opened(0), "text": "  "})
    assert page.status_code == 422
    assert "<title>Perlu diperbaiki: Nama berkas" in page.text
    assert ani.text() == TEXT


def test_a_change_of_another_block_meanwhile_is_kept(app: Flask) -> None:
    ani = author(app)
    mine = ani.opened(0)
    other = Author(app, ani.draft, ani.client)
    other.save({**other.opened(2), "item-1": "Nama pengirim"})
    other.press("move", 2, direction="up")
    assert ani.save({**mine, "text": "Surat bernama jelas mudah dicari."}).status_code == 303
    assert "Surat **bernama jelas** mudah dicari.\n\n- Tanggal\n- Nama pengirim\n" in ani.text()


def test_a_change_of_the_same_block_shows_both_texts_and_overwrites_nothing(app: Flask) -> None:
    ani = author(app)
    mine = {**ani.opened(0), "text": "Tulisan saya.", "text.bold": ""}
    ani.save({**ani.opened(0), "text": "Tulisan rekan.", "text.bold": ""})
    before = ani.text()
    page = ani.save(mine)
    assert page.status_code == 409 and ani.text() == before
    assert "Tulisan saya." in page.text and "<p>Tulisan rekan.</p>" in page.text
    assert ani.save(fields_of(page.text)).status_code == 303
    assert "Tulisan saya." in ani.text() and "Tulisan rekan." not in ani.text()


def test_a_block_that_was_taken_out_meanwhile_can_be_put_in_again(app: Flask) -> None:
    ani = author(app)
    mine = {**ani.opened(1), "text": "Judul saya"}
    ani.press("remove", 1)
    page = ani.save(mine)
    assert page.status_code == 409 and "sudah dihapus" in page.text
    assert ani.save(fields_of(page.text), "add").status_code == 303
    assert ani.text().endswith("\n## Judul saya\n")


def test_of_two_equal_blocks_in_a_changed_file_none_is_guessed(app: Flask) -> None:
    ani = with_lesson(app, "Sama.\n\n## Tengah\n\nSama.\n")
    mine = {**ani.opened(2), "text": "Lain."}
    ani.save({**ani.opened(1), "text": "Baru"})
    assert ani.save(mine).status_code == 409
    assert ani.text() == "Sama.\n\n## Baru\n\nSama.\n"


def test_a_script_is_told_what_to_act_on_next_and_several_paragraphs_stay_one_form(app: Flask) -> None:
    ani = author(app)
    form = {**ani.opened(0), "text": "Satu.\n\nDua.", "text.bold": ""}
    told = ani.save(form, Accept="application/json")
    assert told.json and told.json["saved"].startswith("Tersimpan ") and len(told.json["block"]) == 2
    again = {**form, "text": "Satu.\n\nDua.\n\nTiga.", "block": told.json["block"], "seen": told.json["seen"]}
    assert len(ani.save(again, Accept="application/json").json["block"]) == 3
    assert "\n\nSatu.\n\nDua.\n\nTiga.\n\n## Tiga bagian" in ani.text()
    with door(writes=False):
        assert len(history_of(ani.draft)) == 2, "what is typed within minutes is one revision"


@pytest.mark.parametrize("act", ["page", "add", "move", "remove", "bring-back", "describe", "text", "preview"])
def test_somebody_else_finds_nothing_there(app: Flask, act: str) -> None:
    ani = author(app)
    other = Author(app, ani.draft, signed_in(app, add_person("lain", role=Role.SPEAKER)))
    assert other.save({"block": "x", "seen": "1", "text": "x"}, act).status_code == 404
    assert other.client.get(other.at("page")).status_code == 404
    assert ani.text() == TEXT


@pytest.mark.parametrize("path", ["tidak-ada.md", "../course.md", "01-menyimpan", "media/x.png"])
def test_what_is_no_page_is_not_found(app: Flask, path: str) -> None:
    ani = author(app, {**FILES, "media/x.png": b"\x89PNG\r\n\x1a\n"})
    assert ani.client.get(f"/drafts/{ani.draft}/page/{path}").status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "paragraph"},
        {"kind": "bukan", "block": "x", "seen": "1"},
        {"kind": "paragraph", "block": "x", "seen": "9" * 40, "text": "a"},
        {"kind": "table", "columns": "-1", "row": "add:column:99999999999999999999"},
        {"kind": "list", "row": "remove:item:7", "item-0": "a"},
        {"kind": "heading", "text": "a\x00b", "block": "x", "seen": "1"},
    ],
)
def test_nonsense_is_answered_in_words_and_changes_nothing(app: Flask, sent: dict[str, str]) -> None:
    ani = author(app)
    for act in ("page", "move", "remove", "bring-back", "describe"):
        assert ani.save(sent, act).status_code < 500
    assert ani.text() == TEXT


def test_a_page_that_holds_nothing_invites_to_begin(app: Flask) -> None:
    ani = with_lesson(app, "---\ntitle: Kosong\n---\n")
    assert "Halaman ini masih kosong" in ani.client.get(ani.at("page")).text
    assert ani.save({**ani.new("paragraph"), "text": "Mulai."}, "add").status_code == 303
    assert ani.text() == "---\ntitle: Kosong\n---\n\nMulai.\n"


def test_problems_stand_at_their_block_in_words_for_a_teacher(app: Flask) -> None:
    files = {**FILES, LESSON: b"Satu.\n\n![](../media/x.png)\n", "media/x.png": b"\x89PNG\r\n\x1a\n"}
    ani = author(app, files)
    page = ani.client.get(ani.at("page")).text
    assert '<a href="#b1">Gambar ini belum punya uraian.</a>' in page
    assert ani.save({**fields_of(page), "words": "Loket [baru]"}, "describe").status_code == 303
    assert ani.text() == "Satu.\n\n![Loket \\[baru\\]](../media/x.png)\n"


def test_several_authors_at_once_lose_nothing(app: Flask) -> None:
    ani = with_lesson(app, "".join(f"Paragraf {n}.\n\n" for n in range(10)))
    forms = [ani.opened(n) for n in range(10)]
    for n, form in enumerate(forms):
        assert ani.save({**form, "text": f"Ditulis {n}."}).status_code == 303
    assert ani.text() == "".join(f"Ditulis {n}.\n\n" for n in range(10))


def test_who_was_faster_between_reading_and_writing_loses_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ani = author(app)
    mine, theirs, other = ani.opened(0), ani.opened(1), Author(app, ani.draft, ani.client)
    faster = [threading.Thread(target=lambda: other.save({**theirs, "text": "Lebih cepat"}))]

    def begin_later() -> None:
        if faster:
            thread = faster.pop()
            thread.start()
            thread.join()
        begin_writing()

    monkeypatch.setattr(saving, "begin_writing", begin_later)
    assert ani.save({**mine, "text": "Surat bernama jelas."}).status_code == 303
    assert "Surat **bernama jelas**.\n\n## Lebih cepat\n" in ani.text()


POOLED = """---
title: Uji diri
kind: quiz
---

## Soal: Di luar? {#luar}

- (x) Ya
- ( ) Tidak

## Kelompok: Tanggal {#tanggal draw=1}

### Soal: Di dalam? {#dalam}

- (x) Ya
- ( ) Tidak
"""


def places(ani: Author) -> list[tuple[str, str]]:
    """The questions of the page in order, each with its group."""
    blocks = page_blocks(read_document(QUIZ, ani.text()).document)
    return [(block.question.key, block.question.pool) for block in blocks if block.question]


def pooled(app: Flask) -> Author:
    return author(app, {**FILES, QUIZ: POOLED.encode()}, QUIZ)


def test_a_question_goes_into_a_group_and_out_of_it_by_its_form(app: Flask) -> None:
    ani = pooled(app)
    fields = ani.opened(0)
    assert "Termasuk kelompok" in ani.client.get(ani.at("page", "?open=0")).text and fields["pool"] == ""
    assert anchor_of(ani.save({**fields, "pool": "tanggal"})) == "b2"
    assert places(ani) == [("dalam", "tanggal"), ("luar", "tanggal")]
    fields = ani.opened(1)
    assert fields["pool"] == "tanggal"
    assert ani.save({**fields, "pool": ""}).status_code == 303
    assert places(ani) == [("dalam", ""), ("luar", "tanggal")]


def test_a_new_question_stands_in_the_group_that_its_form_says(app: Flask) -> None:
    ani = pooled(app)
    new = fields_of(ani.client.get(ani.at("page", "?add=0&kind=question&question=single_choice")).text)
    assert new["pool"] == ""
    sent = {**new, "title": "Baru?", "choice-0": "Ya", "right": "0", "choice-1": "Tidak", "pool": "tanggal"}
    answer = ani.save(sent, "add")
    assert answer.status_code == 303, answer.text[-3000:]
    assert [pool for _, pool in places(ani)] == ["", "tanggal", "tanggal"]


@pytest.mark.parametrize("pool", ["tidak-ada", "\0", "x" * 5000, "luar"])
def test_a_group_that_is_not_on_the_page_changes_no_place(app: Flask, pool: str) -> None:
    ani = pooled(app)
    assert ani.save({**ani.opened(0), "pool": pool}).status_code == 303
    assert ani.text() == POOLED


def test_saving_a_pooled_question_as_it_was_changes_no_byte(app: Flask) -> None:
    ani = pooled(app)
    for index in (0, 2):
        assert ani.save(ani.opened(index)).status_code == 303
    assert ani.text() == POOLED


def test_without_groups_no_form_asks_for_one(app: Flask) -> None:
    ani = author(app, page=QUIZ)
    assert "Termasuk kelompok" not in ani.client.get(ani.at("page", "?open=0")).text


def test_who_proposes_other_words_moves_no_question(app: Flask) -> None:
    ani = pooled(app)
    page = ani.client.get(ani.at("read", "?propose=0"))
    assert page.status_code == 200 and "Termasuk kelompok" not in page.text and "Pertanyaan" in page.text
