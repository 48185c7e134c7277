"""Files of others are read in a process of their own: bounded, killed when they take too long, and nothing else."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lms.authoring.foreign import importing
from lms.authoring.foreign.import_child import MEMORY_LIMIT
from lms.authoring.foreign.importing import import_upload
from lms.authoring.foreign.reading import read_upload
from lms.authoring.foreign.zip_folder import write_zip
from tests.authoring.foreign.documents import DATA, docx, paragraph, png, texts
from tests.authoring.foreign.zips import zipped

ROOT = Path(__file__).resolve().parents[3]


def many_paragraphs(count: int) -> str:
    return "".join(paragraph(str(number * 7_919 % 1_000_003)) for number in range(count))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.*x")), ids=lambda path: path.name)
def test_a_child_reads_what_we_would_read_ourselves(path: Path) -> None:
    data = path.read_bytes()
    assert import_upload(path.name, data) == read_upload(path.name, data)


def test_a_folder_and_a_text_come_in_byte_for_byte() -> None:
    files = {"course.md": b"# A\r\n", "media/a.png": png(), "01-a/01-b.md": b"\xff"}
    assert import_upload("kursus.zip", write_zip(files)).files == files
    found = import_upload("hak warga.md", b"---\r\ntitle: Hak\r\n---\r\n# Satu")
    assert texts(found)["01-materi/01-hak-warga.md"] == "---\r\ntitle: Hak\r\n---\r\n# Satu"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.zip", zipped({"../x": b"x"}), "bad-name"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "upload-older-format"),
        ("a.png", png(), "upload-no-course"),
        ("a.docx", docx("<w:p>"), "document-damaged"),
        ("a.docx", docx("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000), "import-too-much"),
        ("a.docx", docx(many_paragraphs(300_000)), "import-too-much"),
    ],
    ids=["slip", "doc", "picture", "broken", "deep", "wide"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    course = import_upload(name, data, seconds=5)
    assert course.is_refused and [problem.code for problem in course.problems] == [code]


def test_what_takes_too_long_is_killed() -> None:
    start = time.monotonic()
    course = import_upload("a.docx", docx(many_paragraphs(60_000)), seconds=0.5)
    assert [problem.code for problem in course.problems] == ["import-too-much"]
    assert time.monotonic() - start < 30


def test_a_child_has_bounds_before_it_reads_anything() -> None:
    command = importing.bare_command("lms.authoring.foreign.import_child", "5")
    with subprocess.Popen(command, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        limits, deadline = "", time.monotonic() + 60
        while str(MEMORY_LIMIT) not in limits and time.monotonic() < deadline:
            limits = Path(f"/proc/{process.pid}/limits").read_text()
        process.kill()
    assert f"Max address space         {MEMORY_LIMIT}" in limits


def test_a_child_that_ends_at_once_is_no_accident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "bare_command", lambda *_: [sys.executable, "-c", "import os; os._exit(1)"])
    assert [problem.code for problem in import_upload("a.docx", bytes(5_000_000)).problems] == ["import-too-much"]


def test_no_parser_of_documents_is_loaded_where_people_are_served() -> None:
    serving = "import sys, lms, lms.authoring.foreign.importing, lms.authoring.foreign.pasted; lms.create_app"
    told = "print([name for name in sys.modules if name.partition('.')[0] in ('lxml', 'mammoth', 'pptx', 'docx')])"
    command = [sys.executable, "-c", f"{serving}; {told}"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
