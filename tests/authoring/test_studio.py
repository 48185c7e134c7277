"""A speaker begins a course from a few answers, finds it in the list, and takes the folder home at any time."""

import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.authoring.asking import store
from lms.authoring.draft import DraftState
from lms.authoring.operations import set_state
from lms.authoring.queries import drafts_by, files_of
from lms.content.operations import name_authors
from lms.content.queries import current_version, kept_files
from lms.permissions import Role
from lms.platform.db.doors import door
from tests.assessment.quizzes import add_quizzes
from tests.authoring.foreign.documents import docx, paragraph, png
from tests.authoring.foreign.zips import zipped
from tests.learning.test_at_once import at_once
from tests.support import people
from tests.support.drafts import FILES, add_draft, writer
from tests.support.people import add_person
from tests.support.statements import statements

ANSWERS = {
    "title": "Arsip Digital: “rapi” & cepat",
    "audience": "Semua yang menyimpan surat.",
    "outcomes": "- Menyimpan surat dengan nama yang jelas\n- Menemukan surat\n\n",
    "modules": "Menyimpan\nMenemukan lagi\n",
    "level": "dasar",
    "jp": "2",
    "token": "a1",
}


@pytest.fixture
def nara(app: Flask) -> int:
    return add_person("narasumber", "Nara Contoh", role=Role.SPEAKER)


@pytest.fixture
def browser(app: Flask, nara: int) -> FlaskClient:
    return people.signed_in(app, nara)


def folder(draft_id: int) -> dict[str, str | None]:
    with door(writes=False):
        return {line.path: line.content.text for line in files_of(draft_id)}


def drafts_of(person_id: int) -> list[int]:
    with door(writes=False):
        return [line.id for line in drafts_by(person_id)]


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def test_who_has_no_draft_is_asked_to_begin_one(browser: FlaskClient) -> None:
    text = browser.get("/drafts").text
    assert "Anda belum punya konsep" in text and 'href="/drafts/new"' in text
    assert "0 dari 300 MB" in text


def test_a_few_answers_make_the_folder_of_a_course(browser: FlaskClient, nara: int) -> None:
    answer = browser.post("/drafts/new", data=ANSWERS)
    [draft] = drafts_of(nara)
    assert (answer.status_code, answer.location) == (303, f"/drafts/{draft}?note=draft-begun")
    files = folder(draft)
    assert list(files) == [
        "01-menyimpan/01-pembuka.md", "01-menyimpan/module.md", "02-menemukan-lagi/01-pembuka.md",
        "02-menemukan-lagi/02-ujian-akhir.md", "02-menemukan-lagi/module.md", "course.md",
    ]  # fmt: skip
    text = browser.get(f"/drafts/{draft}").text
    assert "<h1>Arsip Digital: “rapi” &amp; cepat</h1>" in text
    assert "0 dari 2 kemampuan diuji" in text and "2 halaman masih kosong" in text
    assert "Semua yang menyimpan surat." in (files["course.md"] or "")


def test_a_form_sent_twice_begins_one_draft(browser: FlaskClient, nara: int) -> None:
    first, second = (browser.post("/drafts/new", data=ANSWERS) for _ in range(2))
    assert first.location == second.location and len(drafts_of(nara)) == 1


def test_courses_of_one_title_have_names_of_their_own(browser: FlaskClient, nara: int) -> None:
    for token in ("a1", "a2", "a3"):
        browser.post("/drafts/new", data={**ANSWERS, "token": token})
    with door(writes=False):
        names = sorted(line.slug for line in drafts_by(nara))
    assert names == ["arsip-digital-rapi-cepat", "arsip-digital-rapi-cepat-1", "arsip-digital-rapi-cepat-2"]


def test_courses_of_one_title_begun_by_others_in_the_same_moment_have_names_of_their_own(app: Flask) -> None:
    speakers = [add_person(f"narasumber-{number}", role=Role.SPEAKER) for number in range(4)]
    browsers = [people.signed_in(app, person) for person in speakers]
    answers = at_once(app, *[lambda one=one: one.post("/drafts/new", data=ANSWERS).status_code for one in browsers])
    assert answers == [303] * 4
    with door(writes=False):
        names = [line.slug for person in speakers for line in drafts_by(person)]
    assert len(set(names)) == 4 and "arsip-digital-rapi-cepat" in names


