"""How many accounts nobody uses yet is stored by unit, whatever happens to people, and recounted by `doctor`."""

import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.accounts import operations as accounts
from lms.hours.models import StaffCount
from lms.org.models import Unit
from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.accounts.test_activation import activate, code_for
from tests.assignments import offices
from tests.staff.offices import person_key
from tests.staff.sheets import ANI, BUDI, CITRA, HEADERS, brought_in, compared, save, xlsx
from tests.support import people

MOVED = (*ANI[:8], "SD Negeri 1 Contoh", "Dinas Pendidikan")


@pytest.fixture
def office(app: Flask) -> FlaskClient:
    return people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))


def unused() -> dict[str, int]:
    """Unit → accounts that nobody uses."""
    with door(writes=False):
        rows = select(Unit.name, db.func.sum(StaffCount.unused)).join(StaffCount, StaffCount.unit_id == Unit.id)
        return {name: people for name, people in db.session.execute(rows.group_by(Unit.name)) if people}


def use(app: Flask, username: str, *, is_reset: bool = False) -> None:
    """Somebody sets a password by a code."""
    code = code_for(username, is_reset=is_reset)
    assert activate(people.browser(app), username, code).status_code == 303


def test_lists_codes_and_undoing_keep_the_count(app: Flask, office: FlaskClient) -> None:
    first = brought_in(office, ANI, BUDI, CITRA, valid_from="2026-01-01")
    assert unused() == {"UPTD Puskesmas Contoh": 2, "SD Negeri 1 Contoh": 1}
    use(app, "ani.contoh")
    assert unused() == {"UPTD Puskesmas Contoh": 1, "SD Negeri 1 Contoh": 1}
    use(app, "ani.contoh", is_reset=True)
    assert unused() == {"UPTD Puskesmas Contoh": 1, "SD Negeri 1 Contoh": 1}
    second = brought_in(office, MOVED, (*BUDI[:8], "SD Negeri 1 Contoh", "Dinas Pendidikan"))
    assert unused() == {"SD Negeri 1 Contoh": 1}, "Citra has left, Ani uses hers"
    office.post(f"/people/lists/{second}/undo")
    assert unused() == {"UPTD Puskesmas Contoh": 1, "SD Negeri 1 Contoh": 1}
    assert offices.recounted() == []
    office.post(f"/people/lists/{first}/undo")
    assert offices.recounted() == []


def test_one_record_of_two_is_counted_once_and_again_as_two(app: Flask, office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    use(app, "ani.contoh")
    merge = twins.merge(person_key("Ani Contoh"), person_key("Budi Umpama"))
    assert unused() == {} and offices.recounted() == []
    twins.undo(merge)
    assert unused() == {"UPTD Puskesmas Contoh": 1} and offices.recounted() == []


def test_a_first_password_set_again_or_of_nobody_at_work_changes_nothing(app: Flask, office: FlaskClient) -> None:
    brought_in(office, ANI, BUDI, valid_from="2026-01-01")
    offices.leave_office([person_key("Budi Umpama")])
    for _ in range(2):
        for name in ("Ani Contoh", "Budi Umpama"):
            with door(writes=True):
                accounts.set_password(person_key(name), "-", datetime.now(UTC), by="x")
    assert unused() == {} and offices.recounted() == []


def test_people_use_their_accounts_while_a_list_is_saved_and_nobody_waits_in_a_ring(
    app: Flask, office: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Budi is renamed by the list, Citra becomes the superior of somebody new."""
    brought_in(office, ANI, BUDI, CITRA, valid_from="2026-01-01")
    renamed = (BUDI[0], "Budi Perumpamaan", *BUDI[2:8], "SD Negeri 1 Contoh", "Dinas Pendidikan", "")
    new = ("199001012015012888", "Dodi Andai", *ANI[2:], CITRA[0])
    data = xlsx((*MOVED, ""), renamed, (*CITRA, ""), new, headers=(*HEADERS, "NIP Atasan"))
    number, keys = compared(office, data), [person_key(name) for name in ("Budi Umpama", "Citra Misal")]
    failed: list[BaseException] = []
    acts: list[threading.Thread] = []

    def use_account(key: int) -> None:
        try:
            with app.app_context(), door(writes=True):
                accounts.set_password(key, "-", datetime.now(UTC), by="x")
        except BaseException as problem:
            failed.append(problem)

    def identify(*given: Any, **more: Any) -> None:
        """In the midst of saving both set their passwords."""
        acts.extend(threading.Thread(target=use_account, args=(key,)) for key in keys)
        for act in acts:
            act.start()
        time.sleep(0.5)
        as_it_is(*given, **more)

    as_it_is = accounts.identify
    monkeypatch.setattr(accounts, "identify", identify)
    assert save(office, number).status_code == 303
    for act in acts:
        act.join()
    assert failed == [] and len(acts) == 2
    assert unused() == {"UPTD Puskesmas Contoh": 1, "SD Negeri 1 Contoh": 1}, "Dodi and Ani"
    assert offices.recounted() == []
