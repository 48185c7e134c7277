"""Whose turn it is: in turn, never somebody who is away, on after days of silence."""

from datetime import date

import pytest

from lms.reviewing.turns import Reviewer, asked_on

MONDAY = date(2026, 11, 23)


def day(number: int) -> date:
    return date(2026, 11, number)


ANI, BUDI, CITRA = Reviewer(1, "Ani"), Reviewer(2, "Budi"), Reviewer(3, "Citra")
AWAY = Reviewer(2, "Budi", day(20), day(26))


@pytest.mark.parametrize(
    ("reviewers", "first", "today", "asked"),
    [
        ((ANI, BUDI, CITRA), 0, day(23), "Ani"),
        ((ANI, BUDI, CITRA), 2, day(23), "Citra"),
        ((ANI, BUDI, CITRA), 0, day(25), "Ani"),
        ((ANI, BUDI, CITRA), 0, day(26), "Budi"),  # three days of silence
        ((ANI, BUDI, CITRA), 0, day(29), "Citra"),
        ((ANI, BUDI, CITRA), 1, day(29), "Ani"),
        ((ANI, AWAY, CITRA), 1, day(23), "Citra"),  # at once
        ((ANI, AWAY, CITRA), 0, day(26), "Citra"),  # his turn would be while he is away
        ((ANI, AWAY, CITRA), 1, day(30), "Budi"),  # he is back when the turn comes round
        ((AWAY,), 0, day(23), None),
        ((AWAY,), 0, day(27), "Budi"),
        ((ANI,), 0, day(30), "Ani"),
    ],
)
def test_who_is_asked(reviewers: tuple[Reviewer, ...], first: int, today: date, asked: str | None) -> None:
    found = asked_on(reviewers, first, MONDAY, today, 3)
    assert (found.name if found else None) == asked


def test_who_goes_away_in_the_middle_hands_the_turn_on_that_day() -> None:
    leaving = Reviewer(1, "Ani", day(24), day(30))
    assert [asked_on((leaving, BUDI), 0, MONDAY, day(n), 5) for n in (23, 24, 25)] == [leaving, BUDI, BUDI]


def test_a_draft_that_has_waited_for_years_still_has_somebody_who_is_asked() -> None:
    assert asked_on((ANI, BUDI), 0, date(2001, 1, 1), MONDAY, 3) in (ANI, BUDI)
