"""The people whose pages are shown: what is counted of them is what their facts come to."""

from flask import Flask

from lms.doctor import differences
from lms.platform.db.doors import door
from tests.journeys.cast import Cast

PUT_THERE = {"draft", "enrolment", "export_job"}
"""Of these one is put straight into its table, because the way to it is long: its own numbers are for show."""


def test_the_doctor_finds_every_sum_that_pages_show_right(portal: Flask, cast: Cast) -> None:
    with door(writes=False):
        found = [str(one) for one in differences() if one.table not in PUT_THERE]
    assert found == []
