"""The WSGI entry, `wsgi:app`."""

from lms import create_app

app = create_app()
