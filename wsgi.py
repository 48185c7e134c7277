"""The WSGI entry, `wsgi:app`; `python wsgi.py [COURSE FOLDER …]` migrates, publishes the courses and serves.

What only a start or a command needs is imported where it is needed: a serving process does without.
"""

import sys
from multiprocessing import parent_process

from flask import Flask

from lms import create_app
from lms.exports import sweeping as exports
from lms.notifications import sweeping as mail
from lms.platform.server import worker_began
from lms.reminders import sweeping as reminders
from lms.reviewing import sweeping


def serving_app() -> Flask:
    """The application of a process that serves."""
    worker_began()
    made = create_app()
    sweeping.start(made)
    mail.start(made)
    exports.start(made)
    reminders.start(made)
    return made


def commanded_app() -> Flask:
    """The application of a command."""
    from lms.platform.db import upgrading

    made = create_app()
    upgrading.install(made)
    return made


if __name__ == "__main__":
    from lms.starting import main

    main(sys.argv[1:])
else:
    app = serving_app() if parent_process() is not None else commanded_app()
