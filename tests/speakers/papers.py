"""Papers to try things on, issued as the office issues them; every name is made up."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers.models import Speaker, SpeakerHours, SpeakerPaper
from tests.speakers.offers import answer, coordinator, newest_offer, send, token_on

REQUEST = {
    "kind": "request",
    "addressee": "Dekan Fakultas Ilmu Budaya",
    "first_day": "2026-11-02",
    "last_day": "2026-12-31",
}
WRITING = {"what": "Menulis modul 1", "day": "2026-11-03", "minutes": "90"}


def page_of_speaker() -> str:
    """The address of the page of the one speaker there is, for the office."""
    with door(writes=False):
        return f"/speakers/{db.session.scalars(select(Speaker.id)).one()}"


def issue(office: FlaskClient, **others: str) -> TestResponse:
    """Issues a paper: a letter of request, or otherwise where said."""
    path = page_of_speaker()
    return office.post(f"{path}/papers", data={"token": token_on(office, path), **REQUEST, **others})


def give(office: FlaskClient, **others: str) -> TestResponse:
    """Enters an hour and a half, or otherwise where said."""
    path = page_of_speaker()
    return office.post(f"{path}/hours", data={"token": token_on(office, path), **WRITING, **others})


def download(browser: FlaskClient) -> TestResponse:
    """The newest paper that the speaker's own page leads to."""
    found = re.search(r'href="(/speakers/papers/\d+\.pdf)"', browser.get("/speakers/me").text)
    assert found
    return browser.get(found[1])


def things_of_a_speaker(app: Flask, person: FlaskClient) -> dict[str, str]:
    """Accepts somebody who has an account, enters time and issues a letter: the keys of all that, by their names."""
    office = coordinator(app)
    send(person)
    answer(office)
    give(office)
    issue(office)
    with door(writes=False):
        entry = db.session.scalars(select(SpeakerHours.id)).one()
    speaker_id = page_of_speaker().rpartition("/")[2]
    named = {"offer_id": newest_offer(), "speaker_id": speaker_id, "entry_id": entry, "paper_id": papers()[0].id}
    return {name: str(key) for name, key in named.items()}


def papers() -> list[SpeakerPaper]:
    """All papers, in the order in which they were issued."""
    with door(writes=False):
        return list(db.session.scalars(select(SpeakerPaper).order_by(SpeakerPaper.id)))
