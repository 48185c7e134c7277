"""Who looks on: a superior with staff and a deputy, an inspector with a sample."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import func, select, update

from lms.accounts import operations as accounts
from lms.accounts.models import Employment
from lms.accounts.operations import NewDeputy
from lms.assignments.models import Assignment, Duty
from lms.inspection import operations as inspection
from lms.inspection.operations import NewSample
from lms.kernel.clock import utc_now
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys.learners import Learner, new_learner
from tests.support.people import local_today


def let_them_look_on(app: Flask, superior: Learner, deputy: Learner) -> Learner:
    """Gives the superior staff and a deputy; draws a sample for the inspector, who is given back."""
    inspector = new_learner(app, "pemeriksa", "Indra Contoh", role=Role.INSPECTOR)
    today, now = local_today(), utc_now()
    with door(writes=True):
        asked = select(Duty.person_id).where(Duty.assignment_id == select(func.min(Assignment.id)).scalar_subquery())
        people = db.session.scalars(asked.order_by(Duty.person_id).limit(12)).all()
        db.session.execute(update(Employment).where(Employment.person_id.in_(people)).values(superior_id=superior.id))
        new = NewDeputy(superior.id, deputy.id, today, today + timedelta(days=12), "leave")
        accounts.name_deputy(new, now, by="koordinator-kota")
        inspection.draw_sample(NewSample(date(2020, 1, 1), today, None, 5, "contoh-1"), now, by="pemeriksa")
        inspection.find(1, 1, "to-clarify", "Tanggal ujian akhir perlu dijelaskan oleh unit.", now, by="pemeriksa")
        inspection.find(1, 2, "in-order", "", now, by="pemeriksa")
    return inspector


def deputy_of(who: str) -> Callable[[Mapping[str, Learner]], str]:
    """The page of somebody's deputies."""
    return lambda cast: f"/people/{cast[who].id}/deputy"


_EMPTIED = """form => {
    form.noValidate = true
    form.querySelectorAll('input').forEach(one => { one.value = '' })
    form.requestSubmit()
}"""


def send_nothing(tab: Tab) -> None:
    """Sends the form of the page empty."""
    tab.eval_on_selector("main form[method=post]", _EMPTIED)
    tab.wait_for_selector(".note.r")


def open_all(tab: Tab) -> None:
    """Shows what is folded away."""
    tab.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
