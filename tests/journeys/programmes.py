"""Programmes of courses: one that is asked of people, one by choice that can be recorded, one over."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import select

from lms.accounts.scope import Scope
from lms.assignments import operations as assignments
from lms.assignments.aim import Targets
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.content.models import CourseRow
from lms.kernel.clock import utc_now
from lms.org.unit_queries import open_units
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations
from lms.programmes.models import Programme
from lms.programmes.operations import NewProgramme
from tests.journeys import duties, versions
from tests.journeys.learners import Learner
from tests.journeys.site import COURSE
from tests.support.people import local_today

BY = "command:programmes"
TITLE = "Pelayanan Prima bagi Petugas Loket di Perangkat Daerah dan Unit Pelaksana Teknis"


def let_there_be_programmes(app: Flask, *asked: Learner) -> None:
    """Makes them once people have learnt; of some people one is asked, and the first of them completed another."""
    now = utc_now()
    with door(writes=True):
        first = _make("p1", TITLE, [COURSE, versions.SLUG, duties.SLUG], 3)
        second = _make("p2", "Dasar Pelayanan", [COURSE, duties.SLUG], 1)
        operations.end(_make("p3", "Pelayanan 2025", [duties.SLUG], 1), now, by=BY)
        people = Targets(is_group=False, people=frozenset(learner.id for learner in asked))
        due_on = local_today() + timedelta(days=5)
        why = "Untuk semua yang bertugas di loket."
        new = NewAssignment("a4", None, None, Kind.MANDATORY, due_on, people, why, programme_id=first)
        assignments.assign(new, Scope(open_units(), is_all=True), now, by=BY)
    with door(writes=True):
        operations.complete(second, asked[0].id, utc_now())


def _make(token: str, title: str, slugs: Sequence[str], needed: int) -> int:
    keys = dict(db.session.execute(select(CourseRow.slug, CourseRow.id)).all())
    summary = "Dari menyapa warga sampai menjaga datanya."
    return operations.make(NewProgramme(token, title, summary, [keys[one] for one in slugs], needed), utc_now(), by=BY)


def number(token: str) -> Callable[[object], str]:
    """The address of a programme."""

    def address(_cast: object) -> str:
        with door(writes=False):
            return f"/programmes/{db.session.scalars(select(Programme.id).where(Programme.token == token)).one()}"

    return address


def certificate(cast: Mapping[str, Learner]) -> str:
    """The address of the certificate of a whole programme."""
    return f"/certificates/{cast['programmed'].code()}"


def person(cast: Mapping[str, Learner]) -> str:
    """The address of a duty of a programme."""
    return duties.number(f"/people/{cast['programmed'].id}", "a4")(cast)


def how_it_ends(tab: Tab) -> None:
    """Wants to end a programme."""
    tab.click("summary:has-text('Akhiri program ini')")


def nothing_chosen(tab: Tab) -> None:
    """Sends the form as it is."""
    tab.evaluate("document.querySelector('main form').noValidate = true")
    tab.click("main form button")
