"""The audit read by people: sentences with names, filters in the address, page after page, a file of what was found."""

import io
from datetime import UTC, datetime, timedelta
from html import unescape
from re import DOTALL, findall, sub

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, select, text

from lms.accounts.models import RoleGrant
from lms.auditing.views import ON_A_PAGE
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.audit.operations import record
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.statements import selects, statements

NOW = people.NOW


@pytest.fixture
def ani(app: Flask) -> int:
    """The key of somebody to whom things are done."""
    return people.add_person()


@pytest.fixture
def reader(app: Flask, ani: int) -> FlaskClient:
    """The browser of a coordinator of all units."""
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))


def told(browser: FlaskClient, path: str = "/audit") -> list[str]:
    """The sentences of a page, the newest first."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    found = findall(r'<li class="row"><div class="stack-s"><p>(.*?)</p>', answer.text, DOTALL)
    return [unescape(sub(r"<[^>]+>", "", one)) for one in found]


def act(action: str, subject: str, at: datetime = NOW, by: str = "rina", **details: object) -> None:
    with door(writes=True):
        record(by, action, subject, at, **details)


def unit_key(name: str = people.UNIT) -> int:
    with door(writes=False):
        return int(db.session.execute(select(Unit.id).where(Unit.name == name)).scalar_one())


def test_an_act_is_a_sentence_with_names_and_a_link_to_whom_it_was_done(reader: FlaskClient, ani: int) -> None:
    act("role.grant", f"person:{ani}", role="unit-officer", unit_id=unit_key())
    assert told(reader) == [f"24 Nov 2026 09.41, rina memberi Ani Contoh peran Petugas unit di {people.UNIT}"]
    assert f'<a href="/people/{ani}">Ani Contoh</a>' in reader.get("/audit").text


def test_the_newest_act_stands_first_and_reasons_stand_below(reader: FlaskClient, ani: int) -> None:
    act("person.add", f"person:{ani}")
    act("content.withdraw", "arsip", NOW + timedelta(minutes=1), reason="<b>Keliru</b>")
    assert told(reader) == [
        "24 Nov 2026 09.42, rina menarik pelatihan arsip",
        "24 Nov 2026 09.41, rina menambahkan Ani Contoh ke daftar orang",
    ]
    assert "“&lt;b&gt;Keliru&lt;/b&gt;”" in reader.get("/audit").text


def test_what_has_no_words_or_lacks_particulars_is_shown_as_it_is_stored(reader: FlaskClient) -> None:
    act("old.thing", "person:x<i>")
    act("role.grant", "person:999999", NOW - timedelta(1), by="command:people")
    act("unit.move", "unit:99999999999999999999", NOW - timedelta(2), by="stranger", above="no key")
    act("role.end", "person:", NOW - timedelta(3), role="king")
    act("assessment.extra-time", "999999", NOW - timedelta(4), percent=50)
    assert told(reader) == [
        "24 Nov 2026 09.41, rina: old.thing, x<i>",
        "23 Nov 2026 09.41, perintah people memberi nomor 999999 peran ?",
        "22 Nov 2026 09.41, seseorang tanpa akun memindahkan unit nomor 99999999999999999999 ke bawah no key",
        "21 Nov 2026 09.41, rina mencabut dari  peran king",
        "20 Nov 2026 09.41, rina memberi nomor 999999 tambahan waktu ujian 50%",
    ]


def test_filters_leave_what_they_say(reader: FlaskClient, ani: int) -> None:
    act("person.add", f"person:{ani}")
    act("role.grant", f"person:{ani}", NOW + timedelta(1), by="wahyu", role="leader")
    act("content.publish", "arsip", NOW + timedelta(2), version=2)
    asked = {
        "": 3, "by=wahyu": 1, "by=WAHYU": 1, "by=lain": 0, "what=ani": 2, "what=199001012015012999": 2,
        "what=19900101+201501+2+999": 2, "what=Arsip": 0, "what=arsip": 1, f"what=person:{ani}": 2, "what=budi": 0,
        "kind=content.publish": 1, "kind=never.done": 0, "from=2026-11-25": 2, "to=2026-11-24": 1,
        "from=2026-11-25&to=2026-11-25": 1, "by=rina&what=ani&kind=person.add&from=2026-11-24&to=2026-11-24": 1,
    }  # fmt: skip
    assert {query: len(told(reader, f"/audit?{query}")) for query in asked} == asked
    assert "Tidak ada tindakan yang ditemukan" in reader.get("/audit?by=lain").text
    assert '<option value="never.done" selected>' in reader.get("/audit?kind=never.done").text


def test_a_day_is_the_local_one(reader: FlaskClient) -> None:
    act("org.set-fact", "name", datetime(2026, 11, 23, 17, 0, tzinfo=UTC), value="A", valid_from="2026-11-24")
    assert len(told(reader, "/audit?from=2026-11-24&to=2026-11-24")) == 1
    assert told(reader, "/audit?to=2026-11-23") == []


def test_pages_follow_each_other_without_gap_though_many_acts_are_of_one_moment(reader: FlaskClient) -> None:
    rows = [
        {"at": NOW, "actor": "rina", "action": "content.publish", "subject": f"c-{number}", "details": "{}"}
        for number in range(2 * ON_A_PAGE + 3)
    ]
    with door(writes=True):
        db.session.execute(insert(AuditEntry), rows)
    seen, path = [], "/audit?by=rina"
    while path:
        page = reader.get(path).text
        seen += findall(r"pelatihan (c-\d+)</p>", page)
        act("person.add", "person:1", NOW + timedelta(minutes=len(seen)))  # whatever happens meanwhile
        older = findall(r'href="(\?[^"]+)">Tindakan sebelumnya', page)
        path = "/audit" + unescape(older[0]) if older else ""
    assert seen == [f"c-{number}" for number in reversed(range(2 * ON_A_PAGE + 3))]


@pytest.mark.parametrize("query", ["from=2026-02-30", "to=x", "from=0001-01-01", "to=9999-12-31", "from=" + "9" * 5000,
                                   "from=2026-11-25&to=2026-11-24", "from=2026-11-24T00:00"])  # fmt: skip
def test_days_that_are_none_are_answered_in_words(reader: FlaskClient, query: str) -> None:
    act("person.add", "person:1")
    answer = reader.get(f"/audit?{query}")
    assert (
        answer.status_code == 422
        and "<title>Perlu diperbaiki: " in answer.text
        and 'aria-invalid="true"' in answer.text
    )
    assert 'class="row"' not in answer.text
    sent = dict(part.split("=", 1) for part in query.split("&"))
    assert reader.post("/exports", data={"export": "audit", **sent}).status_code == 422


@pytest.mark.parametrize(
    "query", ["by=%00", "what=%00a", "by=" + "a" * 5000, "what=%ff%fe", "kind=%27+OR+1%3D1", "by=%F0%9F%8D%8D"]
)
def test_hostile_filters_find_nothing(reader: FlaskClient, query: str) -> None:
    act("person.add", "person:1", by="x")
    assert told(reader, f"/audit?{query}") == (told(reader) if query == "by=%00" else [])


@pytest.mark.parametrize(
    "query",
    [
        "at=x&id=1",
        "at=2026-11-24T00:00:00&id=1",
        "at=0001-01-01T00:00:00%2B07:00&id=1",
        "at=2026-11-24T00:00:00%2B00:00&id=-1",
        "at=2026-11-24T00:00:00Z&id=" + "9" * 30,
    ],
)
def test_a_place_that_cannot_be_is_the_beginning(reader: FlaskClient, query: str) -> None:
    act("person.add", "person:1")
    assert len(told(reader, f"/audit?{query}")) == 1


def test_only_those_who_read_all_units_open_it(app: Flask, reader: FlaskClient) -> None:
    for role in Role:
        person = people.signed_in(app, people.add_person(role.value, role=role, nip=""))
        may = role in (Role.COORDINATOR, Role.INSPECTOR, Role.OPERATOR)
        assert (person.get("/audit").status_code, "/audit" in person.get("/profile").text) == (200 if may else 403, may)
    with door(writes=True):
        of_one = db.update(RoleGrant).where(RoleGrant.role == Role.COORDINATOR.value)
        db.session.execute(of_one.values(unit_id=unit_key()))
    assert reader.get("/audit").status_code == 403
    assert reader.post("/exports", data={"export": "audit"}).status_code == 404
    assert 'href="/audit"' not in reader.get("/profile").text


def test_links_are_only_to_what_the_reader_may_open(app: Flask, ani: int) -> None:
    unit = unit_key()
    act("person.add", f"person:{ani}")
    act("unit.add", f"unit:{unit}")
    inspector = people.signed_in(app, people.add_person("ida", "Ida Misal", Role.INSPECTOR, nip="", unit=""))
    text = inspector.get("/audit").text
    assert len(told(inspector)) == 2 and f'href="/people/{ani}"' in text and f'href="/units/{unit}"' not in text


def sheet(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_what_was_found_is_a_file_and_that_somebody_took_it_is_an_act(reader: FlaskClient, ani: int) -> None:
    act("person.add", f"person:{ani}")
    act("content.withdraw", "arsip", NOW + timedelta(1), reason="=1+1")
    answer = reader.post("/exports", data={"export": "audit", "kind": "content.withdraw"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert sheet(answer.data)[1:] == [
        ["2026-11-25 09.41.00", "rina", "rina menarik pelatihan arsip", "=1+1", "content.withdraw", "arsip"]
    ]
    assert told(reader)[0].endswith("rina mengunduh 1 baris: Jejak audit")
    assert "“kind: content.withdraw”" in reader.get("/audit").text


def test_a_file_has_every_act_once_however_few_are_read_at_a_time(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lms.auditing.exports.AT_A_TIME", 2)
    for number in range(5):
        act("content.publish", f"c-{number}", version=1)
    rows = sheet(reader.post("/exports", data={"export": "audit"}).data)[1:]
    assert [row[5] for row in rows] == [f"c-{number}" for number in (4, 3, 2, 1, 0)]


def test_days_that_cannot_be_are_refused_in_words(reader: FlaskClient) -> None:
    answer = reader.post("/exports", data={"export": "audit", "from": "2026-11-25", "to": "2026-11-24"})
    assert answer.status_code == 422 and "hari terakhir tidak mendahului" in answer.text


def test_a_page_of_many_kinds_costs_four_queries(reader: FlaskClient, ani: int) -> None:
    subjects = (
        "person",
        "unit",
        "staff-list",
        "speaker",
        "speaker_offer",
        "speaker_hours",
        "signer",
        "jp_entry",
        "fault",
    )
    for kind in subjects:
        act("old.thing", f"{kind}:{ani}", person=ani)
    act("content.publish", "arsip", version=1)
    act("certificates.revoke", "RBT-1")
    act("reviewing.absence", "ani")
    act("authoring.remark-done", "1")
    with statements() as seen:
        assert len(told(reader, "/audit?by=rina&from=2026-11-01")) == len(subjects) + 4
    assert len(selects(seen)) <= 4
    with statements() as seen:
        told(reader, "/audit?what=ani")
    assert len(selects(seen)) <= 4


def test_no_filter_reads_the_audit_from_end_to_end(reader: FlaskClient, ani: int) -> None:
    rows = [
        {"at": NOW + timedelta(seconds=number), "actor": f"p{number % 97}", "action": f"a.{number % 53}",
         "subject": f"person:{number % 997}", "details": "{}"} for number in range(5000)
    ]  # fmt: skip
    with door(writes=True):
        db.session.execute(insert(AuditEntry), rows)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE audit_entry"))
    for query in (
        "",
        "by=p3",
        "kind=a.7",
        "what=ani",
        "what=person:12",
        "from=2026-11-24&to=2026-11-24",
        "by=p3&kind=a.7",
    ):
        with statements() as seen:
            told(reader, f"/audit?{query}")
        (asked,) = [one for one in seen if "FROM audit_entry" in one.sql]
        explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
        with db.engine.connect() as connection:
            values = asked.values if isinstance(asked.values, dict) else tuple(asked.values)
            plan = "\n".join(str(row) for row in connection.exec_driver_sql(explain + asked.sql, values))
        assert "ix_audit_entry" in plan, f"{query}\n{plan}"
        assert not findall(r"SCAN audit_entry|Seq Scan on audit_entry", plan), f"{query}\n{plan}"
