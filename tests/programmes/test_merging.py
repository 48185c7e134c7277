"""Two records of one person: a programme that both completed half of is completed once, and undoing is exact."""

import time
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.accounts.models import Employment
from lms.certificates.models import Certificate
from lms.hours.models import JpEntry
from lms.kernel.errors import Conflict
from lms.learning import operations as learning
from lms.learning.models import Enrolment
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.programmes import operations as programmes
from tests.accounts import twins
from tests.assignments.offices import (
    add_city,
    add_lesson,
    add_people,
    assign_programme,
    begin,
    complete,
    counted,
    duty,
    end_assignment,
    recounted,
)
from tests.certificates.issuing import recognise, set_up_institution
from tests.programmes.making import completions, end_programme, make_programme
from tests.support.people import NOW
from tests.support.threads import at_once

LATER, STILL_LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


@pytest.fixture
def twin(app: Flask) -> tuple[int, int]:
    """Two records in two units, with two courses that give JP."""
    units = add_city()
    for slug, jp in (("satu", 3), ("dua", 2)):
        add_lesson(slug)
        recognise(slug, jp)
    kept, gone = add_people([units["SD 1"], units["Puskesmas A"]])
    return kept, gone


def half_each(twin: tuple[int, int]) -> tuple[int, int]:
    """Each record completed one of the two courses of a programme, which is asked of everybody: it, and the duty."""
    programme = make_programme(["satu", "dua"])
    number = assign_programme(programme)
    for person, slug in zip(twin, ("satu", "dua"), strict=True):
        complete(person, slug)
    return programme, number


def unit_of(person: int) -> int | None:
    with door(writes=False):
        rows = select(Employment.unit_id).where(Employment.person_id == person, Employment.valid_to.is_(None))
        return db.session.scalar(rows)


def jp_of(person: int) -> int:
    with door(writes=False):
        return int(db.session.scalar(select(func.sum(JpEntry.jp)).where(JpEntry.person_id == person)) or 0)


def certificates(person: int) -> list[str]:
    """What the certificates of somebody are of, in order of their numbers; these have no gap."""
    with door(writes=False):
        rows = select(Certificate.sequence, Certificate.title, Certificate.person_id).order_by(Certificate.sequence)
        found = db.session.execute(rows).all()
        assert [row.sequence for row in found] == list(range(1, len(found) + 1))
        return [row.title for row in found if row.person_id == person]


def test_it_is_completed_once_with_one_certificate_and_jp_count_once(twin: tuple[int, int]) -> None:
    kept, gone = twin
    set_up_institution()
    programme, number = half_each(twin)
    assert completions() == []
    merged = twins.merge(kept, gone, LATER)
    assert completions() == [(programme, kept)]
    assert certificates(kept).count("Pelayanan Prima") == 1 and len(certificates(kept)) == 3
    held = duty(number, kept)
    assert held is not None and (held.stage, held.done_at) == ("done", LATER)
    assert counted(number) == {"done": 1} and (jp_of(kept), jp_of(gone)) == (5, 0) and recounted() == []
    with pytest.raises(Conflict, match="A certificate was issued since"):
        twins.undo(merged, STILL_LATER)
    complete(kept, "dua", STILL_LATER)
    assert completions() == [(programme, kept)] and certificates(kept).count("Pelayanan Prima") == 1
    assert recounted() == []


def test_undoing_is_exact_where_no_certificate_was_issued(twin: tuple[int, int]) -> None:
    kept, gone = twin
    programme, number = half_each(twin)
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert completions() == [(programme, kept)] and counted(number) == {"done": 1} and jp_of(kept) == 5
    assert recounted() == []
    twins.undo(merged, STILL_LATER)
    assert twins.everything() == before
    assert completions() == [] and counted(number) == {"begun": 2} and recounted() == []


def test_both_completed_it_and_one_completion_goes_on(twin: tuple[int, int]) -> None:
    kept, gone = twin
    set_up_institution()
    programme, number = half_each(twin)
    complete(kept, "dua")
    complete(gone, "satu")
    before = twins.everything()
    merged = twins.merge(kept, gone, LATER)
    assert completions().count((programme, kept)) == 1 and certificates(kept).count("Pelayanan Prima") == 2
    assert counted(number) == {"done": 1} and jp_of(kept) == 5 and recounted() == []
    twins.undo(merged, STILL_LATER)
    assert twins.everything() == before and recounted() == []


