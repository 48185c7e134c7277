"""A server's data folder with people in the middle of a final, laid once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.benchmarks.ground import Ground, lay

CLIENTS = 20


@pytest.fixture(scope="session")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ground]:
    """The folder that is copied, and what lies in it."""
    folder = tmp_path_factory.mktemp("laid")
    return folder, lay(folder, CLIENTS)


@pytest.fixture
def ground(laid: tuple[Path, Ground], tmp_path: Path) -> Ground:
    """What lies in `tmp_path`, which a server may take as its data folder."""
    shutil.copytree(laid[0], tmp_path, dirs_exist_ok=True)
    return laid[1]
