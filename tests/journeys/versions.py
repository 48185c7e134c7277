"""A small course that is published twice, so that somebody learns while it changes."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from tests.journeys.site import run

SLUG = "jam-layanan"
FIRST = {
    "course.md": "---\ntitle: Jam Layanan yang Ditepati\nsummary: Membuka loket tepat waktu.\n---\n",
    "01-buka.md": "---\nminutes: 100\n---\n# Membuka loket\n\nLoket dibuka pukul 08.00 WIB.\n",
    "02-tutup.md": "# Menutup loket\n\nLoket ditutup pukul 15.00 WIB.\n",
    "03-libur.md": "# Hari libur\n\nUmumkan hari libur sepekan sebelumnya.\n",
}
SECOND = {
    **{path: text for path, text in FIRST.items() if not path.startswith("03")},
    "01-buka.md": "---\nminutes: 100\n---\n# Membuka loket\n\nLoket dibuka pukul 07.30 WIB mulai sekarang.\n",
    "03-antre.md": "# Antrean daring\n\nWarga dapat mengambil nomor antrean dari rumah.\n",
}


def publish(app: Flask, files: Mapping[str, str], note: str = "", slug: str = SLUG) -> None:
    """Publishes these files as the course."""
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            Path(folder, path).write_text(text, "utf-8")
        run(app, "courses", "publish", folder, "--slug", slug, "--note", note)
