"""After a simulated year every page and file says the same figures, and so does a naive recount from the facts."""

import csv
import io
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from lms.assignments import operations
from lms.assignments.aim import Targets
from lms.content.operations import recognise_course
from lms.kernel.jp import Jp
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.assignments.offices import (
    add_lesson,
    add_people,
    assign,
    begin,
    complete,
    everywhere,
    leave_office,
    move,
    recounted,
    stop,
)
from tests.assignments.test_pages import Office
from tests.certificates.issuing import set_up_institution
from tests.support.people import local_today, signed_in

BY = "rina"
TODAY = local_today()
SLUGS = ("ramah", "aman", "sehat")
WORDS = {
    "Lewat tenggat": "overdue",
    "Hampir tenggat": "due_soon",
    "Belum mulai": "not_started",
    "Sedang belajar": "in_progress",
    "Perlu diperbarui": "expired",
    "Selesai": "done",
    "Dibebaskan": "waived",
}
SOON = 14
JP = 4
UNITS = ("Puskesmas A", "Puskesmas B", "SD 1")
ABOVE = {"Puskesmas A": "Dinas Kesehatan", "Puskesmas B": "Dinas Kesehatan", "SD 1": "Dinas Pendidikan"}


@dataclass
class City:
    """The year that was: who is where, and what was asked, in the order in which it happened."""

    office: Office
    numbers: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


@pytest.fixture
def city(app: Flask) -> City:
    """A year in which people join, move, leave, learn, stop, are excused and put off, and courses are renewed."""
    office = Office(app)
    made = City(office, people=[office.ani, office.budi, office.citra])
    for slug in SLUGS[1:]:
        add_lesson(slug)
    courses = courses_by_slug()
    set_up_institution()
    chance, start = random.Random(7), at(TODAY - timedelta(days=360))
    with door(writes=True):
        by = ("pembelajaran mandiri", "800/4", start.date(), "Kepala BKPSDM", "operator")
        recognise_course("ramah", Jp(JP), *by, start)
    made.people += add_people([office.units[UNITS[n % 3]] for n in range(24)], at=start)
    health = Targets(units=frozenset({office.units["Dinas Kesehatan"]}))
    plans = (
        (courses["ramah"], TODAY - timedelta(days=100), {}),
        (courses["aman"], TODAY - timedelta(days=2), {"renew_after": 3}),
        (courses["sehat"], TODAY + timedelta(days=10), {"targets": health}),
        (courses["sehat"], TODAY + timedelta(days=40), {"targets": Targets(people=frozenset(made.people[:5]),
                                                                          is_group=False)}),
    )  # fmt: skip
    for number, (course, due, more) in enumerate(plans):
        made.numbers.append(assign(course, at=start, token=f"year-{number}", due_on=due, **more))
    for day in range(350, 0, -7):
        week(made, chance, at(TODAY - timedelta(days=day)))
    assert recounted() == []
    return made


def week(city: City, chance: random.Random, now: datetime) -> None:
    """What happens in a week."""
    units, who = city.office.units, here()
    if chance.random() < 0.3:
        city.people += add_people([units[chance.choice(UNITS)]], at=now)
    if chance.random() < 0.3:
        move([chance.choice(who)], units[chance.choice([*UNITS, "Dinas Kesehatan"])], at=now)
    if chance.random() < 0.1:
        leave_office([chance.choice(who)], at=now)
    who = here()
    for person in chance.sample(who, 2):
        act(chance.choice(("complete", "complete", "begin", "stop")), person, chance.choice(SLUGS), now)
    held = one_open(chance)
    if held is not None and chance.random() < 0.3:
        with door(writes=True):
            if chance.random() < 0.5:
                operations.waive(*held, "leave", everywhere(), now, by=BY)
            else:
                day = TODAY + timedelta(days=chance.choice((5, 20, 90, 300)))
                operations.extend(*held, day, "new-here", everywhere(), now, by=BY)