def test_a_published_course_opened_by_two_reviewers_in_the_same_moment_is_one_draft(app: Flask) -> None:
    add_quizzes()
    browsers = [people.signed_in(app, add_person(f"penelaah-{number}", role=Role.REVIEWER)) for number in range(3)]
    form = {"slug": "ramah"}
    answers = at_once(app, *[lambda one=one: one.post("/drafts/published", data=form).status_code for one in browsers])
    assert sorted(answers) == [303, 409, 409]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "  "}, {"title": "…"}, {"title": "x" * 201}, {"modules": "\n - \n"}, {"modules": "m\n" * 31},
        {"outcomes": "u\n" * 13}, {"outcomes": "x" * 301}, {"audience": "x" * 2001}, {"level": "guru"}, {"jp": "0"},
        {"jp": "dua"}, {"jp": "²"}, {"jp": "1000"},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_and_nothing_is_lost(
    browser: FlaskClient, nara: int, wrong: dict[str, str]
) -> None:
    answer = browser.post("/drafts/new", data={**ANSWERS, **wrong})
    assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text
    assert 'value="a1"' in answer.text and drafts_of(nara) == []


def test_a_title_in_another_script_still_makes_a_folder(browser: FlaskClient, nara: int) -> None:
    answers = {**ANSWERS, "title": "ꦫꦩ꧀ꦧꦸꦠꦤ꧀", "modules": "ꦱꦶꦗꦶ\nꦭꦫꦺꦴ\n!!!", "outcomes": "ꦮꦕ"}
    assert browser.post("/drafts/new", data=answers).status_code == 303
    assert browser.get(f"/drafts/{drafts_of(nara)[0]}").status_code == 200


def test_the_list_says_where_each_draft_stands(browser: FlaskClient, nara: int) -> None:
    add_draft(writer(nara))
    text = browser.get("/drafts").text
    assert "Arsip Kantor" in text and "Konsep, disimpan 24 November 2026" in text and "Belum terlihat peserta" in text


def test_the_folder_comes_out_byte_for_byte(browser: FlaskClient, nara: int) -> None:
    files = {**FILES, "media/titik.png": b"\x89PNG\r\n\x1a\nrest", "catatan.txt": b"\xff\xfe"}
    answer = browser.get(f"/drafts/{add_draft(writer(nara), files)}/folder.zip")
    assert unpacked(answer.data) == files
    assert "arsip-kantor.zip" in answer.headers["Content-Disposition"]


