"""Time that speakers give: entered once, taken back with a reason, never changed."""

import pytest
from flask import Flask
from sqlalchemy import select

from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers.models import SpeakerHours
from tests.speakers.offers import accepted, coordinator, token_on
from tests.speakers.papers import WRITING, give, page_of_speaker
from tests.support.apps import count


def test_time_is_entered_with_who_entered_it_and_the_speaker_sees_the_sum(app: Flask) -> None:
    office = coordinator(app)
    siti = accepted(app, office)
    give(office)
    give(office, what="Webinar", minutes="30")
    page = siti.get("/speakers/me").text
    assert "Menulis modul 1" in page and "2 jam" in page
    with door(writes=False):
        assert set(db.session.scalars(select(SpeakerHours.recorded_by))) == {"koordinator"}


def test_the_same_form_sent_twice_enters_once(app: Flask) -> None:
    office = coordinator(app)
    accepted(app, office)
    form = {"token": token_on(office, page_of_speaker()), **WRITING}
    assert [office.post(f"{page_of_speaker()}/hours", data=form).status_code for _ in range(2)] == [303, 303]
    assert count(SpeakerHours) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"what": " "}, "Isi apa yang dikerjakan"),
        ({"what": "x" * 201}, "Pendekkan teks ini"),
        ({"day": "2999-01-01"}, "hari ini"),
        ({"day": "besok"}, "hari ini"),
        ({"day": "0001-01-01"}, "hari ini"),
        ({"minutes": "0"}, "1 sampai 1440"),
        ({"minutes": "1441"}, "1 sampai 1440"),
        ({"minutes": "-5"}, "1 sampai 1440"),
        ({"minutes": "²"}, "1 sampai 1440"),
        ({"token": ""}, "sekali lagi"),
    ],
)
def test_time_that_cannot_be_is_refused_in_words(app: Flask, form: dict[str, str], words: str) -> None:
    office = coordinator(app)
    accepted(app, office)
    answered = give(office, **form)
    assert answered.status_code == 422
    assert words in answered.text and "<title>Perlu diperbaiki: " in answered.text
    assert count(SpeakerHours) == 0


def test_an_entry_is_taken_back_once_by_a_counter_entry_with_a_reason(app: Flask) -> None:
    office = coordinator(app)
    siti = accepted(app, office)
    give(office)
    with door(writes=False):
        entry = db.session.scalars(select(SpeakerHours.id)).one()
    path = f"{page_of_speaker()}/hours/{entry}/take-back"
    without = office.post(path, data={"reason": "  "})
    assert without.status_code == 422 and "Tuliskan alasannya" in without.text
    answers = [office.post(path, data={"reason": "Hari yang keliru."}).status_code for _ in range(2)]
    assert answers == [303, 409]
    page = siti.get("/speakers/me").text
    assert "Hari yang keliru." in page and "0 menit" in page
    with door(writes=False):
        assert sorted(db.session.scalars(select(SpeakerHours.minutes))) == [-90, 90]


def test_a_counter_entry_and_another_speakers_entry_cannot_be_taken_back(app: Flask) -> None:
    office = coordinator(app)
    accepted(app, office)
    give(office)
    with door(writes=False):
        entry = db.session.scalars(select(SpeakerHours.id)).one()
    path, reason = page_of_speaker(), {"reason": "Keliru."}
    accepted(app, office, "budi", "Budi Misal")
    assert office.post(f"{path[:-1]}{int(path[-1]) + 1}/hours/{entry}/take-back", data=reason).status_code == 404
    assert office.post(f"{path}/hours/{entry}/take-back", data=reason).status_code == 303
    assert office.post(f"{path}/hours/{entry + 1}/take-back", data=reason).status_code == 409
    assert office.post(f"{path}/hours/999/take-back", data=reason).status_code == 404
