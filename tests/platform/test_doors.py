"""One door is one transaction: stored whole, or not at all."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select

from lms.org.models import Unit
from lms.platform.db.doors import after_commit, door
from lms.platform.db.model import db


def add_unit(name: str) -> None:
    db.session.add(Unit(name=name, sort_key=name))


def names() -> list[str]:
    with door(writes=False):
        return list(db.session.scalars(select(Unit.name).order_by(Unit.name)))


def test_a_door_that_raises_stores_nothing_and_does_nothing_after(app: Flask) -> None:
    done: list[str] = []
    with pytest.raises(ValueError, match="half way"), door(writes=True):
        add_unit("Dinas Contoh")
        db.session.flush()
        after_commit(lambda: done.append("told"))
        raise ValueError("half way")
    assert names() == []
    assert done == []


def test_what_waits_for_the_commit_sees_it_stored(app: Flask) -> None:
    seen: list[list[str]] = []
    with door(writes=True):
        add_unit("Dinas Contoh")
        after_commit(lambda: seen.append(names()))
    assert seen == [["Dinas Contoh"]]


def test_many_writers_at_once_all_get_their_turn(app: Flask) -> None:
    failures: list[Exception] = []

    def write(number: int) -> None:
        try:
            with app.app_context():
                for turn in range(5):
                    with door(writes=True):
                        add_unit(f"{number:02} {turn}")
        except Exception as problem:
            failures.append(problem)

    writers = [Thread(target=write, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert len(names()) == 60
