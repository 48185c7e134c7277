"""Media are judged in a process of their own: what they are, and that nothing which ends it ends anything else."""

import struct
import zlib
from pathlib import Path

import pytest

from lms.content import media_apart
from lms.content.media_apart import Looked, look_apart
from tests.content.test_media import picture


def png_of(width: int, height: int) -> bytes:
    """A picture that says it is so large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def looked(folder: Path, name: str, data: bytes) -> Looked:
    (folder / "file").write_bytes(data)
    return look_apart([(name, folder / "file")])[0]


def codes(found: Looked) -> list[str]:
    return [problem.code for problem in found.problems]


def test_each_file_is_told_in_the_order_asked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(picture(300, 200))
    (tmp_path / "b").write_bytes(b"%PDF-1.7\n")
    found = look_apart([("media/a.png", tmp_path / "a"), ("media/b.pdf", tmp_path / "b")])
    assert found == [Looked("image/png", 300, 200, ()), Looked("application/pdf", 0, 0, ())]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("media/a.png", b"<html><script>alert(1)</script>", "file-type-differs"),
        ("media/a.png", b"\xff\xd8\xff\xe0 jpeg", "file-type-differs"),
        ("media/a.png", png_of(20_000, 20_000), "picture-too-large"),
        ("media/a.png", b"", "file-type-differs"),
        ("media/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "svg-refused"),
        ("media/a.svg", b"<svg", "svg-unreadable"),
        ("media/a.exe", b"MZ", "file-type-unknown"),
        ("media/a.pdf", b"MZ", "file-type-differs"),
    ],
)
def test_what_may_not_be_part_of_a_course_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    found = looked(tmp_path, name, data)
    assert found.media_type == ""
    assert codes(found) == [code]


def test_a_file_that_ends_the_child_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_apart, "_START", "raise SystemExit")
    assert codes(looked(tmp_path, "media/a.png", picture(3, 2))) == ["picture-damaged"]


def test_a_child_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_apart, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(media_apart, "PATIENCE", 0.2)
    assert codes(looked(tmp_path, "media/a.png", picture(3, 2))) == ["picture-damaged"]
