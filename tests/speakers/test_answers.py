"""Answering offers: the queue, accepting and declining, the code that is shown once, two coordinators at once."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from lms.accounts.models import OneTimeCode, Person, RoleGrant
from lms.kernel.clock import utc_now
from lms.kernel.errors import Conflict
from lms.org import operations as org
from lms.permissions import Role
from lms.platform.audit.models import AuditEntry
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers import operations
from lms.speakers.models import Speaker, SpeakerOffer
from lms.speakers.operations import NewAccount
from tests.speakers.offers import accepted, answer, code_shown, coordinator, newest_offer, send
from tests.support import people
from tests.support.apps import count


def test_the_queue_shows_the_oldest_first_with_its_age_and_says_what_is_late(app: Flask, client: FlaskClient) -> None:
    office = coordinator(app)
    assert "Tidak ada tawaran yang menunggu" in office.get("/speakers/offers").text
    for name in ("Lama Contoh", "Baru Contoh"):
        send(client, name=name, email=f"{name[:4]}@contoh.id")
    with door(writes=True):
        old = update(SpeakerOffer).where(SpeakerOffer.name == "Lama Contoh")
        db.session.execute(old.values(sent_at=utc_now() - timedelta(days=9)))
    page = office.get("/speakers/offers").text
    assert page.index("Lama Contoh") < page.index("Baru Contoh")
    assert "Terlambat: seharusnya dijawab" in page and "Masuk hari ini" in page
    assert "2 tawaran calon narasumber menunggu jawaban" in office.get("/").text


def test_the_institution_says_within_how_many_days_it_answers(app: Flask, client: FlaskClient) -> None:
    with door(writes=True):
        org.set_fact("speaker_answer_days", "14", people.NOW.date(), by="operator", now=people.NOW)
    assert "Kami menjawab dalam 14 hari" in client.get("/speakers").text


def test_accepting_a_stranger_makes_an_account_a_role_and_a_code_that_lets_them_in(
    app: Flask, client: FlaskClient
) -> None:
    send(client)
    office = coordinator(app)
    code = code_shown(office, answer(office))
    with door(writes=False):
        siti = db.session.scalars(select(Person).where(Person.username == "siti.contoh")).one()
        roles = set(db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == siti.id)))
        acts = list(db.session.scalars(select(AuditEntry.action).where(AuditEntry.actor == "koordinator")))
    assert (siti.title_before, siti.name, siti.title_after) == ("Dr.", "Siti Contoh", "M.Si.")
    assert siti.email == "siti@kampus.contoh.id"
    assert roles == {"learner", "speaker"}
    assert "speakers.accepted" in acts and "code.activation" in acts
    entered = client.post("/activate", data={"identifier": "siti.contoh", "code": code, "password": "jambu air manis"})
    assert entered.status_code == 303
    place = client.get("/speakers/me").text
    assert "Narasumber" in place
    main = place[place.index("<main") : place.index("</main>")]
    assert 'href="/drafts"' in main and client.get("/drafts").status_code == 200


def test_the_second_of_one_name_is_proposed_a_user_name_that_is_free(app: Flask, client: FlaskClient) -> None:
    people.add_person("siti.contoh", "Siti Lain")
    send(client)
    assert 'value="siti.contoh2"' in coordinator(app).get(f"/speakers/offers/{newest_offer()}").text


def test_the_code_is_shown_once_and_a_new_one_makes_it_worthless(app: Flask, client: FlaskClient) -> None:
    send(client)
    office, offer_id = coordinator(app), newest_offer()
    answered = answer(office)
    first = code_shown(office, answered)
    assert first and not code_shown(office, answered)
    assert "Kode sudah pernah ditampilkan" in office.get(answered.location).text
    second = code_shown(office, office.post(f"/speakers/offers/{offer_id}/code"))
    assert second and second != first
    refused = client.post("/activate", data={"identifier": "siti.contoh", "code": first, "password": "jambu air manis"})
    assert refused.status_code == 409
    assert count(OneTimeCode) == 2


def test_a_learner_who_is_accepted_keeps_the_account_and_gets_no_code(app: Flask) -> None:
    accepted(app, coordinator(app), "ani")
    with door(writes=False):
        ani = db.session.scalars(select(Person.id).where(Person.username == "ani")).one()
        assert db.session.scalars(select(Speaker.person_id)).one() == ani
        assert Role.SPEAKER in set(db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == ani)))
    assert (count(Person), count(OneTimeCode)) == (2, 0)


def test_a_declined_learner_reads_why_and_may_offer_something_else(app: Flask) -> None:
    ani = people.signed_in(app, people.add_person())
    send(ani)
    office = coordinator(app)
    without_words = answer(office, "decline")
    assert without_words.status_code == 422 and "Tuliskan alasannya" in without_words.text
    assert answer(office, "decline", reply="Bidang ini sudah terisi.").status_code == 303
    assert "Bidang ini sudah terisi." in (place := ani.get("/speakers/me").text)
    assert "/drafts" not in place
    assert 'name="topic"' in ani.get("/speakers/apply").text
    assert count(Speaker) == 0


def test_an_answered_offer_is_not_answered_again(app: Flask, client: FlaskClient) -> None:
    send(client)
    office, offer_id = coordinator(app), newest_offer()
    answer(office)
    for verb in ("accept", "decline"):
        again = office.post(f"/speakers/offers/{offer_id}/{verb}", data={"username": "lain", "name": "x", "reply": "y"})
        assert again.status_code == 409 and "sudah dijawab oleh koordinator" in again.text
    assert count(Speaker) == 1


def test_of_two_who_accept_at_once_one_makes_the_speaker(app: Flask, client: FlaskClient) -> None:
    send(client)
    offer_id, start, outcomes = newest_offer(), threading.Barrier(2), list[str]()

    def accept(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with door(writes=True):
                    account = NewAccount(f"siti{place}", "Siti Contoh")
                    operations.accept(offer_id, "", account, utc_now(), by=f"koordinator{place}")
                outcomes.append("accepted")
            except Conflict:
                outcomes.append("refused")

    threads = [threading.Thread(target=accept, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "refused"]
    assert (count(Speaker), count(Person)) == (1, 1)


def test_nobody_answers_their_own_offer(app: Flask) -> None:
    office = coordinator(app)
    send(office)
    assert "Ini tawaran Anda sendiri" in office.get(f"/speakers/offers/{newest_offer()}").text
    assert office.post(f"/speakers/offers/{newest_offer()}/accept").status_code == 409
    assert count(Speaker) == 0


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"username": "Tidak Boleh"}, 422),
        ({"username": "koordinator"}, 409),
        ({"name": ""}, 422),
        ({"title_after": "x" * 61}, 422),
        ({"reply": "x" * 1001}, 422),
    ],
)
def test_an_account_that_cannot_be_made_accepts_nobody(
    app: Flask, client: FlaskClient, form: dict[str, str], status: int
) -> None:
    send(client)
    assert answer(coordinator(app), **form).status_code == status
    assert (count(Speaker), count(Person)) == (0, 1)


def test_an_email_that_somebody_has_is_said_before_and_makes_no_second_account(app: Flask, client: FlaskClient) -> None:
    people.add_person(email="siti@kampus.contoh.id")
    send(client)
    office = coordinator(app)
    assert "E-mail ini sudah dipakai" in office.get(f"/speakers/offers/{newest_offer()}").text
    assert answer(office).status_code == 409
    assert count(Speaker) == 0


def test_an_offer_that_is_not_there_cannot_be_answered(app: Flask) -> None:
    office = coordinator(app)
    paths = [f"/speakers/offers/7{rest}" for rest in ("/accept", "/decline", "/code")]
    assert [office.post(path, data={"reply": "x", "name": "x"}).status_code for path in paths] == [404] * 3
    assert [office.get(path).status_code for path in ("/speakers/offers/7", "/speakers/offers/7/card")] == [404] * 2


def test_thanks_name_whoever_consented_until_they_take_it_back(app: Flask, client: FlaskClient) -> None:
    office = coordinator(app)
    assert "Belum ada nama di sini" in client.get("/speakers/thanks").text
    siti = accepted(app, office)
    assert "Siti Contoh" in client.get("/speakers/thanks").text
    assert siti.post("/speakers/me/consent", data={"named": "no"}).status_code == 303
    assert "Siti Contoh" not in client.get("/speakers/thanks").text
    siti.post("/speakers/me/consent", data={"named": "yes"})
    assert "Universitas Contoh" in client.get("/speakers/thanks").text
    assert office.post("/speakers/me/consent", data={"named": "yes"}).status_code == 404
