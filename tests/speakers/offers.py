"""Offers to try things on, sent as people send them; every name is made up."""

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.permissions import Role
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers.models import SpeakerOffer
from tests.support import people

SITI = {
    "name": "Dr. Siti Contoh, M.Si.",
    "institution": "Universitas Contoh",
    "position": "Lektor",
    "field": "Kearsipan",
    "email": "Siti@Kampus.Contoh.id",
    "phone": "",
    "topic": "Arsip yang mudah dicari,\r\nuntuk petugas persuratan.",
    "licence": "CC-BY-SA-4.0",
    "unpaid": "yes",
    "may_be_named": "yes",
}


def token_on(browser: FlaskClient, path: str = "/speakers/apply") -> str:
    """The token that a page made with its form."""
    found = re.search(r'name="token" value="([^"]+)"', browser.get(path).text)
    assert found
    return found[1]


def send(browser: FlaskClient, **others: str) -> TestResponse:
    """Opens the form and sends it as Siti does, or otherwise where said."""
    return browser.post("/speakers/apply", data={"token": token_on(browser), **SITI, **others})


def coordinator(app: Flask, username: str = "koordinator") -> FlaskClient:
    """A browser of somebody who answers offers."""
    return people.signed_in(app, people.add_person(username, "Koordinator Contoh", role=Role.COORDINATOR))


def newest_offer() -> int:
    """The key of the offer that came last."""
    with door(writes=False):
        return int(db.session.execute(db.select(db.func.max(SpeakerOffer.id))).scalar_one())


def answer(browser: FlaskClient, verb: str = "accept", offer_id: int = 0, **form: str) -> TestResponse:
    """Accepts an offer with what the page proposes, or declines it."""
    offer_id = offer_id or newest_offer()
    page = browser.get(f"/speakers/offers/{offer_id}").text
    fields = dict(re.findall(r'name="(username|name|title_before|title_after)" value="([^"]*)"', page))
    return browser.post(f"/speakers/offers/{offer_id}/{verb}", data={**fields, **form})


def code_shown(browser: FlaskClient, answered: TestResponse) -> str:
    """The code on the page that follows."""
    found = re.search(r"<dd>(\w{4}-\w{4})</dd>", browser.get(answered.location).text)
    return found[1] if found else ""


def accepted(app: Flask, office: FlaskClient, username: str = "siti", name: str = "Siti Contoh") -> FlaskClient:
    """A browser of somebody who has an account and was accepted as speaker."""
    person = people.signed_in(app, people.add_person(username, name))
    assert send(person, email=f"{username}@contoh.id").status_code == 303
    assert answer(office).status_code == 303
    return person
