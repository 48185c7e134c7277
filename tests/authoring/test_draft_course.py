"""A draft read as a course: the same reader as publication, and links that lead to where the files are now."""

from flask import Flask

from lms.authoring.draft_course import DraftCourse, draft_course
from lms.authoring.previewing import Previews
from lms.authoring.queries import draft_of
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.support.drafts import FILES, add_draft, edit, writer
from tests.support.people import add_person

LESSON = "01-menyimpan/01-nama-berkas.md"
PNG = b"\x89PNG\r\n\x1a\nsisa"


def read(draft_id: int) -> DraftCourse:
    with door(writes=False):
        found = draft_of(draft_id)
        assert found
        return draft_course(found)


def test_a_draft_reads_as_its_folder_does_and_anew_after_each_change(app: Flask) -> None:
    by = writer(add_person("narasumber", role=Role.SPEAKER))
    draft = add_draft(by)
    before = read(draft)
    assert before.course and [item.title for item in before.course.items] == ["Nama berkas", "Uji diri"]
    assert read(draft) is before
    edit(draft, LESSON, "---\ntitle: Nama baru\n---\n\nIsi.\n", by)
    item = read(draft).item(LESSON)
    assert item and item.title == "Nama baru"


def test_links_and_pictures_lead_to_pages_and_files_of_the_draft(app: Flask) -> None:
    text = b"---\ntitle: Satu\n---\n\n[Lanjut](02-uji-diri.md)\n\n![Titik](../media/titik.png)\n"
    by = writer(add_person("narasumber", role=Role.SPEAKER))
    course = read(add_draft(by, {**FILES, LESSON: text, "media/titik.png": PNG}))
    item, previews = course.item(LESSON), Previews()
    assert item
    setting = course.setting(item.document, lambda path: f"/lihat/{path}")
    html = previews.texts([block.text for block in item.document.blocks], setting)[0].html
    previews.rest()
    file = course.file("media/titik.png")
    assert 'href="/lihat/01-menyimpan/02-uji-diri.md"' in html
    assert file and f'src="/media/{file.content.blob}.png"' in html
