"""The doctor finds what reviews and drafts do not agree about."""

import pytest
from flask import Flask

from lms.doctor import differences
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.reviewing.reviewing import Cast, decide, hand_in, make_cast


def found() -> list[tuple[str, str, str]]:
    with door(writes=False):
        return [(one.table, one.column, one.counted) for one in differences()]


@pytest.fixture
def cast(app: Flask) -> Cast:
    made = make_cast(app)
    review = hand_in(made)
    decide(made.gita, review, "substance", made.draft)
    assert found() == []
    return made


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        ("UPDATE draft SET state = 'writing'", ("draft", "state", "a review is open")),
        ("UPDATE submission SET ended_at = handed_in_at, ended_how = 'taken-back'",
         ("draft", "state", "no review is open")),
        ("UPDATE approval SET person_id = (SELECT person_id FROM draft_author)",
         ("approval", "person_id", "somebody who did not write it")),
    ],
)  # fmt: skip
def test_what_was_harmed_is_said(cast: Cast, harm: str, expected: tuple[str, str, str]) -> None:
    with door(writes=True):
        db.session.execute(db.text(harm))
    assert found() == [expected]
