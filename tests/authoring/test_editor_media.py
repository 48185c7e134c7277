"""Files that come into a draft: judged by what they are, named safely, and never more than fit."""

import io

import pytest
from flask import Flask

from lms.authoring.editor import uploads
from tests.authoring.editing import LESSON, Author, author, with_lesson
from tests.content.test_media import drawing, picture
from tests.content.test_media_apart import png_of


def put(ani: Author, name: str, data: bytes) -> tuple[int, dict[str, str]]:
    """Uploads a file as the scripts of the editor do."""
    sent = {"page": LESSON, "upload": (io.BytesIO(data), name)}
    answer = ani.client.post(f"/drafts/{ani.draft}/media", data=sent, content_type="multipart/form-data")
    return answer.status_code, answer.json or {}


def test_a_picture_stands_under_a_safe_name_and_twice_under_one(app: Flask) -> None:
    ani = author(app)
    assert put(ani, "Loket Baru (1).PNG", picture(30, 20)) == (
        200,
        {"file": "../media/loket-baru-1.png", "type": "image/png"},
    )
    assert put(ani, "lain.png", picture(30, 20))[1]["file"] == "../media/loket-baru-1.png"
    assert put(ani, "loket baru 1.png", picture(31, 20))[1]["file"] == "../media/loket-baru-1-2.png"
    assert ani.files()["media/loket-baru-1.png"] == picture(30, 20)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"<script>alert(1)</script>"),
        ("a.png", png_of(20_000, 20_000)),
        ("a.svg", drawing("<script>alert(1)</script>")),
        ("a.svg", b"<svg"),
        ("a.exe", b"MZ"),
        ("a.docm", b"PK\x03\x04"),
        ("a", b""),
        ("../../../etc/passwd", b"root"),
        ("a.pdf", b""),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_stored_nowhere(app: Flask, name: str, data: bytes) -> None:
    ani = author(app)
    before = ani.files()
    status, told = put(ani, name, data)
    assert status == 422 and told["error"].endswith(".")
    assert ani.files() == before
    form = {**ani.new("picture"), "words": "x", "upload": (io.BytesIO(data), name)}
    page = ani.client.post(ani.at("add"), data=form, content_type="multipart/form-data")
    assert page.status_code == 422 and "Perlu diperbaiki" in page.text
    assert ani.files() == before


@pytest.mark.parametrize("name", ["..\\..\\x.png", "сад.png", "a/b\x00.png", "x" * 300 + ".png", "CON.png", " .png"])
def test_names_of_every_script_become_plain(name: str) -> None:
    made = uploads.safe_name(name)
    assert made.endswith(".png") and len(made) < 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_a_file_that_is_too_large_is_not_even_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 1000)
    assert put(author(app), "a.png", b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_000)[0] == 413


def test_a_full_quota_is_said_and_the_draft_stays(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ani = author(app)
    monkeypatch.setattr("lms.authoring.operations.drafts.quota_bytes", lambda: 1)
    status, told = put(ani, "a.png", picture(30, 20))
    assert status == 422 and "MB" in told["error"]
    assert "media/a.png" not in ani.files()


def test_a_picture_comes_in_with_its_form_and_waits_for_its_description(app: Flask) -> None:
    ani = author(app)
    sent = {**ani.new("picture"), "upload": (io.BytesIO(picture(30, 20)), "peta.png")}
    page = ani.client.post(ani.at("add"), data=sent, content_type="multipart/form-data")
    assert page.status_code == 422 and 'value="../media/peta.png" selected' in page.text
    assert ani.files()["media/peta.png"] == picture(30, 20)
    assert ani.save({**ani.new("picture"), "file": "../media/peta.png", "words": "Peta"}, "add").status_code == 303
    assert ani.text().endswith("\n\n![Peta](../media/peta.png)\n")


def test_a_film_on_youtube_becomes_a_card(app: Flask) -> None:
    ani = author(app)
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert ani.save({**ani.new("media"), "address": address, "words": "Antre daring"}, "add").status_code == 303
    page = ani.client.get(ani.at("page")).text
    assert "Membuka YouTube, memakai kuota internet." in page and "<iframe" not in page


def test_pasting_tells_markdown_and_for_paragraphs_the_html_of_the_field(app: Flask) -> None:
    ani = author(app)
    address = f"/drafts/{ani.draft}/paste"
    told = ani.client.post(address, data={"html": "<p>Satu <b>dua</b></p><p>tiga</p>"}).json
    assert told == {"markdown": "Satu **dua**\n\ntiga", "blocks": 2, "html": "<p>Satu <b>dua</b></p><p>tiga</p>"}
    told = ani.client.post(address, data={"html": "<h2>A</h2><script>x</script><ul><li>b</li></ul>"}).json
    assert told == {"markdown": "## A\n\n- b", "blocks": 2, "html": ""}
    assert ani.client.post(address, data={}).json == {"markdown": "", "blocks": 0, "html": ""}


def test_what_was_pasted_stands_below_what_was_typed(app: Flask) -> None:
    ani = with_lesson(app, "Satu.\n")
    ani.save({**ani.opened(0), "text": "Dua.", "pasted": "## A\n\n- b"})
    assert ani.text() == "Dua.\n\n## A\n\n- b\n"
