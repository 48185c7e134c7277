"""Letters that leave as e-mail, taken by a real server; and servers that do not do as they should."""

import threading
from datetime import timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask

from lms.accounts.models import Person
from lms.learning.letters import COURSE_WITHDRAWN
from lms.notifications.letter import Choice
from lms.notifications.operations import read_all
from lms.notifications.operations.choices import keep_choices
from lms.notifications.operations.deliveries import claim
from lms.notifications.timing import IN_HAND, MOST_TRIES
from lms.org import operations as org
from lms.platform import mail as transport
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.notifications.mailing import Box, deliveries, sending_to, server, silent_server, sweep_at, write
from tests.support import people
from tests.support.servers import free_port

NOW = people.NOW  # 09.41 WIB
MORNING = NOW.replace(hour=0, minute=5) + timedelta(days=1)  # 07.05 WIB of the next day
WITHDRAWN = {"slug": "ramah", "title": "Ramah & <b>cepat</b>", "reason": "Aturannya diganti."}


def ani(**fields: object) -> int:
    return people.add_person(**{"email": "ani@contoh.id", "form_of_address": "Bu Ani", **fields})  # type: ignore[arg-type]


def choose(person_id: int, kind: str, choice: Choice) -> None:
    with door(writes=True):
        keep_choices(person_id, {kind: choice}, NOW)


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def states() -> list[str]:
    return [one.state for one in deliveries()]


def test_a_letter_arrives_at_once_with_a_text_and_an_html_part_in_the_language_of_its_reader(
    app: Flask, box: Box
) -> None:
    write(ani())
    assert sweep_at(NOW) == {"sent": 1}
    (mail,) = box.to("ani@contoh.id")
    assert mail["Subject"] == "Laporan Anda dijawab: Ramah kepada warga"
    assert mail["From"] == "Rambutan Contoh <belajar@kota.contoh.id>"
    assert (mail["To"], mail["Auto-Submitted"]) == ("Bu Ani <ani@contoh.id>", "auto-generated")
    assert mail["List-Unsubscribe"] == "<http://localhost/inbox/choices>"
    assert mail["Message-ID"] and mail["Date"].datetime == NOW.replace(microsecond=0)
    text, html = part(mail, "plain"), part(mail, "html")
    for said in (
        "Yth. Bu Ani,",
        "Ejaannya kami perbaiki.",
        "sudah diperbaiki pada versi 2",
        "http://localhost/reports/mine",
    ):
        assert said in text and said in html
    assert text.count("http://") == 2 and "<" not in text
    assert 'lang="id"' in html and "max-width:600px" in html and "src=" not in html and "<style" not in html
    assert states() == ["sent"]
    assert sweep_at(NOW + timedelta(days=1)) == {}
    assert len(box.taken) == 1


def test_letters_of_a_day_leave_in_one_mail_in_either_language(app: Flask, box: Box) -> None:
    readers = {"id": ani(), "en": people.add_person("budi", "Budi Misal", email="budi@contoh.id", language="en")}
    for person in readers.values():
        choose(person, "fault-answered", Choice.DAILY)
        choose(person, COURSE_WITHDRAWN, Choice.DAILY)
        write(person, "a")
        write(person, "b", course="Arsip", version=None, words="")
        write(person, "c", COURSE_WITHDRAWN, NOW + timedelta(hours=3), **WITHDRAWN)
    assert sweep_at(NOW + timedelta(hours=4)) == {}
    assert sweep_at(MORNING) == {"sent": 2}
    (indonesian,), (english,) = box.to("ani@contoh.id"), box.to("budi@contoh.id")
    assert (indonesian["Subject"], english["Subject"]) == ("3 surat dari Rambutan", "3 letters from Rambutan")
    for kind in ("plain", "html"):
        assert "Ramah & <b>cepat</b>" in part(indonesian, kind).replace("&amp;", "&").replace("&lt;", "<").replace(
            "&gt;", ">"
        )
        assert "Penulisnya sudah memeriksa" in part(indonesian, kind) and "JP dan sertifikat Anda tetap" in part(
            indonesian, kind
        )
        assert "Dear Budi Misal," in part(english, kind) and "Its authors looked at it" in part(english, kind)
        assert "http://localhost/courses/ramah" in part(english, kind)
    assert "<b>cepat" not in part(indonesian, "html")
    assert states() == ["sent"] * 6
    assert len({one.message_id for one in deliveries()}) == 2


def test_what_is_written_at_night_waits_for_the_end_of_the_quiet_hours(app: Flask, box: Box) -> None:
    night = NOW.replace(hour=16)  # 23.00 WIB
    write(ani(), at=night)
    assert sweep_at(night) == sweep_at(night.replace(hour=22, minute=59)) == {}
    assert sweep_at(night.replace(hour=23)) == {"sent": 1}  # 06.00 WIB


