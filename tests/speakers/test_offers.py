"""Offering to be a speaker: the public page, the form, and whatever may be sent to it."""

import threading

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.kernel.clock import utc_now
from lms.platform.db.doors import door
from lms.platform.db.model import db
from lms.speakers import operations
from lms.speakers.forms import read_offer
from lms.speakers.models import SpeakerOffer, SpeakerOfferTry
from lms.speakers.operations import Sender
from lms.speakers.operations.offers import OFFERS_OF_ADDRESS
from tests.speakers.offers import SITI, accepted, answer, coordinator, send, token_on
from tests.support import people
from tests.support.apps import count


def offer() -> SpeakerOffer:
    with door(writes=False):
        return db.session.scalars(select(SpeakerOffer)).one()


def test_a_stranger_finds_the_way_from_the_first_page_to_the_form(client: FlaskClient) -> None:
    assert "/speakers" in client.get("/").text
    page = client.get("/speakers").text
    assert "tanpa imbalan" in page and "Kami menjawab dalam 7 hari" in page and "/speakers/apply" in page


def test_an_offer_waits_as_it_was_sent_and_the_page_says_what_happens_next(client: FlaskClient) -> None:
    answered = send(client)
    assert (answered.status_code, answered.location) == (303, "/speakers/applied")
    assert "paling lambat" in client.get(answered.location).text
    row = offer()
    assert (row.name, row.email, row.phone, row.state) == (SITI["name"], "siti@kampus.contoh.id", None, "waiting")
    assert row.topic == "Arsip yang mudah dicari,\nuntuk petugas persuratan."
    assert row.may_be_named


def test_whoever_does_not_consent_is_not_to_be_named(client: FlaskClient) -> None:
    send(client, may_be_named="")
    assert not offer().may_be_named


def test_the_same_form_sent_twice_is_one_offer_and_the_same_answer(client: FlaskClient) -> None:
    form = {"token": token_on(client), **SITI}
    first, second = (client.post("/speakers/apply", data=form) for _ in range(2))
    assert first.location == second.location == "/speakers/applied"
    assert count(SpeakerOffer) == 1


def test_an_offer_of_somebody_whose_offer_waits_is_told_so_and_adds_nothing(client: FlaskClient) -> None:
    send(client, phone="0812-0000-0000")
    for other in ({"email": "SITI@kampus.contoh.id"}, {"email": "lain@contoh.id", "phone": "0812 0000 0000"}):
        answered = send(client, **other)
        assert answered.status_code == 409
        assert "Tawaran Anda sebelumnya masih menunggu jawaban" in answered.text
    assert count(SpeakerOffer) == 1


def test_of_two_offers_of_one_sender_at_once_one_waits_and_the_other_is_told_so(app: Flask) -> None:
    start, outcomes = threading.Barrier(2), list[bool]()
    offer = read_offer(SITI).offer

    def send_one(place: int) -> None:
        with app.app_context():
            start.wait()
            with door(writes=True):
                since = operations.send_offer(offer, f"token-{place}", Sender(None, ""), utc_now())
            outcomes.append(since is None)

    threads = [threading.Thread(target=send_one, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]
    assert count(SpeakerOffer) == 1


def test_after_an_answer_the_same_person_may_offer_again(app: Flask, client: FlaskClient) -> None:
    send(client)
    answer(coordinator(app), "decline", reply="Bidang ini sudah terisi.")
    assert send(client).status_code == 303
    assert count(SpeakerOffer) == 2


def test_a_form_with_mistakes_comes_back_with_what_was_typed_and_stores_nothing(client: FlaskClient) -> None:
    wrong = [
        ({"name": "  "}, "Isi nama Anda."),
        ({"institution": "x" * 201}, "Pendekkan teks ini."),
        ({"topic": "x" * 2001}, "Pendekkan teks ini."),
        ({"position": "Lek\x00tor"}, "Gunakan huruf"),
        ({"email": "", "phone": ""}, "Isi e-mail atau nomor telepon."),
        ({"email": "bukan-alamat"}, "nama@contoh.id"),
        ({"phone": "12"}, "8 sampai 15 angka"),
        ({"licence": "milik-saya"}, "Pilih salah satu"),
        ({"unpaid": ""}, "Centang pernyataan ini"),
        ({"token": "…"}, "sekali lagi"),
    ]
    for others, words in wrong:
        answered = send(client, **{"field": "Ilmu <b>arsip</b>", **others})
        assert answered.status_code == 422, others
        assert words in answered.text and "<title>Perlu diperbaiki: " in answered.text
        assert "Ilmu &lt;b&gt;arsip&lt;/b&gt;" in answered.text
    assert client.post("/speakers/apply").status_code == 422
    assert client.post("/speakers/apply", data={"topic": "x" * 2_000_000}).status_code == 413
    assert count(SpeakerOffer) == 0


def test_the_summary_of_mistakes_has_the_order_of_the_form(client: FlaskClient) -> None:
    page = send(client, email="", topic="").text
    assert page.index("Isi e-mail atau nomor telepon.") < page.index("Tuliskan dalam satu atau dua kalimat")


def test_a_telephone_alone_is_enough_and_is_kept_as_digits(client: FlaskClient) -> None:
    send(client, email="", phone="+62 (812) 000-0000")
    assert (offer().email, offer().phone) == (None, "+628120000000")


def test_one_address_cannot_fill_the_queue(client: FlaskClient) -> None:
    for number in range(OFFERS_OF_ADDRESS):
        assert send(client, email=f"orang{number}@contoh.id").status_code == 303
    assert send(client, email="lagi@contoh.id").status_code == 429
    assert count(SpeakerOffer) == count(SpeakerOfferTry) == OFFERS_OF_ADDRESS


def test_a_learner_comes_from_the_profile_finds_the_form_filled_and_cannot_take_another_name(app: Flask) -> None:
    ani_id = people.add_person(email="ani@contoh.id")
    ani = people.signed_in(app, ani_id)
    assert "/speakers/me" in ani.get("/profile").text
    assert "Anda belum menjadi narasumber" in ani.get("/speakers/me").text
    page = ani.get("/speakers/apply").text
    assert 'value="ani@contoh.id"' in page and "Ani Contoh" in page and 'name="name"' not in page
    assert 'value="Perawat Terampil"' in page and "UPTD Puskesmas Contoh" in page
    assert send(ani, name="Budi Misal").status_code == 303
    assert (offer().name, offer().person_id) == ("Ani Contoh", ani_id)
    assert "menunggu jawaban" in ani.get("/speakers/me").text
    assert ani.get("/speakers/apply").location == "/speakers/me"


def test_a_speaker_cannot_offer_once_more(app: Flask) -> None:
    siti = accepted(app, coordinator(app))
    assert siti.get("/speakers/apply").location == "/speakers/me"
    answered = siti.post("/speakers/apply", data={"token": "baru", **SITI})
    assert answered.status_code == 409 and "Anda sudah menjadi narasumber" in answered.text
