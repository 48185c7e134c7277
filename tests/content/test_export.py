"""A folder comes out of the portal as it went in, and never on top of something else."""

from pathlib import Path

import pytest

from lms.content.export import ExportRefused, write_folder

FILES = {"course.md": b"---\r\ntitle: x\r\n---\r\n", "01-a/01-b.md": b"\xef\xbb\xbfteks", "media/a b.webp": b"\0\xff"}


def test_every_byte_is_written(tmp_path: Path) -> None:
    write_folder(FILES, tmp_path / "kursus")
    found = {p.relative_to(tmp_path / "kursus").as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert found == FILES


def test_an_empty_folder_is_filled_but_a_used_one_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    write_folder(FILES, tmp_path / "kosong")
    with pytest.raises(ExportRefused, match="not empty"):
        write_folder({"a.md": b""}, tmp_path / "kosong")
    assert (tmp_path / "kosong" / "course.md").read_bytes() == FILES["course.md"]


@pytest.mark.parametrize("path", ["../a.md", "/etc/a.md", "a/../../b.md", ""])
def test_no_file_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ExportRefused, match="outside"):
        write_folder({path: b"x"}, tmp_path / "kursus")
    assert not list(tmp_path.iterdir())


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="cannot be written"):
        write_folder({"a": b"x", "a/b.md": b"y"}, tmp_path / "kursus")
    assert not list(tmp_path.iterdir())
