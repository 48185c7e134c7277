"""A course that was published past its draft, by a command or by going back: nothing is lost unseen."""

import re
from pathlib import Path

import pytest
from flask import Flask

from lms.authoring.asking import store
from lms.authoring.contents import folder_of
from lms.authoring.queries import draft_of, files_of
from lms.content.models import CourseVersion
from lms.content.queries import current_version, kept_files
from lms.content.queries import folder_of as published_folder
from lms.doctor import differences
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.reviewing import sweeping
from tests.reviewing.reviewing import (
    Cast,
    approve_both,
    hand_in,
    make_cast,
    publish,
    published,
    review_of,
    revision_of,
    state_of,
)
from tests.reviewing.test_planned import LATER, let_the_time_come
from tests.support.apps import count
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import add_person, signed_in

LESSON = "01-menyimpan/01-nama-berkas.md"
OTHERS = {**FILES, LESSON: FILES[LESSON] + b"\nDitulis di folder.\n"}
TOLD = "Versi 2 terbit dari luar naskah ini"


@pytest.fixture
def cast(app: Flask) -> Cast:
    made = make_cast(app)
    published(made)
    return made


def publish_folder(app: Flask, folder: Path, slug: str = "arsip-kantor") -> None:
    """What an operator does: `courses publish`, past the draft."""
    for path, data in OTHERS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    done = app.test_cli_runner().invoke(args=["courses", "publish", str(folder), "--slug", slug])
    assert done.exit_code == 0, done.output


def files(draft: int) -> dict[str, bytes]:
    with door(writes=False):
        return folder_of(files_of(draft), store())


def learners_files() -> dict[str, bytes]:
    with door(writes=False):
        version = current_version("arsip-kantor")
        assert version is not None
        return published_folder(kept_files(version.id), store())


def own_words(cast: Cast) -> None:
    edit(cast.draft, LESSON, FILES[LESSON].decode().replace("cepat", "segera"), writer(cast.author_id))


def test_the_versions_say_in_words_that_a_command_published(app: Flask, cast: Cast, tmp_path: Path) -> None:
    publish_folder(app, tmp_path)
    shown = cast.gita.get("/courses/arsip-kantor/versions").text
    assert "Perintah di server" in shown and "command:" not in shown


