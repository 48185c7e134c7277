"""A city whose people must complete a course: some are done, some late, some excused; and who looks at that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from flask import Flask
from playwright.sync_api import Page as Tab
from sqlalchemy import select, update

from lms.accounts import operations as accounts
from lms.accounts.employment import EmploymentStatus
from lms.accounts.models import Person, RoleGrant
from lms.accounts.posts import Identity, NewPerson, Post
from lms.accounts.scope import Scope
from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.assignments.models import Assignment, Duty
from lms.assignments.operations import NewAssignment
from lms.assignments.states import Kind
from lms.content.models import CourseItem, CourseRow
from lms.kernel.clock import utc_now
from lms.learning import operations as learning
from lms.learning.models import Enrolment
from lms.org import operations as org
from lms.org.unit_queries import open_units
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.journeys import leading, reminding, versions
from tests.journeys.learners import Learner, new_learner
from tests.support.people import local_today

SLUG = "keamanan-informasi"
COURSE = {
    "course.md": "---\ntitle: Keamanan Informasi untuk ASN\nsummary: Kata sandi, surel palsu, dan data warga.\n---\n",
    "01-sandi.md": "---\nminutes: 100\n---\n# Kata sandi\n\nKata sandi yang panjang lebih kuat.\n",
}
BY = "command:assignments"
SITES = {
    "Dinas Kesehatan Kota Contoh": (("UPTD Puskesmas Kecamatan Contoh Utara", 24), ("UPTD Puskesmas Umpama", 16)),
    "Dinas Pendidikan dan Kebudayaan Kota Contoh": (("SD Negeri 1 Contoh", 14), ("SMP Negeri 2 Contoh", 20)),
    "Kecamatan Contoh Utara": (("Kelurahan Umpama", 3),),
}
EMPTY = "Bagian yang Belum Berisi"
GIVEN = ("Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Gita", "Hadi")
FAMILY = ("Contoh", "Misal", "Umpama", "Andaikata", "Taruhlah")


def let_them_be_assigned(app: Flask, asked: Learner) -> dict[str, Learner]:
    """Assigns the course; the coordinator of the city, of one department, an officer and somebody late look at it."""
    versions.publish(app, COURSE, slug=SLUG)
    leading.recognise(SLUG, 20)
    today = local_today()
    with door(writes=True):
        people = _city()
    with door(writes=True):
        groups = Targets(
            units=frozenset(unit.id for unit in open_units() if unit.name in SITES), people=frozenset({asked.id})
        )
        _assign("a1", Kind.MANDATORY, today + timedelta(days=9), groups, "Diminta Wali Kota setelah kebocoran data.")
        _assign("a3", Kind.ADVISED, today + timedelta(days=45), replace(groups, people=frozenset()), "", _another())
        ended = _assign("a2", Kind.ADVISED, today + timedelta(days=30), Targets(), "")
        operations.end(ended, "Diganti dengan penugasan yang wajib.", _all(), utc_now(), by=BY)
    with door(writes=True):
        _learn(people)
        _spread(today)
        operations.waive(_first(), people[5], "leave", _all(), utc_now(), by=BY)
        operations.extend(_first(), people[7], today + timedelta(days=40), "no-access", _all(), utc_now(), by=BY)
    reminding.remind("a1")
    return {
        "city": _coordinator(app, "koordinator-kota", "Rina Kantor", None),
        "health": _coordinator(app, "koordinator-dinas", "Sari Kantor", "Dinas Kesehatan Kota Contoh"),
        "schools": _coordinator(
            app, "koordinator-sekolah", "Tono Kantor", "Dinas Pendidikan dan Kebudayaan Kota Contoh"
        ),
        "empty-unit": _coordinator(app, "koordinator-kosong", "Wati Kantor", EMPTY),
        "site": _coordinator(app, "petugas", "Tuti Kantor", "UPTD Puskesmas Umpama", Role.UNIT_OFFICER),
    }


def _city() -> list[int]:
    new, now = [], utc_now()
    for department, sites in SITES.items():
        above = org.add_unit(org.NewUnit(department), now, by=BY)
        for name, size in sites:
            unit = org.add_unit(org.NewUnit(name, above), now, by=BY)
            post = Post(status=EmploymentStatus.PNS, position="Pengadministrasi Umum", unit_id=unit)
            start = len(new)
            names = (f"{GIVEN[n % 8]} {FAMILY[n // 8 % 5]}" for n in range(start, start + size))
            new += [NewPerson(Identity(name), post) for name in names]
    org.add_unit(org.NewUnit(EMPTY), now, by=BY)
    keys = accounts.add_people(new, date(2020, 1, 1), now, by=BY)
    db.session.execute(update(Person).where(Person.id.in_(keys)).values(name_confirmed_at=now))
    return keys


def _all() -> Scope:
    return Scope(open_units(), is_all=True)


def _another() -> int:
    rows = select(CourseRow.id).where(CourseRow.slug != SLUG, CourseRow.current_version_id.is_not(None))
    return db.session.scalars(rows.where(CourseRow.withdrawn_at.is_(None)).order_by(CourseRow.id)).first() or 0


def _assign(token: str, kind: Kind, due_on: date, targets: Targets, why: str, course: int = 0) -> int:
    course = course or db.session.scalars(select(CourseRow.id).where(CourseRow.slug == SLUG)).one()
    new = NewAssignment(token, course, None, kind, due_on, targets, why)
    return operations.assign(new, _all(), utc_now(), by=BY)


def _first() -> int:
    return db.session.scalars(select(Assignment.id).where(Assignment.token == "a1")).one()


def _learn(people: list[int]) -> None:
    """Half complete it, every sixth has begun."""
    now = utc_now()
    for number, person in enumerate(people):
        if number % 2 and number % 6 != 5:
            continue
        enrolment = learning.enrol(person, SLUG, now)
        if number % 2 == 0:
            version = db.session.get_one(Enrolment, enrolment).version_id
            lesson = db.session.scalars(select(CourseItem.id).where(CourseItem.version_id == version)).first()
            learning.finish_lesson(enrolment, lesson or 0, now)


def _spread(today: date) -> None:
    """Health has its last day today; for the tests it was twelve days ago, which no form would take."""
    unit = next(unit for unit in open_units() if unit.name == "Dinas Kesehatan Kota Contoh")
    operations.spread(_first(), {unit.id: today}, _all(), utc_now(), 30, by=BY)
    late = today - timedelta(days=12)
    db.session.execute(update(Duty).where(Duty.until == today).values(until=late, due_on=late))
    db.session.execute(db.text("UPDATE duty_count SET until = :late WHERE until = :today"),
                       {"late": late.isoformat(), "today": today.isoformat()})  # fmt: skip


def _coordinator(app: Flask, username: str, name: str, unit: str | None, role: Role = Role.COORDINATOR) -> Learner:
    made = new_learner(app, username, name, unit="")
    with door(writes=True):
        key = next((one.id for one in open_units() if one.name == unit), None)
        db.session.add(RoleGrant(person_id=made.id, role=role.value, unit_id=key, granted_at=utc_now()))
    return made


def number(rest: str = "", token: str = "a1") -> Callable[[object], str]:
    """The address of the assignment."""

    def address(_cast: object) -> str:
        with door(writes=False):
            found = db.session.scalars(select(Assignment.id).where(Assignment.token == token)).one()
        return f"/assignments/{found}{rest}"

    return address


def person(stage: str) -> Callable[[object], str]:
    """The address of somebody's duty: the first at this stage, or whoever has a last day of their own."""

    def address(_cast: object) -> str:
        with door(writes=False):
            where = Duty.is_extended if stage == "extended" else (Duty.stage == stage) & ~Duty.is_extended
            rows = select(Duty.person_id).where(where, Duty.assignment_id == _first()).order_by(Duty.person_id)
            found = db.session.scalars(rows).first()
        return str(number(f"/people/{found}")(_cast))

    return address