def act(what: str, person: int, slug: str, now: datetime) -> None:
    with door(writes=False):
        rows = db.session.execute(text("SELECT e.state FROM enrolment e JOIN course c ON c.id = e.course_id"
                                       " WHERE e.person_id = :p AND c.slug = :s AND e.state <> 'left'"),
                                  {"p": person, "s": slug})  # fmt: skip
        state = rows.scalar()
    if what == "stop":
        stop(person, at=now)
    elif what == "begin" and state is None:
        begin(person, slug, at=now)
    elif what == "complete" and state is None:
        complete(person, slug, at=now)


def one_open(chance: random.Random) -> tuple[int, int] | None:
    with door(writes=False):
        sql = "SELECT assignment_id, person_id FROM duty WHERE stage IN ('not-begun', 'begun') AND due_on < :d"
        rows = db.session.execute(text(sql + " ORDER BY id"), {"d": TODAY + timedelta(days=1)}).all()
    return tuple(chance.choice(rows)) if rows else None


def here() -> list[int]:
    with door(writes=False):
        sql = "SELECT person_id FROM employment WHERE valid_to IS NULL AND unit_id IS NOT NULL ORDER BY person_id"
        return list(db.session.scalars(text(sql)))


def at(day: date) -> datetime:
    return datetime.fromisoformat(f"{day}T03:00:00+00:00")


def courses_by_slug() -> dict[str, int]:
    with door(writes=False):
        return {row.slug: row.id for row in db.session.execute(text("SELECT id, slug FROM course"))}


@dataclass(frozen=True)
class Fact:
    """One duty, judged from what happened alone."""

    assignment: int
    person: int
    name: str
    unit: str
    state: str
    until: date


def facts() -> list[Fact]:
    """A naive recount: no stored stage, last day or sum is read."""
    sql = """
        SELECT d.assignment_id, d.person_id, p.name, u.name AS unit, d.due_on, d.waived_at, a.renew_after_months,
          (SELECT max(e.completed_at) FROM enrolment e
            WHERE e.person_id = d.person_id AND e.course_id = a.course_id) AS done,
          (SELECT count(*) FROM enrolment e WHERE e.person_id = d.person_id AND e.course_id = a.course_id
            AND e.state <> 'left') AS begun
        FROM duty d JOIN assignment a ON a.id = d.assignment_id JOIN person p ON p.id = d.person_id
        JOIN employment e ON e.person_id = p.id AND e.valid_to IS NULL JOIN unit u ON u.id = e.unit_id
        WHERE d.released_at IS NULL"""
    with door(writes=False):
        return [naive(row) for row in db.session.execute(text(sql)).all()]


def naive(row: object) -> Fact:
    def day(value: object) -> date:
        return date.fromisoformat(str(value)[:10])

    due = day(row.due_on)
    if row.done is not None:
        done = day(row.done)
        months = row.renew_after_months
        until = date.max if months is None else later(done, months)
        state = "expired" if until < TODAY else "done"
    elif row.waived_at is not None:
        state, until = "waived", date.max
    else:
        until = due
        state = "in_progress" if row.begun else "not_started"
        state = "overdue" if due < TODAY else "due_soon" if (due - TODAY).days <= SOON else state
    return Fact(row.assignment_id, row.person_id, row.name, row.unit, state, until)


def later(day: date, months: int) -> date:
    """So many months later; the last day of a shorter month."""
    total = day.month - 1 + months
    for last in (day.day, 30, 29, 28):
        try:
            return day.replace(year=day.year + total // 12, month=total % 12 + 1, day=last)
        except ValueError:
            continue
    raise AssertionError


@dataclass(frozen=True)
class Sums:
    """What a page says in all."""

    asked: int
    done: int
    overdue: int


def sums(of: list[Fact]) -> Sums:
    count = Counter(one.state for one in of)
    return Sums(len(of) - count["waived"], count["done"] + count["expired"], count["overdue"])


def words(node: object) -> str:
    return re.sub(r"\s+", " ", node.text_content()).strip()


def page(browser: FlaskClient, address: str) -> html.HtmlElement:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.text)


def number(said: str) -> int:
    return int(said.replace(".", ""))


