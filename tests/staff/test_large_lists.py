"""A list of a whole city comes in within its ceiling of processor time, and with as many statements as a short one."""

import re
import time

from flask import Flask
from sqlalchemy import event

from lms.permissions import Role
from lms.platform.db.model import db
from tests.staff.cities import city_of
from tests.staff.sheets import compared, counts, save, xlsx
from tests.support import people

PEOPLE, FAULTS = 8_000, 200
MOST_CPU = 10.0  # seconds, for all steps together


def test_eight_thousand_lines_with_two_hundred_faults_take_less_than_ten_seconds(app: Flask) -> None:
    office = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    data = xlsx(*city_of(PEOPLE, faults=FAULTS))

    start = time.process_time()
    number = compared(office, data)
    page = office.get(f"/people/lists/{number}").text
    answer = save(office, number)
    used = time.process_time() - start

    assert answer.status_code == 303
    assert "200 perlu Anda putuskan" in page
    assert counts(office, number)["Baru"] == PEOPLE - FAULTS
    print(f"{used:.2f} s")
    assert used < MOST_CPU, used
    again = compared(office, data)
    assert counts(office, again) == {**dict.fromkeys(counts(office, again), 0), "Sama": PEOPLE - FAULTS}


def test_saving_asks_no_more_of_the_database_for_a_longer_list(app: Flask) -> None:
    office = people.signed_in(app, people.add_person("rina", "Rina Kantor", Role.COORDINATOR, nip="", unit=""))
    first = statements_of_saving(office, 40, 0)
    second = statements_of_saving(office, 400, 40)
    assert second <= first


def statements_of_saving(office, size: int, known: int) -> int:  # type: ignore[no-untyped-def]
    """How many statements saving a list of so many people of two sites takes."""
    number = compared(office, xlsx(*city_of(known + size, sites=2, departments=1, faults=0)))
    mark = re.search(r'name="mark" value="(\w+)"', office.get(f"/people/lists/{number}").text)
    assert mark
    seen: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:  # type: ignore[no-untyped-def]
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        office.post(f"/people/lists/{number}", data={"mark": mark[1], "act": "save"})
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
