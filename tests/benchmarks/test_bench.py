"""What `make bench` does, once and small, so that it cannot rot; what it measures is no matter of a test."""

import sqlite3
from pathlib import Path

from tests.benchmarks.crowd import Crowd, gather, seat
from tests.benchmarks.ground import COURSE, Ground
from tests.benchmarks.growth import differences, work_in
from tests.benchmarks.measuring import Client, Target, of_pages, rates, saves, serving
from tests.benchmarks.office import LARGEST_GROWTH, export, open_office, pages_of, work
from tests.benchmarks.quiz_hall import answers_in, sit


def test_pages_are_measured_and_a_hall_of_learners_loses_no_answer(ground: Ground, tmp_path: Path) -> None:
    file = tmp_path / "rambutan.sqlite3"
    gather(file, Crowd(people=20, courses=5), COURSE)
    hall = seat(file, ground, 40)
    client = Client()
    try:
        with serving(tmp_path) as portal:
            targets = of_pages(portal, ground, {"lesson": 0.0, "home": 0.0, "save": 0.0})
            found = rates(client, targets, rounds=1, seconds=0.2)
            before = answers_in(tmp_path)
            waits = sit(client, Target("save", *portal, saves(portal[0], hall)), seconds=1.0, pause=0.2)
    finally:
        client.close()
    assert sorted(found) == ["home", "lesson", "save"] and all(rate.requests > 0 for rate in found.values())
    assert len(waits) >= len(hall.saves) == 40
    assert answers_in(tmp_path) - before == len(waits)


def test_ten_times_as_many_people_cost_no_other_plan_and_no_more_steps(
    laid: tuple[Path, Ground], tmp_path: Path
) -> None:
    file = (laid[0] / "rambutan.sqlite3").resolve()
    for name, people in (("few", 20), ("many", 200)):
        (tmp_path / name).mkdir()
        with sqlite3.connect(file) as source, sqlite3.connect(tmp_path / name / "rambutan.sqlite3") as copy:
            source.backup(copy)
        gather(tmp_path / name / "rambutan.sqlite3", Crowd(people, courses=6), COURSE)
    assert differences(tmp_path / "few", tmp_path / "many", laid[1]) == []
    assert len(work_in(tmp_path / "few", laid[1])) == 10  # session, lesson; session, home; session, answer


def test_pages_of_the_office_ask_no_more_where_more_people_are(laid: tuple[Path, Ground], tmp_path: Path) -> None:
    file = (laid[0] / "rambutan.sqlite3").resolve()
    offices = []
    for number in (480, 960):
        folder = tmp_path / str(number)
        folder.mkdir()
        with sqlite3.connect(file) as source, sqlite3.connect(folder / "rambutan.sqlite3") as copy:
            source.backup(copy)
        offices.append(open_office(folder, Crowd(number, courses=6)))
    pages = list(pages_of(offices[0].app))
    assert {"assignments", "people"} <= {name for name, _, _ in pages}
    for _, who, path in pages:
        few, many = (work(one, who, path) for one in offices)
        assert [(one.sql, one.plan) for one in few] == [(one.sql, one.plan) for one in many]
        assert sum(one.steps for one in many) <= sum(one.steps for one in few) * LARGEST_GROWTH
    export(offices[1])
