"""What a file is by its bytes, whatever it is called, and in words why it does not come in."""

import pytest

from lms.authoring.foreign.uploads import UploadKind, kind_of
from lms.kernel.problems import Problem
from tests.authoring.foreign.documents import DATA, docx, paragraph, png
from tests.authoring.foreign.zips import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD, DECK = docx(paragraph("Isi")), (DATA / "picture.pptx").read_bytes()
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'>%s</svg>"


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("kursus.zip", zipped({"course.md": b"# A"}), UploadKind.FOLDER),
        ("kursus.docx", zipped({"course.md": b"# A"}), UploadKind.FOLDER),
        ("a.docx", WORD, UploadKind.WORD),
        ("a.zip", WORD, UploadKind.WORD),
        ("tanpa-akhiran", DECK, UploadKind.SLIDES),
        ("a.md", "# Judul ꦗ".encode(), UploadKind.TEXT),
        ("a.png", png(), UploadKind.MEDIUM),
        ("a.svg", SVG % b"", UploadKind.MEDIUM),
        ("a.mp3", b"ID3\x03\x00", UploadKind.MEDIUM),
    ],
)
def test_a_file_is_what_its_bytes_are(name: str, data: bytes, kind: UploadKind) -> None:
    assert kind_of(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "upload-empty"),
        ("a.doc", ole("WordDocument"), "upload-older-format"),
        ("a.docx", ole("WordDocument"), "upload-older-format"),
        ("a.ppt", ole("PowerPoint Document"), "upload-older-format"),
        ("a.xls", ole("Workbook"), "upload-unknown"),
        ("a.docx", ole("EncryptedPackage"), "upload-password"),
        ("a.doc", b"{\\rtf1\\ansi x}", "upload-older-format"),
        ("a.odt", zipped({"mimetype": b"application/x", "content.xml": b"<x/>"}), "upload-older-format"),
        ("a.xlsx", zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "upload-unknown"),
        ("a.docx", docx("", {"word/vbaProject.bin": b"x"}), "upload-macros"),
        ("a.docm", WORD, "upload-macros"),
        ("a.docx", WORD[: len(WORD) // 2], "document-damaged"),
        ("a.md", b"\xff\xfeh\x00", "upload-no-text"),
        ("a.md", b"\x89PNG\r\n\x1a\n\x00", "upload-no-text"),
        ("a.md", b"x" * 1_000_001, "upload-no-text"),
        ("a.png", b"\xff\xd8\xff\xe0", "file-type-differs"),
        ("a.jpg", png(), "file-type-differs"),
        ("a.png", png(20_000, 20_000), "picture-too-large"),
        ("a.svg", SVG % b"<script>alert(1)</script>", "svg-refused"),
        ("a.exe", b"MZ\x90", "upload-unknown"),
        ("", b"halo", "upload-unknown"),
        ("a.html", b"<html><script>", "upload-unknown"),
    ],
)
def test_anything_else_is_refused_in_words(name: str, data: bytes, code: str) -> None:
    problem = kind_of(name, data)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert "{" not in problem.say(problem.message) + problem.say(problem.remedy)
