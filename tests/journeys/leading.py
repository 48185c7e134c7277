"""Leaders of the city, of one department and of an empty office, and a city whose people have JP to be summed up."""

from flask import Flask

from lms.accounts.models import RoleGrant
from lms.content.operations import recognise_course
from lms.kernel.clock import utc_now
from lms.kernel.jp import Jp
from lms.org import operations as org
from lms.org.unit_queries import open_units
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner, new_learner
from tests.support.people import local_today

EMPTY = "Badan yang Belum Punya Pegawai"
DEPARTMENT = "Dinas Kesehatan Kota Contoh"


def let_them_lead(app: Flask) -> dict[str, Learner]:
    """Somebody who leads the city, a department, and an office without people; what the city said of cost."""
    with door(writes=True):
        org.add_unit(org.NewUnit(EMPTY), utc_now(), by="command:institution")
        org.set_fact("training_spend", "412000000", local_today(), by="command:institution", now=utc_now())
    return {
        "mayor": _leader(app, "walikota", None),
        "department-head": _leader(app, "kepala-dinas", DEPARTMENT),
        "empty-head": _leader(app, "kepala-badan", EMPTY),
    }


def recognise(slug: str, jp: int) -> None:
    """The office decides what a course is worth."""
    with door(writes=True):
        recognise_course(
            slug, Jp(jp), "e-learning", "800/7/2026", local_today(), "Kepala BKPSDM", "command:courses", utc_now()
        )


def _leader(app: Flask, username: str, unit: str | None) -> Learner:
    made = new_learner(app, username, "Umpama Pimpinan", unit="")
    with door(writes=True):
        key = next((one.id for one in open_units() if one.name == unit), None)
        db.session.add(RoleGrant(person_id=made.id, role=Role.LEADER.value, unit_id=key, granted_at=utc_now()))
    return made
