"""A real site for browsers: the server as operators start it, the shipped course, and learners at every stage.

The same database is open in this process too, so that a learner gets to a stage in one request per step
instead of by clicking, and so that a test knows the right answers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from config import read_settings
from lms import create_app
from lms.platform.db import upgrading
from tests.support.servers import free_port, server

ROOT = Path(__file__).resolve().parents[2]
COURSE = "pelayanan-publik-ramah"
PASSWORD = "jambu-air-manis"
INSTITUTION = {
    "letterhead": ("Pemerintah Kota Contoh", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
    "address": ("Jalan Umpama Nomor 1, Kota Contoh",),
    "organiser": ("BKPSDM Kota Contoh",),
    "office": ("BKPSDM",),
    "place": ("Kota Contoh",),
    "contact": ("bidang pelatihan BKPSDM Kota Contoh",),
}


@dataclass(frozen=True)
class Site:
    """A running site: `url` for browsers, `app` on the same database."""

    url: str
    app: Flask


def make_portal(folder: Path) -> Flask:
    """A portal with the shipped course published and recognised and an institution that signs certificates."""
    app = create_app(read_settings({"DATA_DIR": str(folder), "SITE_URL": "http://localhost"}))
    upgrading.install(app)
    app.config["KEEP_COPY_BEFORE_UPGRADE"] = False
    with app.app_context():
        upgrade()
    run(app, "courses", "publish", str(ROOT / "courses" / COURSE))
    run(app, "courses", "recognise", COURSE, "--jp", "2", "--form", "Pelatihan jarak jauh mandiri",
        "--decision", "800/17/BKPSDM-C/2026", "--date", "2026-10-01", "--office", "BKPSDM Kota Contoh")  # fmt: skip
    for name, lines in INSTITUTION.items():
        run(app, "institution", "set", name, *lines, "--from", "2026-01-01")
    run(app, "institution", "signer", "Budi Misal, S.H.", "--position", "Kepala BKPSDM Kota Contoh",
        "--nip", "197001011995031999", "--from", "2026-01-01")  # fmt: skip
    return app


@contextmanager
def serving(app: Flask, folder: Path) -> Iterator[Site]:
    """The portal of `make_portal`, served."""
    port = free_port()
    with server(folder, port):
        yield Site(f"http://127.0.0.1:{port}", app)


def run(app: Flask, *command: str) -> None:
    """Runs one of the application's commands, as an operator does."""
    with app.app_context():  # a command runs in the context that is there, which may be of another application
        done = app.test_cli_runner().invoke(args=command)
    assert done.exit_code == 0, f"{' '.join(command)}: {done.output}"
