"""Two records of one volunteer: they are one unless both wait for an answer or both are speakers."""

import pytest
from flask import Flask

from lms.kernel.errors import Conflict
from tests.accounts import twins
from tests.speakers.offers import accepted, coordinator, send
from tests.staff.offices import person_key
from tests.support import people


def test_a_speaker_stays_one_by_the_other_record_and_undoing_gives_it_back(app: Flask) -> None:
    accepted(app, coordinator(app))
    siti, twin = person_key("Siti Contoh"), people.add_person("siti2", "Siti Dua Contoh")
    before = twins.everything()
    merged = twins.merge(twin, siti)
    assert people.signed_in(app, twin).get("/speakers/me").status_code == 200
    twins.undo(merged)
    assert twins.everything() == before


def test_two_speakers_are_not_made_one(app: Flask) -> None:
    office = coordinator(app)
    accepted(app, office)
    accepted(app, office, "siti2", "Siti Dua Contoh")
    with pytest.raises(Conflict, match="accepted as speakers"):
        twins.merge(person_key("Siti Contoh"), person_key("Siti Dua Contoh"))


def test_two_offers_that_wait_are_answered_first(app: Flask) -> None:
    keys = [people.add_person(f"siti{number}", f"Siti {number} Contoh") for number in (1, 2)]
    for number, key in enumerate(keys):
        assert send(people.signed_in(app, key), email=f"siti{number}@contoh.id").status_code == 303
    with pytest.raises(Conflict, match="waits"):
        twins.merge(*keys)
