"""Programmes of courses: one that somebody is half through, one by choice that can be recorded, one over."""

from collections.abc import Callable, Sequence

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import select

from lms.content.models import CourseRow
from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations
from lms.programmes.models import Programme
from lms.programmes.operations import NewProgramme
from tests.journeys import duties, versions
from tests.journeys.site import COURSE

BY = "command:programmes"
TITLE = "Pelayanan Prima bagi Petugas Loket di Perangkat Daerah dan Unit Pelaksana Teknis"


def let_there_be_programmes(app: Flask) -> None:
    """Makes them once people have learnt."""
    with door(writes=True):
        _make("p1", TITLE, [COURSE, versions.SLUG, duties.SLUG], 3)
        _make("p2", "Dasar Pelayanan", [COURSE, duties.SLUG], 1)
        operations.end(_make("p3", "Pelayanan 2025", [duties.SLUG], 1), utc_now(), by=BY)


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


def nothing_chosen(tab: Tab) -> None:
    """Sends the form as it is."""
    tab.evaluate("document.querySelector('main form').noValidate = true")
    tab.click("main form button")