def standing(cast: object) -> str:
    """The address of the standing of somebody who is done."""
    return "/people/" + str(person("done")(cast)).rpartition("/")[2] + "/standing"


def late_standing(_cast: object) -> str:
    """The address of the standing of somebody who is late."""
    with door(writes=False):
        late = (Duty.stage == "not-begun", Duty.until < local_today(), Duty.assignment_id == _first())
        found = db.session.scalars(select(Duty.person_id).where(*late).order_by(Duty.person_id)).first()
    return f"/people/{found}/standing"


def only_first(cast: object) -> str:
    """The query that asks for the first assignment alone."""
    return "?assignment=" + str(number()(cast)).rpartition("/")[2]


def look(tab: Tab) -> None:
    """Says what is assigned to whom, and looks at how many people that is."""
    tab.select_option("#course", label="Keamanan Informasi untuk ASN")
    tab.fill("#due_on", (local_today() + timedelta(days=60)).isoformat())
    tab.fill("#why", "Setahun sekali.")
    tab.click("main form button")
    tab.wait_for_selector("text=Langkah 2 dari 2")


def nobody_chosen(tab: Tab) -> None:
    """Wants to see how many people that is without saying anything."""
    tab.evaluate("document.querySelector('main form').noValidate = true")
    tab.check("#who-2")
    tab.click("main form button")


def put_off_to_nothing(tab: Tab) -> None:
    """Puts the last day off without a day and a reason."""
    tab.click("summary:has-text('Undur tenggat')")
    tab.evaluate("document.querySelectorAll('main form').forEach(form => form.noValidate = true)")
    tab.click("form[action$='/extend'] button")
