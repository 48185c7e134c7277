"""The WSGI entry, `wsgi:app`; `python wsgi.py [COURSE FOLDER …]` brings the database up to date, publishes the courses
and serves."""

import sys
from multiprocessing import parent_process

from flask import Flask
from flask_migrate import upgrade

from config import Settings, WrongSetting, read_settings
from lms import create_app, demo
from lms.content.commands import publish
from lms.kernel.clock import utc_now
from lms.platform.db.model import db
from lms.platform.server import AlreadyServing, hold, serve, worker_began


def main(courses: list[str]) -> int:
    """Prepares and serves until told to stop. Otherwise 1 for a course with errors; 2 for a wrong setting, a data
    folder that another server holds or that does not go with DEMO."""
    try:
        settings = read_settings()
        kept = hold(settings.data_dir)
    except (WrongSetting, AlreadyServing) as problem:
        print(problem, file=sys.stderr)
        return 2
    with kept:
        failed = prepare(create_app(settings), settings, courses)
        if not failed:
            print(f"{settings.site_name} serves at {settings.site_url}", flush=True)
            if settings.demo:
                print(demo.words(settings.site_url, settings.demo_password), flush=True)
            serve("wsgi:app", host=settings.host, port=settings.port, workers=settings.workers)
        return failed


def prepare(app: Flask, settings: Settings, courses: list[str]) -> int:
    """Brings tables, courses and demo people up to date; the exit code, 0 if all is well."""
    with app.app_context():
        upgrade()
        if courses:
            failed = publish.main(courses, prog_name="courses publish", standalone_mode=False)
            if failed:
                return int(failed)
        try:
            demo.load(settings.demo_password, utc_now()) if settings.demo else demo.refuse_where_off()
        except demo.NotForDemo as problem:
            print(problem, file=sys.stderr)
            return 2
        db.engine.dispose()
    return 0


def worker_app() -> Flask:
    """The application of a serving process, or of a command."""
    if parent_process() is not None:
        worker_began()
    return create_app()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
else:
    app = worker_app()
