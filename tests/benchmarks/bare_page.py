"""The measure: the least that a Flask page of this kind can do. Two `sqlite3` reads, 8 KB of Jinja, zlib 5.

Served by the portal's own server, with as many processes and threads: `python -m tests.benchmarks.bare_page`.
"""

import sqlite3
import threading
import zlib
from pathlib import Path

from flask import Flask, Response, render_template, request

from config import read_settings
from lms.platform.server import serve

TOKEN = "bare"
LINES = 60
PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><p>{{ name }}</p>
{% for line in lines %}<p class="{{ loop.cycle('odd', 'even') }}">{{ loop.index }}. {{ line }}</p>
{% endfor %}</body></html>"""

app = Flask(__name__)
_template = app.jinja_env.from_string(PAGE)
_threads = threading.local()


def prepare(file: Path) -> None:
    """Puts a person and a page of `LINES` lines into a fresh database."""
    words = "Warga berhak atas pelayanan yang jelas, ramah dan tepat waktu di setiap loket"
    lines = "\n".join(f"{words} {number * 7919 % 1000}, sesuai standar." for number in range(LINES))
    with sqlite3.connect(file) as database:
        database.executescript("""PRAGMA journal_mode=WAL;
            CREATE TABLE IF NOT EXISTS person (token TEXT PRIMARY KEY, name TEXT);
            CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, title TEXT, text TEXT);""")
        database.execute("INSERT OR REPLACE INTO person VALUES (?, 'Ani Contoh')", (TOKEN,))
        database.execute("INSERT OR REPLACE INTO page VALUES (1, 'Hak warga', ?)", (lines,))


def _database() -> sqlite3.Connection:
    if not hasattr(_threads, "database"):
        _threads.database = sqlite3.connect(read_settings().data_dir / "bare.sqlite3")
    found: sqlite3.Connection = _threads.database
    return found


@app.get("/page/<int:number>")
def page(number: int) -> Response:
    """A person by token, a page by key."""
    database = _database()
    token = request.cookies.get("signin", "")
    (name,) = database.execute("SELECT name FROM person WHERE token = ?", (token,)).fetchone()
    title, text = database.execute("SELECT title, text FROM page WHERE id = ?", (number,)).fetchone()
    body = render_template(_template, title=title, name=name, lines=text.split("\n")).encode()
    response = Response(zlib.compress(body, 5, 31), content_type="text/html; charset=utf-8")
    response.headers["Content-Encoding"] = "gzip"
    return response


@app.get("/readyz")
def ready() -> str:
    """The server answers."""
    return "ok"


if __name__ == "__main__":
    settings = read_settings()
    prepare(settings.data_dir / "bare.sqlite3")
    serve("tests.benchmarks.bare_page:app", host=settings.host, port=settings.port, workers=settings.workers)
