"""People of the city use their accounts and are reminded: what pages of reminders show."""

from collections.abc import Callable

from playwright.sync_api import Page
from sqlalchemy import select, update

from lms.accounts.facts import PostsChanged
from lms.accounts.models import Person
from lms.accounts.scope import Scope
from lms.assignments.models import Assignment, Duty
from lms.assignments.queries import assignment_page
from lms.hours.operations import follow_posts
from lms.kernel.clock import utc_now
from lms.org.unit_queries import open_units
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.reminders import operations
from lms.reminders.operations import NewReminder
from lms.reminders.queries import Asked
from lms.reminders.shown import unpacked

EVERYBODY = unpacked("1.zzzzz")
SCHOOLS = "Dinas Pendidikan dan Kebudayaan Kota Contoh"
TEXT = "Mohon diselesaikan: Keamanan Informasi untuk ASN\n\nPelatihan ini belum Anda selesaikan."


def remind(token: str) -> None:
    """Two of three people of an assignment have used their accounts; those of the schools were reminded just now."""
    with door(writes=True):
        number = db.session.scalars(select(Assignment.id).where(Assignment.token == token)).one()
        using = select(Duty.person_id).where(Duty.assignment_id == number, Duty.person_id % 3 != 0)
        unused = (Person.id.in_(using), Person.password_hash.is_(None))
        started = update(Person).where(*unused).values(password_hash="-").returning(Person.id)
        follow_posts(PostsChanged(tuple(db.session.scalars(started)), utc_now(), "tests"))
        scope = Scope(open_units(), is_all=True)
        schools = next(unit for unit in scope.units if unit.name == SCHOOLS)
        page = assignment_page(number)
        assert page is not None
        asked = Asked(number, scope.below(schools))
        operations.remind(
            NewReminder("r1", page, asked, schools.id, TEXT, EVERYBODY), utc_now(), by="koordinator-sekolah"
        )


def signed_by_nobody_there(tab: Page) -> None:
    """Asks for a memo that is signed by somebody who may no longer sign."""
    tab.evaluate("document.querySelector('#signer option').value = 'head-0'")
    tab.click("form[action='/reminders/memo'] button")


def path(which: str, more: str = "", token: str = "a1") -> Callable[[object], str]:
    """A page of reminders about an assignment."""

    def found(_cast: object) -> str:
        with door(writes=False):
            number = db.session.scalars(select(Assignment.id).where(Assignment.token == token)).one()
        return f"/reminders{which}?assignment={number}{more}"

    return found
