"""The WSGI entry, `wsgi:app`; `python wsgi.py` brings the database up to date and serves."""

import sys
from multiprocessing import parent_process

from flask import Flask
from flask_migrate import upgrade

from config import WrongSetting, read_settings
from lms import create_app, demo
from lms.kernel.clock import utc_now
from lms.platform.server import AlreadyServing, hold, serve, worker_began


def main() -> int:
    """Serves until told to stop; 2 if a setting is wrong or another server holds the data folder."""
    try:
        settings = read_settings()
        kept = hold(settings.data_dir)
    except (WrongSetting, AlreadyServing) as problem:
        print(problem, file=sys.stderr)
        return 2
    with kept:
        with create_app(settings).app_context():
            upgrade()
            try:
                demo.load(settings.demo_password, utc_now()) if settings.demo else demo.refuse_where_off()
            except demo.NotForDemo as problem:
                print(problem, file=sys.stderr)
                return 2
        print(f"{settings.site_name} serves at {settings.site_url}", flush=True)
        if settings.demo:
            print(demo.words(settings.site_url, settings.demo_password), flush=True)
        serve(settings, "wsgi:app")
    return 0


def worker_app() -> Flask:
    """The application of a serving process, or of a command."""
    if parent_process() is not None:
        worker_began()
    return create_app()


if __name__ == "__main__":
    sys.exit(main())
elif __name__ != "__mp_main__":  # a serving process imports this file twice, once as its parent's main module
    app = worker_app()
