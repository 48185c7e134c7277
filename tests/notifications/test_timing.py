"""When mail leaves."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lms.notifications.timing import LONGEST_WAIT, MOST_TRIES, WAITS, mail_hours, next_try

JAKARTA = ZoneInfo("Asia/Jakarta")


def local(text: str, zone: ZoneInfo = JAKARTA) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=zone).astimezone(UTC)


EARLIEST = [
    ("20-6", "11-24T09:41", "11-24T09:41"),
    ("20-6", "11-24T20:00", "11-25T06:00"),
    ("20-6", "11-24T19:59", "11-24T19:59"),
    ("20-6", "12-31T23:30", "12-32"),
    ("20-6", "11-24T05:59", "11-24T06:00"),
    ("20-6", "11-24T06:00", "11-24T06:00"),
    ("0-5", "11-24T00:00", "11-24T05:00"),
    ("0-0", "11-24T03:00", "11-24T03:00"),
    ("12-13", "11-24T12:30", "11-24T13:00"),
    ("22-0", "11-24T23:00", "11-25T00:00"),
]


@pytest.mark.parametrize(("quiet", "at", "expected"), EARLIEST, ids=[f"{quiet} {at}" for quiet, at, _ in EARLIEST])
def test_nothing_leaves_in_quiet_hours_also_over_midnight(quiet: str, at: str, expected: str) -> None:
    wanted = datetime(2027, 1, 1, 6, tzinfo=JAKARTA) if expected == "12-32" else local(expected)
    assert mail_hours(quiet, "7", JAKARTA).earliest(local(at)) == wanted


@pytest.mark.parametrize(
    ("at", "expected"),
    [("11-24T06:59", "11-24T07:00"), ("11-24T07:00", "11-25T07:00"), ("11-24T23:00", "11-25T07:00")],
)
def test_a_digest_leaves_at_the_next_such_hour(at: str, expected: str) -> None:
    assert mail_hours("20-6", "7", JAKARTA).next_digest(local(at)) == local(expected)


def test_hours_are_those_of_the_wall_on_the_day_the_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    found = mail_hours("20-6", "7", zone).earliest(local("10-24T21:00", zone))
    assert found.astimezone(zone).isoformat() == "2026-10-25T06:00:00+01:00"


def test_tries_wait_longer_and_longer_and_end() -> None:
    now = local("11-24T09:00")
    found = [next_try(tries, now) for tries in range(1, MOST_TRIES + 1)]
    assert found == [*(now + wait for wait in WAITS), None]
    assert sorted(WAITS) == list(WAITS)
    assert WAITS[-1] + timedelta(days=1) < LONGEST_WAIT
