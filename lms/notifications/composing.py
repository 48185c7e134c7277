"""A mail of letters, in the language of its reader: as text and as HTML that needs nothing from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from config import Settings
from lms.notifications.letter import Letter, Words
from lms.notifications.queries import KeptLetter
from lms.notifications.registry import kinds
from lms.platform.mail import MailFailed
from lms.platform.web.pages import pages, url

LONGEST_SUBJECT = 150


@dataclass(frozen=True)
class Reader:
    """Whom a mail goes to."""

    address: str
    name: str
    language: str


def in_words(kept: KeptLetter, words: Words) -> Letter:
    """A letter that was kept, in the language of its reader."""
    kind = kinds().get(kept.kind)
    if kind is None:
        old = words.tell("This portal does not write letters of this kind any more.")
        return Letter(words.tell("An old letter"), (old,), url("notifications.inbox"), words.tell("To your letters"))
    return kind.write(kept.facts, words)


def compose(
    reader: Reader, letters: Sequence[Letter], message_id: str, now: datetime, *, is_digest: bool
) -> EmailMessage:
    """The mail. Raises MailFailed for an address or a name that no header may hold."""
    settings, words = pages().settings, Words(reader.language)
    subject = letters[0].subject
    if is_digest:
        subject = words.tell_count(
            "%(num)s letter from %(site)s", "%(num)s letters from %(site)s", len(letters), site=settings.site_name
        )
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = one_line(subject, LONGEST_SUBJECT)
    mail["From"] = settings.mail_from
    mail["To"] = _recipient(reader)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{settings.site_url}{url('notifications.choices')}>"
    mail["Content-Language"] = reader.language
    mail.set_content(as_text(reader, letters, settings, words))
    mail.add_alternative(as_html(reader, letters, settings), subtype="html")
    return mail


def one_line(text: str, longest: int) -> str:
    """A text as a header may hold it: no line breaks or other signs that steer."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def as_text(reader: Reader, letters: Sequence[Letter], settings: Settings, words: Words) -> str:
    """The part for programs that show text only."""
    parts = [words.tell("Dear %(name)s,", name=reader.name)]
    for letter in letters:
        parts += [f"{letter.subject}\n{'-' * min(len(letter.subject), 70)}"] if len(letters) > 1 else []
        parts += [*letter.paragraphs, f"{letter.button}:\n{settings.site_url}{letter.path}"]
    foot = [
        f"-- \n{settings.site_name}",
        words.tell("This mail was written by the portal; nobody reads answers to it."),
        f"{words.tell('Choose which letters you get by e-mail')}:\n{settings.site_url}{url('notifications.choices')}",
    ]
    return "\n\n".join([*parts, *foot]) + "\n"


def as_html(reader: Reader, letters: Sequence[Letter], settings: Settings) -> str:
    """The part for all others."""
    template = pages().environments[reader.language].get_template("notifications/mail.html")
    return template.render(name=reader.name, letters=letters, site_url=settings.site_url)


def _recipient(reader: Reader) -> Address:
    try:
        if not reader.address.isprintable():
            raise ValueError("it has signs that cannot be printed")
        return Address(one_line(reader.name, LONGEST_SUBJECT), addr_spec=reader.address)
    except (ValueError, IndexError, HeaderParseError) as problem:
        raise MailFailed(f"the address cannot be written to: {problem}", is_final=True) from problem
