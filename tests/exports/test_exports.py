"""Long exports are made in the background, told by a letter, kept for a while, and opened only by whoever asked."""

import io
import re
import shutil
import threading
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from lms.accounts.models import Employment, RoleGrant
from lms.exports.models import ExportJob
from lms.exports.queries import LOST
from lms.exports.recount import differences
from lms.notifications.models import Notification
from lms.org.models import Unit
from lms.permissions import Permission, Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.exports.jobs import MADE_UP, NOW, job, jobs, made_up, numbered, offered, start, sweep_at
from tests.staff.offices import keeper, make_office, unit_key
from tests.support import people

LONG = 2_500


@pytest.fixture(autouse=True)
def no_files(app: Flask) -> None:
    """Files of other tests are gone, as their rows are."""
    shutil.rmtree(app.extensions["settings"].data_dir / "exports", ignore_errors=True)


@pytest.fixture
def ani(app: Flask) -> Iterator[FlaskClient]:
    """The browser of somebody who may ask for a long list of made-up rows."""
    with offered(app, made_up(lambda: numbered(LONG), LONG)):
        yield people.signed_in(app, people.add_person())


def cells(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def acts(action: str) -> list[AuditEntry]:
    with door(writes=False):
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def letters() -> list[str]:
    with door(writes=False):
        return list(db.session.scalars(select(Notification.kind)))


def file_of(browser: FlaskClient) -> tuple[int, bytes]:
    answer = browser.post(f"/exports/{job().id}/file")
    return answer.status_code, answer.data


def fresh(browser: FlaskClient) -> None:
    """Keeps the made file for long enough for a browser of today."""
    with door(writes=True):
        db.session.execute(db.text("UPDATE export_job SET kept_until = '2099-01-01 00:00:00'"))


def test_a_short_list_is_answered_at_once_and_nothing_is_kept(app: Flask) -> None:
    with offered(app, made_up(lambda: numbered(3), 3)):
        browser = people.signed_in(app, people.add_person())
        answer = browser.post("/exports", data={"export": MADE_UP})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert re.search(r"filename=contoh-\d{4}-\d\d-\d\d\.xlsx", answer.headers["Content-Disposition"])
    assert cells(answer.data)[:2] == [
        ["NIP", "Nama", "Unit"],
        ["0" * 18, "Warga Contoh 0", "Dinas Kesehatan Kota Contoh"],
    ]
    assert jobs() == [] and [one.actor for one in acts("export.download")] == ["ani"]
    assert list((app.extensions["settings"].data_dir / "exports").iterdir()) == []


def test_a_long_list_is_made_later_told_by_a_letter_and_recorded_with_its_rows(ani: FlaskClient) -> None:
    answer = ani.post("/exports", data={"export": MADE_UP})
    assert (answer.status_code, answer.location) == (303, "/exports?note=export-begun")
    page = ani.get("/exports")
    assert page.headers["Refresh"] == "5" and "Menunggu giliran" in page.text
    assert "Refresh" not in ani.get("/exports?still=1").headers
    sweep_at(NOW)
    fresh(ani)
    assert (job().state, job().rows_done, job().kept_until is not None) == ("done", LONG, True)
    assert letters() == ["export-ready"]
    page = ani.get("/exports")
    assert "Refresh" not in page.headers and "2.500 baris" in page.text
    status, data = file_of(ani)
    assert status == 200 and len(cells(data)) == LONG + 1
    assert cells(data)[LONG][0] == f"{LONG - 1:018}"
    (made,), (taken,) = acts("export.make"), acts("export.download")
    assert '"rows": 2500' in made.details and '"rows": 2500' in taken.details
    file_of(ani)
    assert len(acts("export.download")) == 2


def test_csv_keeps_long_numbers_and_lets_nothing_be_a_formula(app: Flask) -> None:
    row = ("199001012015012999", "=HYPERLINK(1)", 'Dinas; "A"')
    with offered(app, made_up(lambda: iter([row]), 1)):
        browser = people.signed_in(app, people.add_person())
        answer = browser.post("/exports", data={"export": MADE_UP, "form": "csv"})
    assert answer.data.decode("utf-8-sig").splitlines()[1] == '\t199001012015012999;\'=HYPERLINK(1);"Dinas; ""A"""'


@pytest.mark.parametrize("sent", [{}, {"export": "nothing"}, {"export": "x" * 5000}, {"export": "people"}])
def test_what_there_is_not_or_not_for_this_person_is_not_found(ani: FlaskClient, sent: dict[str, str]) -> None:
    assert ani.post("/exports", data=sent).status_code == 404
    assert jobs() == []


def test_a_kind_of_file_that_there_is_not_is_refused(ani: FlaskClient) -> None:
    assert start(ani, form="exe") == 422


def test_asked_for_twice_while_it_is_not_ready_it_is_made_once(ani: FlaskClient) -> None:
    assert [start(ani), start(ani), start(ani, unknown="x")] == [303] * 3
    assert len(jobs()) == 1
    sweep_at(NOW)
    assert start(ani) == 303 and len(jobs()) == 2


def test_twenty_at_once_are_too_many_and_the_limit_is_said(ani: FlaskClient) -> None:
    answers = [ani.post("/exports", data={"export": MADE_UP, "page": str(number)}) for number in range(20)]
    assert [one.status_code for one in answers] == [303] * 5 + [409] * 15
    assert "5 berkas Anda masih dibuat" in answers[-1].text
    assert len(jobs()) == 5


def test_the_file_is_nobody_elses(app: Flask, ani: FlaskClient) -> None:
    start(ani)
    sweep_at(NOW)
    fresh(ani)
    budi = people.signed_in(app, people.add_person("budi", "Budi Misal"))
    assert file_of(budi)[0] == 404 and "Unduh" not in budi.get("/exports").text
    assert acts("export.download") == []


def test_files_are_taken_out_once_they_are_old_and_stay_if_the_clock_is_put_back(app: Flask, ani: FlaskClient) -> None:
    start(ani)
    sweep_at(NOW)
    folder = app.extensions["settings"].data_dir / "exports"
    sweep_at(NOW - timedelta(days=400))
    sweep_at(NOW + timedelta(days=7))
    assert job().state == "done" and len(list(folder.iterdir())) == 1
    sweep_at(NOW + timedelta(days=7, seconds=1))
    assert (job().state, job().sha256, list(folder.iterdir())) == ("expired", None, [])
    assert file_of(ani)[0] == 404 and "Tidak disimpan lagi" in ani.get("/exports").text


def test_a_row_that_raises_is_told_and_leaves_no_file(app: Flask) -> None:
    def rows() -> Iterator[tuple[str, str, str]]:
        yield from numbered(3)  # type: ignore[misc]
        raise ValueError("broken")

    with offered(app, made_up(rows, LONG)):
        browser = people.signed_in(app, people.add_person())
        start(browser)
        sweep_at(NOW)
        assert "kesalahan portal" in browser.get("/exports").text
    assert (job().state, job().failure, letters()) == ("failed", "broken", ["export-failed"])
    assert list((app.extensions["settings"].data_dir / "exports").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_no_file(app: Flask, ani: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    start(ani)
    monkeypatch.setattr("lms.exports.making.write", full)
    sweep_at(NOW)
    assert (job().state, job().failure) == ("failed", "disk")
    assert list((app.extensions["settings"].data_dir / "exports").iterdir()) == []
    assert "kehabisan ruang" in ani.get("/exports").text


def test_one_that_was_being_made_by_a_killed_server_is_made_anew_from_the_start_and_told_once(ani: FlaskClient) -> None:
    start(ani)
    with door(writes=True):
        db.session.execute(update(ExportJob).values(state="running", tries=1, rows_done=900, beat_at=NOW))
    sweep_at(NOW + LOST)
    assert job().state == "running"
    sweep_at(NOW + LOST + timedelta(seconds=1))
    assert (job().state, job().tries, job().rows_done) == ("done", 2, LONG)
    assert letters() == ["export-ready"]


def test_a_sign_of_life_from_the_future_is_that_of_a_clock_put_back(ani: FlaskClient) -> None:
    start(ani)
    with door(writes=True):
        db.session.execute(update(ExportJob).values(state="running", tries=1, beat_at=NOW + timedelta(days=900)))
    sweep_at(NOW)
    assert job().state == "done"


def test_one_that_stops_the_server_again_and_again_is_given_up(ani: FlaskClient) -> None:
    start(ani)
    with door(writes=True):
        db.session.execute(update(ExportJob).values(state="running", tries=3, beat_at=NOW - timedelta(days=1)))
    sweep_at(NOW)
    assert (job().state, job().failure, letters()) == ("failed", "stopped", ["export-failed"])


def test_servers_that_look_at_once_make_each_file_once(app: Flask, ani: FlaskClient) -> None:
    for number in range(4):
        start(ani, page=str(number))

    def look() -> None:
        with app.app_context():
            sweep_at(NOW)

    servers = [threading.Thread(target=look) for _ in range(3)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    assert [(one.state, one.tries) for one in jobs()] == [("done", 1)] * 4
    assert letters() == ["export-ready"] * 4 and len(acts("export.make")) == 4
    with door(writes=False):
        assert list(differences()) == []


def test_the_doctor_names_a_file_that_was_lost_or_changed(app: Flask, ani: FlaskClient) -> None:
    start(ani)
    sweep_at(NOW)
    (path,) = (app.extensions["settings"].data_dir / "exports").iterdir()
    path.write_bytes(b"x" * path.stat().st_size)
    with door(writes=False):
        assert [one.column for one in differences()] == ["sha256"]
    path.unlink()
    with door(writes=False):
        assert [one.counted for one in differences()] == ["no file"]


def test_whoever_lost_an_export_to_another_try_keeps_nothing_of_it(app: Flask) -> None:
    def rows() -> Iterator[tuple[str, str, str]]:
        yield from numbered(3)  # type: ignore[misc]
        with app.app_context(), door(writes=True):
            db.session.execute(db.text("UPDATE export_job SET tries = tries + 1"))

    with offered(app, made_up(rows, LONG)):
        start(people.signed_in(app, people.add_person()))
        sweep_at(NOW)
    assert (job().state, letters(), acts("export.make")) == ("running", [], [])
    assert list((app.extensions["settings"].data_dir / "exports").iterdir()) == []


def test_progress_is_seen_while_it_is_made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.exports.making.SECONDS", 0.0)
    seen = []

    def rows() -> Iterator[tuple[str, str, str]]:
        for number, row in enumerate(numbered(5)):
            if number == 3:
                seen.append(browser.get("/exports").text)
            yield row  # type: ignore[misc]

    with offered(app, made_up(rows, LONG)):
        browser = people.signed_in(app, people.add_person())
        start(browser)
        sweep_at(NOW)
    assert "2 dari 2.500 baris" in seen[0]


def test_a_right_that_was_withdrawn_while_it_waited_makes_no_file(app: Flask) -> None:
    person_id = people.add_person("rina", "Rina Kantor", Role.COORDINATOR, unit="")
    browser = people.signed_in(app, person_id)
    with offered(app, made_up(lambda: numbered(LONG), LONG, Permission.ASSIGN)):
        start(browser)
        with door(writes=True):
            db.session.execute(update(RoleGrant).values(ended_at=NOW))
        sweep_at(NOW)
    assert (job().state, job().failure) == ("failed", "right")


@pytest.mark.parametrize("what", ["right", "unit"])
def test_a_file_cannot_be_opened_by_whoever_lost_the_right_or_a_unit_that_is_in_it(app: Flask, what: str) -> None:
    make_office(app)
    officer = keeper(app, Role.UNIT_OFFICER, "Dinas Kesehatan")
    with offered(app, made_up(lambda: numbered(LONG), LONG, Permission.KEEP_PEOPLE)):
        start(officer)
        sweep_at(NOW)
        fresh(officer)
        assert file_of(officer)[0] == 200
        with door(writes=True):
            held = update(RoleGrant).where(RoleGrant.unit_id == unit_key("Dinas Kesehatan"))
            other = {"unit_id": unit_key("Dinas Pendidikan")} if what == "unit" else {"role": Role.LEARNER.value}
            db.session.execute(held.values(**other))
        assert file_of(officer)[0] == 404


def test_a_hundred_thousand_rows_are_written_in_bounded_memory(app: Flask) -> None:
    with offered(app, made_up(lambda: numbered(100_000), 100_000)):
        start(people.signed_in(app, people.add_person()))
        tracemalloc.start()
        sweep_at(NOW)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (job().state, job().rows_done) == ("done", 100_000)
    assert peak < 8_000_000, peak


def test_more_rows_than_a_sheet_holds_are_refused_in_words(app: Flask) -> None:
    with offered(app, made_up(lambda: numbered(1), 2_000_000)):
        start(people.signed_in(app, people.add_person()))
        sweep_at(NOW)
    assert (job().state, job().failure) == ("failed", "rows")


def test_people_of_the_unit_are_exported_with_their_nip_as_text_and_nobody_of_another(app: Flask) -> None:
    make_office(app)
    officer = keeper(app, Role.UNIT_OFFICER, "Dinas Kesehatan")
    rows = cells(officer.post("/exports", data={"export": "people"}).data)
    with door(writes=False):
        inside = select(Employment.nip).join(Unit, Unit.id == Employment.unit_id)
        others = set(db.session.scalars(inside.where(Unit.name == "Dinas Pendidikan")))
    nips = {row[0] for row in rows[1:]}
    assert rows[0][:2] == ["NIP", "Nama"] and nips and all(isinstance(one, str) for one in nips)
    assert not nips & others
    out = officer.post("/exports", data={"export": "people", "unit": str(unit_key("Dinas Pendidikan"))})
    assert out.status_code == 404
    found = cells(officer.post("/exports", data={"export": "people", "q": str(rows[1][0])}).data)
    assert found[1:] == rows[1:2]
