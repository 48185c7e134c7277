"""What is stored by its hash is on disk before anybody is told, whole, and comes back as it was or not at all."""

import hashlib
from pathlib import Path

import pytest

from lms.content.blobs import BlobStore


def test_a_file_comes_back_byte_for_byte_under_its_hash(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    name = store.put(b"loket")
    assert name == hashlib.sha256(b"loket").hexdigest()
    assert store.read(name) == b"loket"
    assert store.path_of(name) == tmp_path / name[:2] / name


def test_storing_twice_leaves_one_file_and_no_half_ones(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    assert store.put(b"x") == store.put(b"x")
    assert [path.is_file() for path in tmp_path.rglob("*")].count(True) == 1


def test_a_file_that_was_changed_on_disk_is_not_handed_out(tmp_path: Path) -> None:
    store = BlobStore(tmp_path)
    name = store.put(b"x")
    store.path_of(name).write_bytes(b"y")
    with pytest.raises(ValueError, match="has changed"):
        store.read(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_hashes_name_files(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        BlobStore(tmp_path).path_of(name)
