"""Two who merge or undo at once, somebody who learns meanwhile, a merge that breaks half-way."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import PersonMerge
from lms.learning import operations as learning
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.accounts import twins
from tests.assignments import offices
from tests.assignments.offices import add_lesson, assign, begin, complete, recounted
from tests.learning.courses import add_course
from tests.support.people import NOW
from tests.support.threads import at_once


def test_a_merge_that_breaks_half_way_leaves_nothing(pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    before = twins.everything()

    def fail(*_args: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("lms.accounts.operations.merging._settle_person", fail)
    with pytest.raises(RuntimeError):
        twins.merge(kept, gone)
    assert twins.everything() == before
    with door(writes=False):
        assert db.session.scalar(select(func.count()).select_from(PersonMerge)) == 0


def test_the_database_itself_refuses_that_a_record_goes_twice(pair: tuple[int, int]) -> None:
    kept, gone = pair
    twins.merge(kept, gone)
    row = {"kept_id": kept, "gone_id": gone, "reason": "x", "merged_at": NOW, "merged_by": "t"}
    with pytest.raises(IntegrityError), door(writes=True):
        db.session.execute(insert(PersonMerge), [row])
    with pytest.raises(IntegrityError):
        twins.set_of(kept, merged_into_id=kept)


def test_of_two_who_merge_the_same_pair_at_once_one_is_told(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    told = at_once(app, lambda: twins.merge(kept, gone), lambda: twins.merge(gone, kept))
    assert sorted(told) == ["", "One of the two was merged already. Look at the person again."]
    assert sorted([twins.states(kept), twins.states(gone)]) == [[], ["completed"]]
    assert recounted() == []


def test_of_two_who_undo_at_once_one_is_told(app: Flask, pair: tuple[int, int]) -> None:
    kept, gone = pair
    add_lesson()
    complete(gone)
    merged = twins.merge(kept, gone)
    assert sorted(at_once(app, *[lambda: twins.undo(merged)] * 2)) == ["", "This merge is undone already."]
    assert (twins.states(kept), twins.states(gone)) == ([], ["completed"])


def begun_by(person: int) -> Callable[[], None]:
    """An assigned course of 4 JP that somebody has begun; what completes it."""
    keys = add_course("ramah", offices.ONE_LESSON)
    twins.recognise("ramah", 4)
    assign(twins.course_of("ramah"))
    enrolment = begin(person)

    def finish() -> None:
        with door(writes=True):
            learning.finish_lesson(enrolment, keys["sapa"], twins.LATER)

    return finish


@pytest.mark.parametrize("round_", range(4))
def test_who_completes_a_course_while_being_merged_loses_nothing(
    app: Flask, pair: tuple[int, int], round_: int
) -> None:
    kept, gone = pair
    finish = begun_by(gone)
    assert at_once(app, finish, lambda: twins.merge(kept, gone, twins.LATER)) == ["", ""]
    assert twins.states(kept) == ["completed"] and twins.jp_of(kept) == 4
    assert recounted() == []


@pytest.mark.parametrize("round_", range(4))
def test_who_completes_a_course_while_a_merge_is_undone_is_right_either_way(
    app: Flask, pair: tuple[int, int], round_: int
) -> None:
    kept, gone = pair
    finish = begun_by(gone)
    merged = twins.merge(kept, gone)
    first, second = at_once(app, finish, lambda: twins.undo(merged, twins.LATER))
    assert first == "" and second in (
        "",
        "This person has learned on since in a course that was merged. The merge stays.",
    )
    assert twins.jp_of(kept if second else gone) == 4
    assert recounted() == []
