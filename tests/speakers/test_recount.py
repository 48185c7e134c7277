"""The doctor names each stored thing of speakers that was falsified, and nothing after what people do."""

from contextlib import suppress

from flask import Flask
from sqlalchemy import text

from lms.doctor import differences
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.certificates.issuing import set_up_institution
from tests.speakers.offers import accepted, answer, coordinator, send
from tests.speakers.papers import download, give, issue, page_of_speaker
from tests.support import people

FALSE = {
    "speaker person_id": "UPDATE speaker SET person_id = (SELECT min(id) FROM person)",
    "speaker_offer state": "UPDATE speaker_offer SET state = 'waiting', decided_at = NULL WHERE state = 'accepted'",
    "speaker_hours minutes": "UPDATE speaker_hours SET minutes = -1 WHERE reverses_id IS NOT NULL",
    "speaker_paper number": "UPDATE speaker_paper SET number = 'palsu'",
    "speaker_paper kind": "UPDATE speaker_paper SET kind = 'service'",
    "speaker_paper_counter last": "UPDATE speaker_paper_counter SET last = 5",
    "speaker_paper_file sha256": "UPDATE speaker_paper_file SET sha256 = 'palsu'",
}


class Undone(Exception):
    """Takes a falsification back."""


def found_after(statement: str) -> set[str]:
    found: set[str] = set()
    with suppress(Undone), door(writes=True):
        db.session.execute(text(statement))
        found.update(f"{one.table} {one.column}" for one in differences())
        raise Undone
    return found


def test_each_falsified_thing_of_a_speaker_is_named(app: Flask) -> None:
    set_up_institution()
    office = coordinator(app)
    siti = accepted(app, office)
    for _ in range(2):
        give(office)
    first = _first_entry()
    office.post(f"{page_of_speaker()}/hours/{first}/take-back", data={"reason": "Keliru."})
    issue(office)
    download(siti)
    send(people.browser(app), email="lain@contoh.id")
    answer(office, "decline", reply="Belum.")
    with door(writes=False):
        assert list(differences()) == []
    assert {name: name in found_after(statement) for name, statement in FALSE.items()} == dict.fromkeys(FALSE, True)


def _first_entry() -> int:
    with door(writes=False):
        return int(db.session.execute(text("SELECT min(id) FROM speaker_hours")).scalar_one())
