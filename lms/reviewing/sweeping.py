"""Publishes what was planned once its time has come: a thread of each serving process looks every few seconds.

A plan is a row that stays open until the transaction that publishes ends it, so a process that is killed loses
nothing, and however many look, it is published once. Within a data folder only one makes ready at a time.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app

from lms.content.publication import Refused
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.platform.db.doors import door
from lms.reviewing.operations.publishing import publish_review, refuse_plan
from lms.reviewing.publication import make_ready
from lms.reviewing.publication_page import office_today
from lms.reviewing.queries import DuePlan, due_plans

SECONDS = 20

log = logging.getLogger("lms.reviewing")


def start(app: Flask) -> None:
    """Begins to look, in this process, for as long as it lives."""
    threading.Thread(target=_look, args=(app,), name="publications", daemon=True).start()


def sweep() -> None:
    """Publishes everything whose time has come; what goes wrong with one plan is logged and tried again later."""
    with door(writes=False):
        if not due_plans(utc_now()):
            return
    with _alone(current_app.extensions["settings"].data_dir / "publication-lock") as is_alone:
        if is_alone:
            with door(writes=False):
                due = due_plans(utc_now())
            for plan in due:
                _carry_out(plan)


def _look(app: Flask) -> None:
    while True:
        try:
            with app.app_context():
                sweep()
        except Exception:
            log.exception("publications")
        time.sleep(SECONDS)


def _carry_out(plan: DuePlan) -> None:
    try:
        with door(writes=False):
            office, ready = office_today(), make_ready(plan.draft_id)
        if isinstance(ready.outcome, Refused):
            raise Conflict("The checker found errors in the files. Hand them in again.")
        with door(writes=True):
            publish_review(
                plan.submission_id,
                ready.outcome,
                ready.revision,
                office,
                utc_now(),
                by=plan.planner,
                replaces=plan.replaces,
            )
    except Conflict as problem:
        with door(writes=True):
            refuse_plan(plan.submission_id, problem.message, utc_now(), plan.planner.username)
    except Exception:
        log.exception("publication", extra={"reason": f"submission {plan.submission_id}"})


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other process of this data folder is in here; the kernel lets go when a process dies."""
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