def test_what_came_out_comes_in_again_byte_for_byte(browser: FlaskClient, nara: int) -> None:
    data = browser.get(f"/drafts/{add_draft(writer(nara))}/folder.zip").data
    for _ in range(2):
        sent = {"file": (io.BytesIO(data), "arsip-kantor.zip"), "token": "b1"}
        answer = browser.post("/drafts/upload", data=sent, content_type="multipart/form-data")
        assert answer.status_code == 303
    newest = drafts_of(nara)
    assert len(newest) == 2
    assert unpacked(browser.get(f"/drafts/{max(newest)}/folder.zip").data) == FILES


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lama.doc", b"\xd0\xcf\x11\xe0"), ("kosong.zip", b""), ("bukan.zip", b"PK\x03\x04rest"), ("x" * 300, b"x"),
        ("../../etc.exe", b"MZ"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_become_a_course_is_refused_in_words(
    browser: FlaskClient, nara: int, name: str, data: bytes
) -> None:
    sent = {"file": (io.BytesIO(data), name), "token": "c1"}
    answer = browser.post("/drafts/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "Tidak ada yang disimpan dari berkas ini" in answer.text
    assert drafts_of(nara) == []


def test_a_document_of_word_becomes_a_draft_and_says_what_did_not_come_along(browser: FlaskClient, nara: int) -> None:
    body = paragraph("Menata Arsip", "Title") + paragraph("Menyimpan", "Heading1") + paragraph("Simpan surat hari itu.")
    comment = '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    comments = {"word/comments.xml": b"<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                b"<w:comment w:id='0'><w:p><w:r><w:t>Cek</w:t></w:r></w:p></w:comment></w:comments>"}  # fmt: skip
    sent = {"file": (io.BytesIO(docx(body + comment, comments)), "arsip.docx"), "token": "w1"}
    answer = browser.post("/drafts/upload", data=sent, content_type="multipart/form-data")
    [draft] = drafts_of(nara)
    assert answer.status_code == 303
    assert any("Simpan surat hari itu." in (text or "") for text in folder(draft).values())
    report = browser.get(f"/drafts/{draft}/report").text
    assert "Yang tidak terbawa" in report
    assert ("Komentar" in report) == ("Yang tidak terbawa</a>" in browser.get(f"/drafts/{draft}").text)


def test_no_file_and_one_that_is_too_large_are_said(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Pilih satu berkas." in browser.post("/drafts/upload", data={"token": "d"}).text
    monkeypatch.setattr("lms.authoring.views.uploads.LARGEST_UPLOAD", 1000)
    sent = {"file": (io.BytesIO(b"x" * 200_000), "besar.zip")}
    assert browser.post("/drafts/upload", data=sent, content_type="multipart/form-data").status_code == 413


def test_a_drawing_with_a_script_keeps_the_whole_folder_out(browser: FlaskClient, nara: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("k/course.md", FILES["course.md"])
        archive.writestr("k/media/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    packed.seek(0)
    sent = {"file": (packed, "k.zip")}
    answer = browser.post("/drafts/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "media/a.svg" in answer.text and drafts_of(nara) == []


def test_an_upload_beyond_the_room_is_refused_before_it_is_stored(
    browser: FlaskClient, nara: int, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.authoring.operations.drafts.quota_bytes", lambda: 10)
    sent = {"file": (io.BytesIO(zipped({"k/course.md": FILES["course.md"], "k/media/a.png": png(9, 9)})), "k.zip")}
    before = set(store().folder.rglob("*"))
    answer = browser.post("/drafts/upload", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "<title>Perlu diperbaiki: " in answer.text and drafts_of(nara) == []
    assert set(store().folder.rglob("*")) == before


def test_a_list_of_many_drafts_asks_no_more_than_a_short_one(browser: FlaskClient, nara: int) -> None:
    counts = []
    for names in (("satu",), tuple(f"konsep-{number}" for number in range(12))):
        for name in names:
            add_draft(writer(nara), slug=name)
        with statements() as seen:
            assert browser.get("/drafts").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_published_course_becomes_a_draft_byte_for_byte_for_those_who_answer_for_it(app: Flask, nara: int) -> None:
    add_quizzes()
    author, reviewer = people.signed_in(app, nara), people.signed_in(app, add_person("telaah", role=Role.REVIEWER))
    assert author.post("/drafts/published", data={"slug": "ramah"}).status_code == 404
    with door(writes=True):
        version = current_version("ramah")
        assert version is not None
        name_authors(version.course_id, [nara], people.NOW)
        kept = {file.path: file.text for file in kept_files(version.id)}
    assert "Ubah" in author.get("/drafts/published").text
    first, second = (author.post("/drafts/published", data={"slug": "ramah"}) for _ in range(2))
    assert first.status_code == second.status_code == 303
    [draft] = drafts_of(nara)
    assert folder(draft) == kept and f"/drafts/{draft}" in second.location
    assert "Peserta melihat versi 1" in author.get(f"/drafts/{draft}").text
    taken = reviewer.post("/drafts/published", data={"slug": "ramah"})
    assert taken.status_code == 409 and "Sudah ada konsep dari pelatihan ini" in taken.text


@pytest.mark.parametrize("slug", ["", "tidak-ada", "../ramah", "x" * 500])
def test_a_course_that_is_not_published_cannot_be_changed(browser: FlaskClient, slug: str) -> None:
    assert browser.post("/drafts/published", data={"slug": slug}).status_code == 404


def test_what_is_offered_fits_where_the_draft_stands(browser: FlaskClient, nara: int) -> None:
    draft, words, review = add_draft(writer(nara)), "Kirim untuk ditelaah", "Lihat keadaan telaah"
    shown = {
        DraftState.WRITING: words,
        DraftState.IN_REVIEW: review,
        DraftState.NEEDS_WORK: words,
        DraftState.APPROVED: review,
        DraftState.PUBLISHED: "Tidak ada yang berubah sejak terbit.",
    }
    for state, offered in shown.items():
        with door(writes=True):
            set_state(draft, state, people.NOW, by=writer(nara))
        text = browser.get(f"/drafts/{draft}").text
        assert offered in text and (words in text) is (offered == words)


def test_a_discarded_draft_is_asked_about_and_then_gone(browser: FlaskClient, nara: int) -> None:
    draft = add_draft(writer(nara))
    assert "Buang konsep ini?" in browser.get(f"/drafts/{draft}/discard").text
    assert browser.post(f"/drafts/{draft}/discard").status_code == 303
    assert [browser.get(f"/drafts/{draft}{rest}").status_code for rest in ("", "/folder.zip", "/discard")] == [404] * 3


def test_the_draft_of_another_is_not_there(app: Flask, nara: int) -> None:
    draft = add_draft(writer(nara))
    other = people.signed_in(app, add_person("lain", "Lain Misal", role=Role.SPEAKER))
    for rest in ("", "/folder.zip", "/discard", "/report"):
        assert other.get(f"/drafts/{draft}{rest}").status_code == 404
    assert other.post(f"/drafts/{draft}/discard").status_code == 404
    assert drafts_of(nara) == [draft]


def test_the_bar_has_four_places_and_the_profile_the_others(app: Flask, browser: FlaskClient) -> None:
    text = browser.get("/drafts").text
    bar = re.findall(r"</svg>([^<]+)</a></li>", text[: text.index("</nav>")])
    assert bar == ["Beranda", "Naskah", "Katalog", "Jam pelajaran"]
    assert 'href="/certificates"' in browser.get("/profile").text
    learner = people.signed_in(app, add_person("ani", "Ani Contoh"))
    text = learner.get("/").text
    bar = re.findall(r"</svg>([^<]+)</a></li>", text[: text.index("</nav>")])
    assert bar == ["Beranda", "Katalog", "Jam pelajaran", "Sertifikat"]
