"""The mail server: one connection, mails one by one, failures in words with whether trying again may help."""

import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from urllib.parse import urlsplit

from config import Settings

TIMEOUT = 20
"""Seconds for each answer of the server."""


class MailFailed(Exception):
    """A mail did not leave. `is_final`: it never will; `is_down`: the server took none, so others need no try now."""

    def __init__(self, words: str, *, is_final: bool = False, is_down: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final
        self.is_down = is_down


class MailServer:
    """The server of the settings, connected when the first mail is sent and until the `with` ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, _kind: type | None, _problem: BaseException | None, _trace: TracebackType | None) -> None:
        self._hang_up()

    def send(self, message: EmailMessage) -> None:
        """Returns once the server has taken the mail. Raises MailFailed."""
        connection = self._connected()
        try:
            # as bytes: `send_message` would put a mark before a line that begins with "From "
            connection.sendmail(self._settings.mail_from.addr_spec, _recipients(message), message.as_bytes())
        except smtplib.SMTPRecipientsRefused as problem:
            code, answer = next(iter(problem.recipients.values()))
            raise MailFailed(f"refused the address: {_said(code, answer)}", is_final=code >= 500) from problem
        except smtplib.SMTPResponseException as problem:
            words = _said(problem.smtp_code, problem.smtp_error)
            raise MailFailed(f"refused the mail: {words}", is_final=problem.smtp_code >= 500) from problem
        except (smtplib.SMTPNotSupportedError, UnicodeError, ValueError) as problem:
            raise MailFailed(f"the address cannot be written to: {problem}", is_final=True) from problem
        except (smtplib.SMTPException, OSError) as problem:
            self._hang_up(abruptly=True)
            raise MailFailed(f"the mail server went away: {problem}", is_down=True) from problem

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None or self._connection.sock is None:  # it hangs up itself when told to come back
            try:
                self._connection = self._connect()
            except (smtplib.SMTPException, OSError) as problem:
                self._hang_up(abruptly=True)
                raise MailFailed(f"the mail server cannot be reached: {problem}", is_down=True) from problem
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        settings, context = self._settings, ssl.create_default_context()
        name = urlsplit(settings.site_url).hostname  # ours; looking it up may take long
        where = (settings.smtp_host, settings.smtp_port, name)
        if settings.smtp_security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT, context=context)
        else:
            connection = smtplib.SMTP(*where, timeout=TIMEOUT)
        self._connection = connection  # so that it is closed if what follows fails
        if settings.smtp_security == "starttls":
            connection.starttls(context=context)
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password)
        return connection

    def _hang_up(self, *, abruptly: bool = False) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close() if abruptly else connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()


def _recipients(message: EmailMessage) -> list[str]:
    return [address.addr_spec for address in message["To"].addresses]


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
