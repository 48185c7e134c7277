"""A mail server that keeps what it takes, and letters to send, for tests."""

import asyncio
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy import select

from config import read_settings
from lms.feedback.letters import FAULT_ANSWERED
from lms.notifications.models import Delivery, Notification
from lms.notifications.operations import notify
from lms.notifications.sweeping import sweep
from lms.platform.db.doors import door
from lms.platform.db.model import db
from tests.support import people
from tests.support.servers import free_port

FROM = "Rambutan Contoh <belajar@kota.contoh.id>"


@dataclass
class Box:
    """What arrived, and how the server answers: by address an answer in place of taking it, and seconds of waiting."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    wait: float = 0

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _more: list) -> str:
        """Refuses those who are to be refused."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Takes a mail, after a while."""
        await asyncio.sleep(self.wait)
        mail = message_from_bytes(envelope.content, policy=default)
        self.taken += [(address, mail) for address in envelope.rcpt_tos]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """What somebody got."""
        return [mail for reader, mail in self.taken if reader == address]


@contextmanager
def server(app: Flask, box: Box) -> Iterator[int]:
    """A server on a free port, to which the application sends."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with sending_to(app, controller.port):
            yield controller.port
    finally:
        controller.stop()


@contextmanager
def sending_to(app: Flask, port: int, **more: str) -> Iterator[None]:
    """Lets the application send to a port of this machine, whoever may listen there."""
    before, pages = app.extensions["settings"], app.extensions["pages"]
    read = read_settings(
        {
            "DATA_DIR": str(before.data_dir),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": FROM,
            **more,
        }
    )
    names = ("smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_password", "mail_from")
    settings = replace(before, **{name: getattr(read, name) for name in names})
    app.extensions["settings"], app.extensions["pages"] = settings, replace(pages, settings=settings)
    try:
        yield
    finally:
        app.extensions["settings"], app.extensions["pages"] = before, pages


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    over = threading.Event()

    class Silence(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            over.wait(30)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silence) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        try:
            yield listening.server_address[1]
        finally:
            over.set()
            listening.shutdown()


def write(
    person_id: int, token: str = "a", kind: str = FAULT_ANSWERED, at: datetime = people.NOW, **told: object
) -> None:
    """Writes a letter about a report, in a transaction of its own."""
    facts = {"course": "Ramah kepada warga", "item": "Menyapa", "version": 2, "words": "Ejaannya kami perbaiki."}
    with door(writes=True):
        notify(person_id, kind, {**facts, **told}, token, at)


def sweep_at(at: datetime) -> Mapping[str, int]:
    """What a sweep at that time came to."""
    counts: Counter[str] = sweep(lambda: at)
    return dict(counts)


def deliveries() -> list[Delivery]:
    """Every letter that is to leave, left or was left out."""
    with door(writes=False):
        return list(db.session.scalars(select(Delivery).order_by(Delivery.id)))


def letters() -> list[Notification]:
    """Every letter there is."""
    with door(writes=False):
        return list(db.session.scalars(select(Notification).order_by(Notification.id)))