def test_the_institution_says_its_hours_from_a_day_on(app: Flask, box: Box) -> None:
    with door(writes=True):
        org.set_fact("mail_quiet_hours", "0-0", NOW.date(), by="operator", now=NOW)
    night = NOW.replace(hour=16)
    write(ani(), at=night)
    assert sweep_at(night) == {"sent": 1}


def test_a_clock_that_was_put_back_keeps_no_letter_for_years(app: Flask, box: Box) -> None:
    write(ani(), at=NOW + timedelta(days=400))
    assert sweep_at(NOW) == {"sent": 1}


def test_a_kind_that_is_turned_off_stays_in_the_inbox_and_what_may_not_be_leaves(app: Flask, box: Box) -> None:
    person = ani()
    choose(person, "fault-answered", Choice.OFF)
    write(person)
    write(person, "w", COURSE_WITHDRAWN, **WITHDRAWN)
    assert sweep_at(NOW) == {"sent": 1}
    assert "ditarik" in box.taken[0][1]["Subject"]


def test_what_was_read_turned_off_or_lost_its_address_meanwhile_is_left_out_and_says_why(app: Flask, box: Box) -> None:
    read, off, lost = (
        ani(),
        people.add_person("budi", email="b@contoh.id"),
        people.add_person("citra", email="c@contoh.id"),
    )
    for person in (read, off, lost):
        choose(person, "fault-answered", Choice.DAILY)
        write(person)
    choose(off, "fault-answered", Choice.OFF)
    with door(writes=True):
        read_all(read, NOW)
        db.session.execute(db.update(Person).where(Person.id == lost).values(email=None))
    assert sweep_at(MORNING) == {}
    assert (box.taken, states()) == ([], ["skipped"] * 3)
    words = [one.last_error for one in deliveries()]
    assert words == ["it was read in the inbox", "its kind was turned off", "the person has no address any more"]


def test_made_up_people_of_the_demonstration_get_no_mail(app: Flask, box: Box) -> None:
    write(ani(is_demo=True))
    assert deliveries() == []


def test_a_server_that_is_down_is_tried_again_later_and_given_up_in_words(app: Flask) -> None:
    person, other, at = ani(), people.add_person("budi", email="budi@contoh.id"), NOW
    with sending_to(app, free_port()):
        write(person)
        write(other)
        assert sweep_at(at) == {"waiting": 2}
        assert sweep_at(at + timedelta(seconds=59)) == {}
        for _ in range(MOST_TRIES - 2):
            at = max(one.not_before for one in deliveries() if one.not_before)
            assert sweep_at(at) == {"waiting": 2}
        at = max(one.not_before for one in deliveries() if one.not_before)
        assert sweep_at(at) == {"failed": 2}
    assert {(one.state, one.tries) for one in deliveries()} == {("failed", MOST_TRIES)}
    assert "cannot be reached" in deliveries()[0].last_error


def test_a_server_that_comes_back_gets_what_waited_once(app: Flask) -> None:
    with sending_to(app, free_port()):
        write(ani())
        sweep_at(NOW)
    box = Box()
    with server(app, box):
        assert sweep_at(NOW + timedelta(minutes=1)) == {"sent": 1}
    assert len(box.taken) == 1


def test_one_refused_address_holds_up_no_other(app: Flask, box: Box) -> None:
    box.answers["ani@contoh.id"] = "550 no such mailbox"
    box.answers["citra@contoh.id"] = "451 come back later"
    write(ani())
    write(people.add_person("budi", email="budi@contoh.id"))
    write(people.add_person("citra", email="citra@contoh.id"))
    assert sweep_at(NOW) == {"failed": 1, "sent": 1, "waiting": 1}
    assert [reader for reader, _ in box.taken] == ["budi@contoh.id"]
    assert [(one.state, one.last_error) for one in deliveries()] == [
        ("failed", "refused the address: 550 no such mailbox"),
        ("sent", ""),
        ("waiting", "refused the address: 451 come back later"),
    ]
    del box.answers["citra@contoh.id"]
    assert sweep_at(NOW + timedelta(minutes=1)) == {"sent": 1}


def test_a_server_that_wants_a_new_connection_gets_one(app: Flask, box: Box) -> None:
    box.answers["ani@contoh.id"] = "421 too many in one connection"
    write(ani())
    write(people.add_person("budi", email="budi@contoh.id"))
    assert sweep_at(NOW) == {"waiting": 1, "sent": 1}


