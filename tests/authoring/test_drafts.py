"""A draft keeps every file as it was at each revision, and overwrites nothing that its writer has not seen."""

from datetime import timedelta

import pytest
from flask import Flask, current_app

from lms.authoring import operations
from lms.authoring.contents import folder_of, kept, text_content
from lms.authoring.draft import Act, DraftState
from lms.authoring.errors import FileChanged, LastAuthor, NameTaken, QuotaFull
from lms.authoring.queries import authors_of, draft_of, drafts_by, file_of, files_of, history_of, used_bytes
from lms.content.blobs import BlobStore
from lms.kernel.errors import NotFound
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import NOW, add_person

LESSON = "01-menyimpan/01-nama-berkas.md"
LATER = NOW + timedelta(minutes=10)


def store() -> BlobStore:
    return BlobStore.within(current_app.extensions["settings"].data_dir)


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


def test_a_draft_is_the_folder_it_was_made_from_byte_for_byte(nara: int) -> None:
    files = {**FILES, "media/titik.png": b"\x89PNG\r\n\x1a\nrest", "catatan.txt": b"\xff\xfe"}
    draft = add_draft(writer(nara), files)
    with door(writes=False):
        assert folder_of(files_of(draft), store()) == files


def test_each_revision_can_be_read_and_brought_back(nara: int) -> None:
    draft = add_draft(writer(nara))
    second = edit(draft, LESSON, "Satu.\n", writer(nara))
    edit(draft, LESSON, "Dua.\n", writer(nara), LATER)
    with door(writes=False):
        assert {line.path: line.content.text for line in files_of(draft, second)}[LESSON] == "Satu.\n"
    with door(writes=True):
        operations.restore(draft, 1, LATER, by=writer(nara))
    with door(writes=False):
        assert folder_of(files_of(draft), store()) == FILES
        assert [line.act for line in history_of(draft)] == [Act.RESTORED, Act.EDITED, Act.EDITED, Act.CREATED]


def test_typing_within_a_few_minutes_is_one_revision_until_it_is_kept(nara: int) -> None:
    draft = add_draft(writer(nara))
    for seconds in (2, 4, 6):
        edit(draft, LESSON, f"Kata {seconds}.\n", writer(nara), NOW + timedelta(seconds=seconds))
    with door(writes=True):
        operations.keep_revision(draft)
    edit(draft, LESSON, "Kata 8.\n", writer(nara), NOW + timedelta(seconds=8))
    with door(writes=False):
        assert [(line.number, line.act) for line in history_of(draft)] == [(5, "edited"), (4, "edited"), (1, "created")]
        assert {line.path: line.content.text for line in files_of(draft, 4)}[LESSON] == "Kata 6.\n"


def test_nobody_overwrites_what_they_have_not_seen(nara: int) -> None:
    draft = add_draft(writer(nara))
    edit(draft, LESSON, "Punya rekan.\n", writer(nara))
    with pytest.raises(FileChanged) as refusal, door(writes=True):
        changes = {LESSON: text_content("Punya saya.\n"), "02-baru.md": text_content("Baru.\n")}
        operations.change_files(draft, changes, {LESSON: 1}, Act.EDITED, LATER, by=writer(nara))
    with door(writes=False):
        found = file_of(draft, LESSON)
        assert refusal.value.path == LESSON and found and found.content.text == "Punya rekan.\n"
        assert file_of(draft, "02-baru.md") is None


def test_saving_what_is_there_already_changes_nothing(nara: int) -> None:
    draft = add_draft(writer(nara))
    assert edit(draft, LESSON, FILES[LESSON].decode(), writer(nara)) == 1


def test_a_change_of_what_is_published_makes_a_draft_of_it_again(nara: int) -> None:
    draft = add_draft(writer(nara))
    with door(writes=True):
        operations.set_state(draft, DraftState.PUBLISHED, NOW, by=writer(nara))
    edit(draft, "course.md", "---\ntitle: Arsip Baru\n---\n", writer(nara))
    with door(writes=False):
        found = draft_of(draft)
    assert found and (found.state, found.title) == (DraftState.WRITING, "Arsip Baru")


def test_a_speaker_keeps_no_more_than_the_quota(nara: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = add_draft(writer(nara))
    monkeypatch.setattr("lms.authoring.operations.drafts.quota_bytes", lambda: used_bytes(nara) + 10)
    with pytest.raises(QuotaFull):
        edit(draft, "02-panjang.md", "x" * 11, writer(nara))
    assert edit(draft, LESSON, "pendek\n", writer(nara)) == 2


def test_a_course_has_one_draft_until_it_is_discarded(nara: int) -> None:
    draft = add_draft(writer(nara))
    with pytest.raises(NameTaken):
        add_draft(writer(nara))
    with door(writes=True):
        operations.discard_draft(draft, NOW, by=writer(nara))
    again = add_draft(writer(nara))
    with door(writes=False):
        assert [line.id for line in drafts_by(nara)] == [again]
    with pytest.raises(NotFound), door(writes=True):
        operations.restore(again, 7, NOW, by=writer(nara))


def test_co_authors_come_and_go_but_one_stays(nara: int) -> None:
    draft, other = add_draft(writer(nara)), add_person("rekan", "Rekan Contoh", role=Role.SPEAKER)
    with door(writes=True):
        operations.add_author(draft, other, NOW, by=writer(nara))
        operations.add_author(draft, other, NOW, by=writer(nara))
        operations.remove_author(draft, nara, NOW, by=writer(nara))
    with pytest.raises(LastAuthor), door(writes=True):
        operations.remove_author(draft, other, NOW, by=writer(nara))
    with door(writes=False):
        assert [line.name for line in authors_of(draft)] == ["Rekan Contoh"]


def test_a_file_can_go_and_come_back(nara: int) -> None:
    draft = add_draft(writer(nara))
    with door(writes=True):
        operations.change_files(draft, {LESSON: None}, {LESSON: 1}, Act.REMOVED, NOW, by=writer(nara))
    assert edit(draft, LESSON, "Kembali.\n", writer(nara)) == 3
    with door(writes=False):
        assert LESSON not in {line.path for line in files_of(draft, 2)}
        assert kept({}, store()) == {}
