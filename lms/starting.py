"""A start: tables, courses and demo people brought up to date, then the server."""

import sys

from click import ClickException
from flask_migrate import upgrade

from config import Settings, WrongSetting, read_settings
from lms import create_app, demo
from lms.content.commands import publish
from lms.kernel.clock import utc_now
from lms.platform.db import upgrading
from lms.platform.db.model import db
from lms.platform.server import AlreadyServing, hold, serve


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
    app = create_app(settings)
    upgrading.install(app)
    with app.app_context():
        upgrade()
        if courses:
            publish.main(courses, prog_name="courses publish", standalone_mode=False)
        demo.load(settings.demo_password, utc_now()) if settings.demo else demo.refuse_where_off()
        db.engine.dispose()