def test_the_outline_says_so_and_brings_the_published_files_in_and_takes_that_back(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    own_words(cast)
    mine = files(cast.draft)
    publish_folder(app, tmp_path)
    outline = cast.author.get(f"/drafts/{cast.draft}").text
    assert TOLD in outline and "Masukkan versi 2" in outline and TOLD in cast.author.get("/drafts").text
    answer = cast.author.post(f"/drafts/{cast.draft}/published")
    assert answer.status_code == 303 and files(cast.draft) == OTHERS and state_of(cast.draft) == "published"
    shown = cast.author.get(answer.location).text
    assert TOLD not in shown and "Peserta melihat versi 2" in shown
    again = cast.author.post(f"/drafts/{cast.draft}/published")
    assert again.status_code == 303 and "undo" not in again.location, "a second tap finds it done"
    undo = re.findall(r'action="([^"]+/undo)"', shown)[0]
    assert cast.author.post(undo).status_code == 303
    assert files(cast.draft) == mine and state_of(cast.draft) == "writing"
    assert TOLD in cast.author.get(f"/drafts/{cast.draft}").text, "it is overtaken once more"
    with door(writes=False):
        assert list(differences()) == []


def test_an_older_revision_brings_the_warning_back(app: Flask, cast: Cast, tmp_path: Path) -> None:
    own_words(cast)
    mine, number = files(cast.draft), revision_of(cast.draft)
    publish_folder(app, tmp_path)
    cast.author.post(f"/drafts/{cast.draft}/published")
    brought_in = revision_of(cast.draft)
    assert TOLD not in cast.author.get(f"/drafts/{cast.draft}").text
    assert cast.author.post(f"/drafts/{cast.draft}/history/{brought_in}/restore").status_code == 303
    assert TOLD not in cast.author.get(f"/drafts/{cast.draft}").text, "nothing was restored"
    edit(cast.draft, LESSON, OTHERS[LESSON].decode() + "\nSetelah itu.\n", writer(cast.author_id))
    assert cast.author.post(f"/drafts/{cast.draft}/history/{brought_in}/restore").status_code == 303
    assert TOLD not in cast.author.get(f"/drafts/{cast.draft}").text, "the version is still inside"
    assert cast.author.post(f"/drafts/{cast.draft}/history/{number}/restore").status_code == 303
    assert files(cast.draft) == mine and TOLD in cast.author.get(f"/drafts/{cast.draft}").text
    with door(writes=False):
        assert list(differences()) == []


def test_files_that_are_the_same_already_only_make_the_version_known(app: Flask, cast: Cast, tmp_path: Path) -> None:
    edit(cast.draft, LESSON, OTHERS[LESSON].decode(), writer(cast.author_id))
    publish_folder(app, tmp_path)
    answer = cast.author.post(f"/drafts/{cast.draft}/published")
    assert "Konsep ini sama dengan yang dipakai peserta." in cast.author.get(answer.location).text
    assert state_of(cast.draft) == "published"


def test_a_course_that_was_rolled_back_does_not_go_forward_unseen(cast: Cast) -> None:
    own_words(cast)
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    publish(cast.gita, review)
    rolled = cast.gita.post("/courses/arsip-kantor/versions/roll-back", data={"number": "1", "reason": "Salah."})
    assert rolled.status_code == 303 and learners_files() == FILES
    outline = cast.author.get(f"/drafts/{cast.draft}").text
    assert "Versi 3 terbit dari luar naskah ini" in outline and "Tidak ada yang berubah sejak terbit" not in outline
    cast.author.post(f"/drafts/{cast.draft}/published")
    assert files(cast.draft) == FILES


def test_the_reviewer_is_told_and_says_what_is_replaced(app: Flask, cast: Cast, tmp_path: Path) -> None:
    own_words(cast)
    publish_folder(app, tmp_path)
    assert TOLD in cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    review = hand_in(cast, "Diperbaiki.")
    assert TOLD in cast.author.get(f"/drafts/{cast.draft}/hand-in").text
    assert TOLD in cast.gita.get(f"/reviews/{review}").text
    changes = cast.gita.get(f"/reviews/{review}/changes").text
    assert "Dibandingkan dengan versi 2" in changes and "Ditulis di folder." in changes, "what would be lost is shown"
    approve_both(cast, review)
    refused = publish(cast.gita, review)
    assert refused.status_code == 409 and "nyatakan bahwa versi itu diganti" in refused.text
    assert publish(cast.gita, review, **LATER).status_code == 409 and learners_files() == OTHERS
    assert publish(cast.gita, review, replaces="zzz").status_code == 409
    known = re.findall(r'name="replaces"[^>]*value="(\d+)"', refused.text)[0]
    assert publish(cast.gita, review, replaces=known).status_code == 303
    assert count(CourseVersion) == 3 and learners_files() == files(cast.draft)
    assert TOLD not in cast.gita.get(f"/reviews/{review}").text


def test_what_was_planned_before_does_not_replace_what_came_after(app: Flask, cast: Cast, tmp_path: Path) -> None:
    own_words(cast)
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    assert publish(cast.gita, review, **LATER).status_code == 303
    publish_folder(app, tmp_path)
    let_the_time_come()
    sweeping.sweep()
    assert learners_files() == OTHERS
    assert "Ada versi yang terbit dari luar naskah ini." in cast.gita.get(f"/reviews/{review}").text


def test_what_was_planned_knowingly_replaces_it(app: Flask, cast: Cast, tmp_path: Path) -> None:
    own_words(cast)
    publish_folder(app, tmp_path)
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    known = re.findall(r'name="replaces"[^>]*value="(\d+)"', cast.gita.get(f"/reviews/{review}/publish").text)[0]
    assert publish(cast.gita, review, **LATER, replaces=known).status_code == 303
    let_the_time_come()
    sweeping.sweep()
    assert learners_files() == files(cast.draft)


def test_who_began_a_course_of_the_same_name_is_told_but_gets_no_files_of_others(app: Flask, tmp_path: Path) -> None:
    nara = add_person("nara", role=Role.SPEAKER)
    draft, author = add_draft(writer(nara, "nara"), slug="nama-sama"), signed_in(app, nara)
    publish_folder(app, tmp_path, "nama-sama")
    outline = author.get(f"/drafts/{draft}").text
    assert "Versi 1 terbit dari luar naskah ini" in outline and "Masukkan versi" not in outline
    assert author.post(f"/drafts/{draft}/published").status_code == 303 and files(draft) == FILES


def test_only_authors_bring_files_in(app: Flask, cast: Cast, tmp_path: Path) -> None:
    publish_folder(app, tmp_path)
    assert cast.gita.post(f"/drafts/{cast.draft}/published").status_code == 404 and files(cast.draft) == FILES


def test_a_withdrawn_course_says_that_it_must_be_opened_first(cast: Cast) -> None:
    own_words(cast)
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    cast.gita.post("/courses/arsip-kantor/withdraw", data={"reason": "Menunggu aturan baru."})
    for address in (f"/reviews/{review}", f"/reviews/{review}/publish"):
        page = cast.gita.get(address).text
        assert "Penelaah harus membukanya kembali lebih dulu." in page and "/courses/arsip-kantor/versions" in page
    for way in ({}, LATER):
        refused = publish(cast.gita, review, **way)
        assert refused.status_code == 409 and "Penelaah harus membukanya kembali" in refused.text
        assert "nama lain untuk folder" not in refused.text and "/courses/arsip-kantor/versions" in refused.text
    assert cast.gita.post("/courses/arsip-kantor/reopen").status_code == 303
    assert publish(cast.gita, review_of(cast.draft)).status_code == 303


def test_commands_and_old_tabs_are_told_who_withdrew_it_when_and_why(app: Flask, cast: Cast, tmp_path: Path) -> None:
    own_words(cast)
    review = hand_in(cast, "Diperbaiki.")
    approve_both(cast, review)
    publish(cast.gita, review)
    cast.gita.post("/courses/arsip-kantor/withdraw", data={"reason": "Naik 100% & <keliru>."})
    rolled = cast.gita.post("/courses/arsip-kantor/versions/roll-back", data={"number": "1", "reason": "Kembali."})
    words = "oleh Gita Seumpama: “Naik 100% &amp; &lt;keliru&gt;.”. Penelaah harus membukanya kembali lebih dulu"
    assert rolled.status_code == 409 and words in rolled.text and "nama lain untuk folder" not in rolled.text
    for path, data in OTHERS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    done = app.test_cli_runner().invoke(args=["courses", "publish", str(tmp_path), "--slug", "arsip-kantor"])
    assert done.exit_code == 1 and "by Gita Seumpama: “Naik 100% & <keliru>.”. A reviewer must open it" in done.output


def test_its_author_reads_on_the_page_of_handing_in_that_it_was_withdrawn(app: Flask, cast: Cast) -> None:
    page = f"/drafts/{cast.draft}/hand-in"
    assert "ditarik pada" not in cast.author.get(page).text
    withdrawn = app.test_cli_runner().invoke(args=["courses", "withdraw", "arsip-kantor", "--reason", "Aturan baru."])
    assert withdrawn.exit_code == 0
    told = cast.author.get(page).text
    assert "oleh command:courses" in told and "Aturan baru." in told and "Penelaah harus membuka kembali" in told
    own_words(cast)
    hand_in(cast, "Diperbaiki.")
    assert "Aturan baru." in cast.author.get(page).text
    cast.gita.post("/courses/arsip-kantor/reopen")
    assert "Aturan baru." not in cast.author.get(page).text


def test_a_draft_knows_the_version_that_learners_have(cast: Cast) -> None:
    with door(writes=False):
        found = draft_of(cast.draft)
    assert found is not None and not found.is_overtaken and found.current_number == found.number == 1
