"""Exports in every state: being made for one person, over for another."""

from datetime import timedelta

from lms.exports.models import ExportJob
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner


def let_them_be_asked_for(busy: Learner, settled: Learner) -> None:
    """One that waits and one that is being made; one that is ready, one that failed, one that is kept no longer."""
    now = utc_now()
    with door(writes=True):
        db.session.add_all(
            [
                _export(busy, "people", "running", tries=1, beat_at=now, rows_done=41_000),
                _export(busy, "audit", "waiting"),
                _export(settled, "audit", "expired", ended_at=now, kept_until=now, rows_done=98_765),
                _export(settled, "people", "failed", ended_at=now, failure="disk", form="csv"),
                _export(
                    settled, "people", "done", ended_at=now, kept_until=now + timedelta(days=7), rows_done=98_765,
                    sha256="0" * 64, size=12_345_678, scope="null",
                ),
            ]
        )  # fmt: skip


def _export(learner: Learner, kind: str, state: str, form: str = "xlsx", **more: object) -> ExportJob:
    asked = {"fields": "{}", "asked_hash": f"{kind}-{state}", "rows_all": 98_765, "created_at": utc_now()}
    return ExportJob(person_id=learner.id, kind=kind, state=state, form=form, **asked, **more)