@pytest.mark.parametrize("who_had_it", [0, 1])
def test_who_completes_a_part_of_their_own_since_keeps_the_merge(twin: tuple[int, int], who_had_it: int) -> None:
    kept, gone = twin
    half_each(twin)
    if who_had_it:
        complete(gone, "satu")
    merged = twins.merge(kept, gone, LATER)
    complete(kept, "dua", LATER + timedelta(minutes=1))
    with pytest.raises(Conflict, match="learned on"):
        twins.undo(merged, STILL_LATER)
    assert recounted() == []


def test_one_that_has_ended_is_not_completed_by_a_merge(twin: tuple[int, int]) -> None:
    kept, gone = twin
    set_up_institution()
    programme, number = half_each(twin)
    end_assignment(number)
    end_programme(programme)
    twins.merge(kept, gone, LATER)
    assert completions() == [] and "Pelayanan Prima" not in certificates(kept) and recounted() == []


@pytest.mark.parametrize("may_issue", [True, False])
@pytest.mark.parametrize("round_", range(3))
def test_merges_completions_and_an_assignment_at_once_wait_for_each_other_in_no_ring(
    app: Flask, twin: tuple[int, int], may_issue: bool, round_: int
) -> None:
    if may_issue:
        set_up_institution()
    third, fourth, budi, cici = add_people([*map(unit_of, twin), unit_of(twin[0]), unit_of(twin[0])])
    programme, number = half_each(twin)
    complete(third, "satu")
    complete(fourth, "dua")
    complete(budi, "satu")
    enrolment = begin(budi, "dua")
    told = at_once(
        app,
        lambda: twins.merge(*twin, LATER),
        lambda: twins.merge(third, fourth, LATER),
        lambda: finish(enrolment),
        lambda: begin(cici, "satu"),
        lambda: assign_programme(programme, token="another"),
    )
    assert told == [""] * 5
    assert completions().count((programme, twin[0])) == 1
    assert sorted(completions()) == sorted((programme, key) for key in (twin[0], third, budi))
    assert counted(number) == {"done": 3, "begun": 1} and recounted() == []
    certificates(budi)


def test_who_begins_while_a_merge_completes_a_programme_waits_for_it(
    app: Flask, twin: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (cici,) = add_people([unit_of(twin[0])])
    _, number = half_each(twin)
    real, completed = programmes._complete_if_enough, Event()

    def slow(*args: Any) -> bool:
        done = real(*args)
        completed.set()
        time.sleep(0.5)
        return done

    def begin_then() -> None:
        assert completed.wait(timeout=60)
        begin(cici, "satu", LATER)

    monkeypatch.setattr(programmes, "_complete_if_enough", slow)
    assert at_once(app, lambda: twins.merge(*twin, LATER), begin_then) == ["", ""]
    assert counted(number) == {"done": 1, "begun": 1} and recounted() == []


def finish(enrolment: int, at: datetime = LATER) -> None:
    with door(writes=True):
        of = db.text(
            "SELECT min(i.id) FROM course_item i JOIN enrolment e ON e.version_id = i.version_id WHERE e.id = :id"
        )
        learning.finish_lesson(enrolment, db.session.scalar(of, {"id": enrolment}), at)


@pytest.mark.parametrize("round_", range(3))
def test_undoing_while_a_part_is_completed_loses_nothing(app: Flask, twin: tuple[int, int], round_: int) -> None:
    kept, gone = twin
    programme, _ = half_each(twin)
    merged = twins.merge(kept, gone, LATER)
    enrolment = begin(kept, "dua", LATER)
    told = at_once(app, lambda: twins.undo(merged, STILL_LATER), lambda: finish(enrolment, STILL_LATER))
    assert told[1] == "" and told[0] in (
        "",
        "This person has learned on since in a programme that was merged. The merge stays.",
    )
    assert completions() == [(programme, kept)] and recounted() == []
    with door(writes=False):
        assert db.session.get_one(Enrolment, enrolment).state == "completed"