def head_of(tree: html.HtmlElement) -> tuple[int, int]:
    """Past due and done, as the tiles say."""
    tiles = [number(words(one)) for one in tree.xpath("//dl[contains(@class, 'tiles')]//b")]
    return tiles[0], tiles[1]


def lines_of(tree: html.HtmlElement) -> dict[str, tuple[int, int, int]]:
    """Unit → past due, asked, percent done, of the tables of units."""
    found = {}
    for row in tree.xpath("//table[contains(@class, 'fold')]/tbody/tr"):
        said = words(row)
        late, asked = map(number, re.search(r"([\d.]+) dari ([\d.]+) lewat tenggat", said).groups())
        share = int(re.search(r"(\d+)% (?:sudah )?selesai", said).group(1))
        found[words(row.xpath("./th")[0])] = (late, asked, share)
    return found


def expected_lines(of: list[Fact], above: dict[str, str] = ABOVE) -> dict[str, tuple[int, int, int]]:
    parts: dict[str, list[Fact]] = defaultdict(list)
    for one in of:
        parts[above.get(one.unit, one.unit)].append(one)
    found = {unit: sums(part) for unit, part in parts.items()}
    return {
        unit: (one.overdue, one.asked, round(100 * one.done / one.asked) if one.asked else 0)
        for unit, one in found.items()
    }


def matrix(browser: FlaskClient, query: str = "") -> Iterator[tuple[str, list[str]]]:
    """Names and what stands beside them, over all pages."""
    address = f"/overview/matrix{query}"
    while address:
        tree = page(browser, address)
        for row in tree.xpath("//table/tbody/tr"):
            yield row.xpath("./th/a")[0].text, [words(cell) for cell in row.xpath("./td")]
        address = next(iter(tree.xpath("//a[contains(@href, 'after=')]/@href")), "")


def state_in(said: str) -> str:
    return next((state for start, state in WORDS.items() if said.startswith(start)), "")


def test_every_page_and_file_says_what_the_facts_come_to(city: City) -> None:
    rina, true = city.office.rina, facts()
    assert {one.state for one in true} >= {"overdue", "done", "waived", "expired"}, "the year was eventful"

    overview(rina, true)
    for assignment in city.numbers:
        own = [one for one in true if one.assignment == assignment]
        overview(rina, own, f"?assignment={assignment}")
        drill_down(rina, own, assignment)
    health = [one for one in true if one.unit != "SD 1"]
    assert (sums(health).overdue, sums(health).done) == head_of(page(city.office.sari, "/overview"))
    unit = city.office.units["Dinas Kesehatan"]
    tree = page(rina, f"/overview?unit={unit}")
    assert (sums(health).overdue, sums(health).done) == head_of(tree)
    own = {line: numbers for line, numbers in lines_of(tree).items() if line in UNITS}
    assert own == {line: found for line, found in expected_lines(health, {}).items() if line in UNITS}
    people(rina, true)
    files(rina, true)
    standings(city, true)
    assert any(jp_of(person) for person in {one.person for one in true}), "somebody earned something"


def overview(browser: FlaskClient, of: list[Fact], query: str = "") -> None:
    """Tiles, heading, units, map of last days and the last week of the trend."""
    tree, total = page(browser, f"/overview{query}"), sums(of)
    assert head_of(tree) == (total.overdue, total.done), query
    said = words(tree.xpath("//h1")[0])
    assert not total.overdue or number(said.split()[0]) == total.overdue
    assert lines_of(tree) == expected_lines(of), query
    shares = [words(cell) for cell in tree.xpath("//figure//tbody/tr[last()]/td")]
    assert shares[0] == f"{round(100 * total.done / total.asked)}%"
    heat = {words(row.xpath("./th")[0]): [number(words(td)) for td in row.xpath("./td")]
            for row in tree.xpath("//table[@class='heat']/tbody/tr")}  # fmt: skip
    open_states = {"overdue", "due_soon", "not_started", "in_progress"}
    if heat:
        for unit, cells in heat.items():
            mine = [one for one in of if unit == "Semua" or ABOVE.get(one.unit, one.unit) == unit]
            assert cells[0] == sums(mine).overdue
            assert sum(cells) == sum(one.state in open_states for one in mine), unit


