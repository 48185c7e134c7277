"""The WSGI entry, `wsgi:app`; `python wsgi.py [COURSE FOLDER …]` migrates, publishes the courses and serves."""

import sys
from multiprocessing import parent_process

from click import ClickException
from flask import Flask
from flask_migrate import upgrade

from config import Settings, WrongSetting, read_settings
from lms import create_app, demo
from lms.content.commands import publish
from lms.kernel.clock import utc_now
from lms.platform.db.model import db
from lms.platform.server import AlreadyServing, hold, serve, worker_began


def main(courses: list[str]) -> None:
    """Prepares and serves until told to stop. Exits with 1 for a course with errors, and with 2 for a wrong setting or
    folder, and for a data folder that another server holds or that does not go with DEMO."""
    try:
        settings = read_settings()
        with hold(settings.data_dir):
            prepare(settings, courses)
            print(f"{settings.site_name} serves at {settings.site_url}", flush=True)
            if settings.demo:
                print(demo.words(settings.site_url, settings.demo_password), flush=True)
            serve("wsgi:app", host=settings.host, port=settings.port, workers=settings.workers)
    except (WrongSetting, AlreadyServing, ClickException, demo.NotForDemo) as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)


def prepare(settings: Settings, courses: list[str]) -> None:
    """Brings tables, courses and demo people up to date. Raises ClickException or NotForDemo."""
    with create_app(settings).app_context():
        upgrade()
        if courses:
            publish.main(courses, prog_name="courses publish", standalone_mode=False)
        demo.load(settings.demo_password, utc_now()) if settings.demo else demo.refuse_where_off()
        db.engine.dispose()


def worker_app() -> Flask:
    """The application of a serving process, or of a command."""
    if parent_process() is not None:
        worker_began()
    return create_app()


if __name__ == "__main__":
    main(sys.argv[1:])
else:
    app = worker_app()