def test_a_server_that_never_answers_is_left_after_a_while(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.3)
    with silent_server() as port, sending_to(app, port):
        write(ani())
        assert sweep_at(NOW) == {"waiting": 1}
    assert "timed out" in deliveries()[0].last_error


@pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")
@pytest.mark.parametrize(("password", "expected"), [("rahasia", {"sent": 1}), ("salah", {"waiting": 1})])
def test_a_server_that_asks_who_sends_is_told(app: Flask, password: str, expected: dict[str, int]) -> None:
    def knows(_server: object, _session: object, _envelope: object, _way: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"portal", b"rahasia"))

    box, port = Box(), free_port()
    options = {"authenticator": knows, "auth_required": True, "auth_require_tls": False}
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        with sending_to(app, port, SMTP_USER="portal", SMTP_PASSWORD=password):
            write(ani())
            assert sweep_at(NOW) == expected
    finally:
        controller.stop()


def test_a_slow_server_is_waited_for(app: Flask, box: Box) -> None:
    box.wait = 1.5
    write(ani())
    assert sweep_at(NOW) == {"sent": 1}


def test_a_server_that_hangs_in_the_middle_of_a_mail_gets_it_again_later(
    app: Flask, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "TIMEOUT", 0.5)
    box.wait = 2
    write(ani())
    write(people.add_person("budi", email="budi@contoh.id"))
    assert sweep_at(NOW) == {"waiting": 2}
    assert "went away" in deliveries()[0].last_error


HOSTILE = [
    "ani@contoh.id\nBcc: semua@contoh.id",
    "ani@contoh.id\r\n\r\nIsi",
    "bukan alamat",
    "@",
    "a@b@c",
    "ani,budi@contoh.id",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_an_address_that_no_header_may_hold_is_given_up_and_reaches_nobody(app: Flask, box: Box, address: str) -> None:
    write(ani(email=address))
    write(people.add_person("budi", email="budi@contoh.id"))
    assert sweep_at(NOW) == {"failed": 1, "sent": 1}
    assert [reader for reader, _ in box.taken] == ["budi@contoh.id"]


def test_names_and_subjects_bring_no_header_of_their_own(app: Flask, box: Box) -> None:
    write(
        ani(form_of_address='Ani\r\nBcc: x@contoh.id\r\n "'),
        course="Judul\r\nBcc: y@contoh.id\r\n\r\nIsi\x1b[31m " + "panjang " * 60,
    )
    assert sweep_at(NOW) == {"sent": 1}
    ((reader, mail),) = box.taken
    assert reader == "ani@contoh.id"
    assert (
        "Bcc" not in mail and "Judul Bcc: y@contoh.id" in mail["Subject"] and len(mail["Subject"]) < 160
    )  # folding adds spaces
    assert mail["Subject"].isprintable()


def test_many_long_lines_and_signs_arrive_as_they_were_written(app: Flask, box: Box) -> None:
    words = ".\n.\nFrom here 🙂 " + "panjang" * 2_000
    write(ani(), words=words)
    assert sweep_at(NOW) == {"sent": 1}
    assert words in part(box.taken[0][1], "plain")


def test_a_process_that_died_while_it_sent_leaves_the_mail_to_the_next_one_under_the_same_name(
    app: Flask, box: Box
) -> None:
    write(ani())
    with door(writes=True):
        (lost,) = claim("localhost", NOW)
    assert sweep_at(NOW) == sweep_at(NOW + IN_HAND - timedelta(seconds=1)) == {}
    assert sweep_at(NOW + IN_HAND) == {"sent": 1}
    assert box.taken[0][1]["Message-ID"] == lost.message_id


def test_several_that_look_at_the_same_moment_send_each_mail_once(app: Flask, box: Box) -> None:
    box.wait = 0.05
    for number in range(30):
        person = people.add_person(f"p{number}", email=f"p{number}@contoh.id")
        choose(person, "fault-answered", Choice.DAILY)
        write(person, "a")
        write(person, "b")
    begin = threading.Barrier(4)

    def look() -> None:
        with app.app_context():
            begin.wait()
            sweep_at(MORNING)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(reader for reader, _ in box.taken) == sorted(f"p{number}@contoh.id" for number in range(30))
    assert set(states()) == {"sent"}


def test_a_letter_that_cannot_be_put_into_words_holds_up_no_other(app: Flask, box: Box) -> None:
    person = ani()
    write(person, "w", COURSE_WITHDRAWN, slug="ramah")  # without its other facts
    write(person)
    assert sweep_at(NOW) == {"waiting": 1, "sent": 1}
    assert "KeyError" in deliveries()[0].last_error