def drill_down(browser: FlaskClient, of: list[Fact], assignment: int) -> None:
    """The page of an assignment: tiles, units, and as many names in each state as the facts say."""
    tree, total = page(browser, f"/assignments/{assignment}?state=all"), sums(of)
    assert head_of(tree) == (total.overdue, total.done)
    assert lines_of(tree) == expected_lines(of)
    names = Counter(words(row.xpath(".//a")[0]) for row in tree.xpath("//ul[@class='rows']/li"))
    assert names == Counter(one.name for one in of)


def people(browser: FlaskClient, of: list[Fact]) -> None:
    """The matrix, whole and by state."""
    counted = Counter(state_in(cell) for _, cells in matrix(browser) for cell in cells)
    counted.pop("", None)
    assert counted == Counter(one.state for one in of)
    late = [name for name, _ in matrix(browser, "?state=overdue")]
    assert sorted(late) == sorted({one.person: one.name for one in of if one.state == "overdue"}.values())


def files(browser: FlaskClient, of: list[Fact]) -> None:
    """Both files of people and both of units."""
    rows = sheet(export(browser, "assigned-people", "xlsx"))
    said = export(browser, "assigned-people", "csv").decode("utf-8-sig")
    assert [row[3:] for row in csv.reader(io.StringIO(said), delimiter=";")] == [row[3:] for row in rows]
    states = Counter(WORDS[cell] for row in rows[1:] for cell in row[3::2] if cell)
    assert states == Counter(one.state for one in of)
    until = Counter(str(cell) for row in rows[1:] for cell in row[4::2] if cell)
    assert until == Counter(str(one.until) for one in of if one.until != date.max)
    units = {row[0]: (row[3], row[1]) for row in sheet(export(browser, "assigned-units", "xlsx"))[1:]}
    assert units == {unit: line[:2] for unit, line in expected_lines(of).items()}
    said = export(browser, "assigned-units", "csv").decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(said), delimiter=";"))[1:]
    assert {row[0]: (int(row[3]), int(row[1])) for row in found} == units


def export(browser: FlaskClient, key: str, form: str) -> bytes:
    return browser.post("/exports", data={"export": key, "form": form}).data


def sheet(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def standings(city: City, of: list[Fact]) -> None:
    """Each person's standing, their own first page and their own JP page."""
    for person in sorted({one.person for one in of}):
        own = [one for one in of if one.person == person]
        tree = page(city.office.rina, f"/people/{person}/standing")
        rows = tree.xpath("(//ul[@class='rows'])[1]/li")
        assert Counter(own_state(words(row)) for row in rows) == Counter(one.state for one in own)
        mine = signed_in(city.office.app, person)
        is_late = "Lewat tenggat" in words(page(mine, "/").xpath("//main")[0])
        assert is_late == any(one.state == "overdue" for one in own), person
        ledger = words(page(mine, "/hours").xpath("//main")[0])
        earned = re.search(r"tercatat (\d+) JP", ledger)
        told = re.search(r"tahun \d+ (\d+)", words(tree.xpath("//h2[contains(., 'Jam pelajaran')]/..")[0]))
        assert earned and told and int(earned[1]) == int(told[1]) == jp_of(person), person
        held = certificates_of(words(tree.xpath("//main")[0]))
        assert held == certificates_of(words(page(mine, "/certificates").xpath("//main")[0])), person


def jp_of(person: int) -> int:
    """What the completions of this year come to."""
    sql = """SELECT e.completed_at FROM enrolment e JOIN course c ON c.id = e.course_id
             WHERE e.person_id = :person AND c.slug = 'ramah' AND e.completed_at IS NOT NULL"""
    with door(writes=False):
        days = [date.fromisoformat(str(at)[:10]) for at in db.session.scalars(text(sql), {"person": person})]
    return JP * sum(day.year == TODAY.year for day in days)


def certificates_of(said: str) -> set[str]:
    return set(re.findall(r"\d{4}/\w+/BKPSDM/\w+/\d{4}", said))


def own_state(said: str) -> str:
    return next(state for start, state in WORDS.items() if start in said)
