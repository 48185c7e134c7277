"""Sends mail and messages once they are due: a thread of each serving process, woken when there may be some.

Any number of processes may look at once: what one has taken in hand the others do not see (`operations.deliveries`).
"""

import logging
import threading
from collections import Counter
from urllib.parse import urlsplit

from flask import Flask, current_app

from config import Settings
from lms.kernel.clock import Clock, utc_now
from lms.notifications.composing import Reader, compose, in_words
from lms.notifications.letter import Words
from lms.notifications.operations.deliveries import Outgoing, claim, settle
from lms.notifications.operations.phones import Message, claim_messages
from lms.notifications.phone_numbers import message_of
from lms.notifications.queries import has_due
from lms.notifications.waking import news
from lms.platform.db.doors import door
from lms.platform.gateway import Gateway, HttpGateway
from lms.platform.mail import MailFailed, MailServer

SECONDS = 20

log = logging.getLogger("lms.notifications")


def start(app: Flask) -> None:
    """Begins to look, in this process, for as long as it lives; not where nothing leaves."""
    settings = app.extensions["settings"]
    if settings.sends_mail or settings.sends_messages:
        threading.Thread(target=_look, args=(app,), name="mail", daemon=True).start()


def sweep(clock: Clock = utc_now) -> Counter[str]:
    """Sends everything that is due; counts the mails that were "sent", that "failed", and that wait for another try.

    Stops at a server that takes none: what was in hand is tried again later, the rest waits as it is.
    """
    counts: Counter[str] = Counter()
    with MailServer(current_app.extensions["settings"]) as server:
        while mails := _claimed(clock):
            for index, mail in enumerate(mails):
                failure = _sent(server, mail, clock)
                counts[_settled(mail, failure, clock)] += 1
                if failure is not None and failure.is_down:
                    for other in mails[index + 1 :]:
                        counts[_settled(other, failure, clock)] += 1
                    return counts
    return counts


def sweep_messages(gateway: Gateway | None = None, clock: Clock = utc_now) -> Counter[str]:
    """Sends every message that is due; counts and stops as `sweep` does."""
    counts: Counter[str] = Counter()
    settings = current_app.extensions["settings"]
    gateway = gateway or HttpGateway(settings)
    while messages := _claimed_messages(clock):
        for index, message in enumerate(messages):
            failure = _handed_over(gateway, message, settings)
            counts[_settled(message, failure, clock)] += 1
            if failure is not None and failure.is_down:
                for other in messages[index + 1 :]:
                    counts[_settled(other, failure, clock)] += 1
                return counts
    return counts


def _look(app: Flask) -> None:
    while True:
        news.clear()
        try:
            with app.app_context():
                settings = app.extensions["settings"]
                if settings.sends_mail:
                    sweep()
                if settings.sends_messages:
                    sweep_messages()
        except Exception:
            log.exception("mail")
        news.wait(SECONDS)


def _claimed(clock: Clock) -> tuple[Outgoing, ...]:
    with door(writes=False):
        if not has_due(clock(), "email"):
            return ()
    with door(writes=True):
        return claim(urlsplit(current_app.extensions["settings"].site_url).hostname or "localhost", clock())


def _sent(server: MailServer, mail: Outgoing, clock: Clock) -> MailFailed | None:
    """Why it did not leave; None if it did."""
    try:
        words, reader = Words(mail.language), Reader(mail.address, mail.name, mail.language)
        letters = [in_words(kept, words) for kept in mail.letters]
        server.send(compose(reader, letters, mail.message_id, clock(), is_digest=mail.is_digest))
    except MailFailed as problem:
        log.warning("mail", extra={"reason": f"{mail.message_id}: {problem}"})
        return problem
    except Exception as problem:  # a letter that cannot be put into words holds up no other
        log.exception("mail", extra={"reason": mail.message_id})
        return MailFailed(f"it could not be written: {problem!r}")
    return None


def _claimed_messages(clock: Clock) -> tuple[Message, ...]:
    with door(writes=False):
        if not has_due(clock(), "phone"):
            return ()
    with door(writes=True):
        return claim_messages(clock())


def _handed_over(gateway: Gateway, message: Message, settings: Settings) -> MailFailed | None:
    """Why it did not leave; None if it did. The log names no number."""
    try:
        letter = in_words(message.letter, Words(message.language))
        gateway.send(message.number, message_of(letter, settings.site_name, settings.site_url), message.key)
    except MailFailed as problem:
        log.warning("message", extra={"reason": f"{message.key}: {problem}"})
        return problem
    except Exception as problem:  # a letter that cannot be put into words holds up no other
        log.exception("message", extra={"reason": message.key})
        return MailFailed(f"it could not be written: {problem!r}")
    return None


def _settled(mail: Outgoing | Message, failure: MailFailed | None, clock: Clock) -> str:
    with door(writes=True):
        return settle(mail, failure, clock())
