"""`flask mail …`: try the mail server, send what is due, see what waits.

Exit codes: 0 done, 1 some mail did not leave or none can, 2 wrong usage.
"""

from collections import Counter

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from lms.kernel.clock import utc_now
from lms.notifications.composing import Reader, compose
from lms.notifications.letter import Letter, Words
from lms.notifications.queries import DeliveryLine, count_by_state, unsettled
from lms.notifications.sweeping import sweep, sweep_messages
from lms.platform.db.doors import door
from lms.platform.mail import MailFailed, MailServer
from lms.platform.web.i18n import DEFAULT_LANGUAGE
from lms.platform.web.pages import url

NO_SERVER = "No mail leaves: SMTP_HOST is not set. Letters are in the inbox only."

group = AppGroup("mail", help="Letters by e-mail: try the server, send what is due, see what waits.")


@group.command("test")
@click.argument("address")
def test(address: str) -> None:
    """Send a letter to ADDRESS now, to see whether the settings of the mail server are right."""
    settings = _settings()
    words, now = Words(DEFAULT_LANGUAGE), utc_now()
    said = words.tell("This letter tries whether e-mail of this portal arrives. It does.")
    letter = Letter(
        words.tell("E-mail of the portal is tried"), (said,), url("home.index"), words.tell("To the first page")
    )
    message_id = f"<test-{now:%Y%m%d%H%M%S%f}@{settings.mail_from.domain}>"
    try:
        with MailServer(settings) as server:
            reader = Reader(address, address.partition("@")[0], DEFAULT_LANGUAGE)
            server.send(compose(reader, [letter], message_id, now, is_digest=False))
    except MailFailed as problem:
        click.echo(f"Not sent: {problem}", err=True)
        raise SystemExit(1) from problem
    click.echo(f"{settings.smtp_host} took the letter to {address}.")


@group.command("send")
def send() -> None:
    """Send everything that is due now, as each serving process does every few seconds."""
    settings = current_app.extensions["settings"]
    if not settings.sends_messages:
        _settings()
    counts = sweep() if settings.sends_mail else Counter[str]()
    if settings.sends_messages:
        counts += sweep_messages()
    click.echo(f"{counts['sent']} sent, {counts['waiting']} to be tried again, {counts['failed']} given up.")
    if counts["waiting"] or counts["failed"]:
        raise SystemExit(1)


@group.command("waiting")
def waiting() -> None:
    """Show how many letters left and were left out, what waits, and what was given up and why."""
    if not current_app.extensions["settings"].sends_mail:
        click.echo(NO_SERVER)
    with door(writes=False):
        counts, lines = count_by_state(), unsettled()
    click.echo(
        ", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "No letter was to leave yet."
    )
    for line in lines:
        click.echo(_shown(line))


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    if not settings.sends_mail:
        click.echo(NO_SERVER, err=True)
        raise SystemExit(1)
    return settings


def _shown(line: DeliveryLine) -> str:
    when = f"not before {line.not_before:%Y-%m-%d %H:%M} UTC" if line.not_before else ""
    tried = f"tried {line.tries} times" if line.tries else ""
    told = ", ".join(part for part in (when, tried, line.last_error) if part)
    return f"{line.id:>8} {line.state:<8} {line.kind} to {line.username}: {told}"
