"""Messages to phones: only to those who gave a number and agreed, once, at decent hours, with one link."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.feedback.letters import FAULT_ANSWERED
from lms.notifications.models import Phone, PhoneChoice
from lms.notifications.operations import read_all
from lms.notifications.operations.phones import claim_messages, keep_phone, remove_phone
from lms.notifications.phone_numbers import number_of
from lms.notifications.timing import IN_HAND, MOST_TRIES
from lms.platform import gateway as transport
from lms.platform.db.doors import door
from tests.notifications.mailing import deliveries, write
from tests.notifications.phones import TOKEN, Taken, gateway, messages_at, sending_to
from tests.support import people
from tests.support.apps import count
from tests.support.servers import free_port

NOW = people.NOW
NUMBER = "+6281234567890"
FORM = {"number": "0812-3456-7890", "kind": FAULT_ANSWERED, "agrees": "1"}


@pytest.fixture
def taken(app: Flask) -> Iterator[Taken]:
    """What arrived at a gateway to which the application sends."""
    found = Taken()
    with gateway(app, found):
        yield found


def reached(username: str = "ani", number: str = NUMBER, kind: str = FAULT_ANSWERED) -> int:
    """Somebody who wants messages of this kind."""
    person_id = people.add_person(username)
    with door(writes=True):
        keep_phone(person_id, number, [kind], NOW)
    return person_id


def states() -> list[tuple[str, str]]:
    return [(one.channel, one.state) for one in deliveries()]


def test_a_message_has_the_subject_and_one_link_and_is_sent_once(taken: Taken) -> None:
    write(reached())
    assert messages_at(NOW) == {"sent": 1}
    assert messages_at(NOW + timedelta(days=1)) == {}
    (message,), (headers,) = taken.messages, taken.headers
    assert message["to"] == NUMBER and message["id"] == headers["Idempotency-Key"]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert message["text"].startswith("Rambutan: Laporan Anda dijawab: Ramah kepada warga http://localhost/")
    assert message["text"].count("http") == 1
    assert states() == [("phone", "sent")]


def test_a_long_subject_is_cut_and_the_link_is_whole(taken: Taken) -> None:
    write(reached(), course="Pelayanan " * 60)
    messages_at(NOW)
    text = taken.messages[0]["text"]
    assert len(text) <= 300 and "… http://localhost/reports/mine" in text


def test_who_gave_no_number_or_did_not_choose_the_kind_gets_none(taken: Taken) -> None:
    write(people.add_person("budi"))
    write(reached("citra", kind="course-withdrawn"))
    assert (messages_at(NOW), taken.messages, deliveries()) == ({}, [], [])


def test_where_there_is_no_gateway_nothing_waits(app: Flask) -> None:
    write(reached())
    assert deliveries() == []


def test_none_leaves_in_quiet_hours(taken: Taken) -> None:
    night = NOW.replace(hour=15)  # 22.00 WIB
    write(reached(), at=night)
    assert messages_at(night) == {}
    assert messages_at(night + timedelta(hours=8)) == {"sent": 1}


@pytest.mark.parametrize("status", [400, 404, 410, 422])
def test_a_refused_number_is_given_up_and_holds_up_no_other(taken: Taken, status: int) -> None:
    taken.of_number[NUMBER] = status
    write(reached())
    write(reached("budi", "+6281111111111"))
    assert messages_at(NOW) == {"failed": 1, "sent": 1}
    assert deliveries()[0].last_error == f"the gateway answered {status}"


@pytest.mark.parametrize("status", [302, 401, 500, 503])
def test_a_gateway_that_takes_none_is_tried_again_later_with_the_same_key(taken: Taken, status: int) -> None:
    taken.status = status
    write(reached())
    write(reached("budi", "+6281111111111"))
    assert messages_at(NOW) == {"waiting": 2} and len(taken.messages) == 1
    taken.status = 200
    assert messages_at(NOW + timedelta(minutes=2)) == {"sent": 2}
    assert taken.messages[0]["id"] == taken.messages[1]["id"] != taken.messages[2]["id"]


def test_one_that_is_busy_with_one_message_gets_the_next(taken: Taken) -> None:
    taken.of_number[NUMBER] = 429
    write(reached())
    write(reached("budi", "+6281111111111"))
    assert messages_at(NOW) == {"waiting": 1, "sent": 1}


def test_a_gateway_that_is_not_there_is_tried_a_number_of_times(app: Flask) -> None:
    at, seen = NOW.replace(hour=0), []
    with sending_to(app, f"http://127.0.0.1:{free_port()}/"):
        write(reached(), at=at)
        for _ in range(MOST_TRIES + 1):
            seen += list(messages_at(at))
            at = deliveries()[0].not_before or at
    assert seen == ["waiting"] * (MOST_TRIES - 1) + ["failed"]
    assert NUMBER not in deliveries()[0].last_error


def test_one_that_does_not_answer_is_given_up_for_now(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.2)
    taken.wait = 1.0
    write(reached())
    assert messages_at(NOW) == {"waiting": 1}


def test_what_a_killed_process_took_in_hand_is_sent_after_an_hour_with_the_same_key(taken: Taken) -> None:
    write(reached())
    with door(writes=True):
        (message,) = claim_messages(NOW)
    assert messages_at(NOW + timedelta(minutes=30)) == {}
    assert messages_at(NOW + IN_HAND) == {"sent": 1}
    assert taken.messages[0]["id"] == message.key


@pytest.mark.parametrize("what", ["read", "removed", "turned off"])
def test_what_is_not_wanted_any_more_is_left_out(taken: Taken, what: str) -> None:
    person_id = reached()
    write(person_id)
    with door(writes=True):
        if what == "read":
            read_all(person_id, NOW)
        elif what == "removed":
            remove_phone(person_id)
        else:
            keep_phone(person_id, NUMBER, [], NOW)
    assert (messages_at(NOW), states()) == ({}, [("phone", "skipped")])


def test_a_person_gives_changes_and_takes_out_their_number(app: Flask) -> None:
    browser = people.signed_in(app, people.add_person())
    assert browser.post("/inbox/phone", data=FORM).location == "/inbox/phone?note=phone-kept"
    page = browser.get("/inbox/phone")
    assert NUMBER in page.text and "Hapus nomor saya" in page.text and page.headers["Cache-Control"] == "no-store"
    browser.post("/inbox/phone", data={**FORM, "number": "+65 8123 4567"})
    assert "+6581234567" in browser.get("/inbox/phone").text and count(Phone) == count(PhoneChoice) == 1
    assert browser.post("/inbox/phone/remove").status_code == 303
    assert browser.post("/inbox/phone/remove").status_code == 303
    assert "Hapus nomor saya" not in browser.get("/inbox/phone").text and count(Phone) == count(PhoneChoice) == 0


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"number": "12"}, {"number": "0812x"}, {"number": "٠٨١٢٣٤٥٦٧٨٩"}, {"agrees": ""}]
)
def test_without_a_number_or_consent_nothing_is_kept(app: Flask, wrong: dict[str, str]) -> None:
    answer = people.signed_in(app, people.add_person()).post("/inbox/phone", data={**FORM, **wrong})
    assert (answer.status_code, count(Phone)) == (422, 0)
    assert "<title>Perlu diperbaiki: " in answer.text


def test_a_kind_that_is_not_for_this_person_is_left_out(app: Flask) -> None:
    people.signed_in(app, people.add_person()).post("/inbox/phone", data={**FORM, "kind": "review-approved"})
    assert (count(Phone), count(PhoneChoice)) == (1, 0)


@pytest.fixture
def other(app: Flask) -> FlaskClient:
    """The browser of an operator."""
    return people.signed_in(app, people.add_person("budi", "Budi Misal"))


def test_a_number_is_shown_to_nobody_else(app: Flask, other: FlaskClient) -> None:
    person_id = reached()
    assert NUMBER not in other.get("/inbox/phone").text
    other.post("/inbox/phone/remove")
    assert count(Phone) == 1 and person_id


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0812 3456 7890", NUMBER), ("62812.3456.7890", NUMBER), ("0062 81234567890", NUMBER), ("(0812) 34567890", NUMBER),
     ("+1", None), ("8" * 500, None), ("abc", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: str | None) -> None:
    assert number_of(typed) == number
