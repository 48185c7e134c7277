"""What may go wrong around a server: a disk that fills, a database that another program holds."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HOLD_THE_DATABASE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another_process(file: Path) -> Iterator[None]:
    """Another program, such as a careless backup, writes into the database file and does not end."""
    command = [sys.executable, "-c", HOLD_THE_DATABASE, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        yield
        other.communicate("\n")


@contextmanager
def small_disk(megabytes: int = 8) -> Iterator[Path]:
    """A folder on a small file system of its own; only root may make one."""
    folder = Path(tempfile.mkdtemp(prefix="rambutan-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True)
    assert mounted.returncode == 0, f"this test mounts a small disk and needs to be root: {mounted.stderr}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def fill(file: Path, left: int) -> None:
    """Writes until the disk is full, but for `left` bytes."""
    with pytest.raises(OSError, match="No space left"), file.open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"x" * 4096)
    os.truncate(file, file.stat().st_size - left)
