"""The gateway to phones: takes short texts by HTTP, one by one; failures in words with whether trying again may help.

What it is asked and how it answers stands in `docs/operating.md`; an adapter to a provider speaks the same.
"""

import json
from http.client import HTTPException
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from config import Settings
from lms.platform.mail import MailFailed

TIMEOUT = 20
"""Seconds for the answer."""
FINAL = frozenset({400, 404, 410, 413, 422})
"""Answers that mean: this number or text never; any other but a success means: not now."""
OF_THIS_ONE = FINAL | {409, 425, 429}
"""Answers that say nothing about the next message."""


class Gateway(Protocol):
    """What takes messages to phones."""

    def send(self, number: str, text: str, key: str) -> None:
        """Returns once the message is taken; the same key again is the same message. Raises MailFailed."""


class HttpGateway:
    """The gateway of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._url, self._token = settings.gateway_url, settings.gateway_token
        self._opener = build_opener(ProxyHandler({}), _NoRedirects())

    def send(self, number: str, text: str, key: str) -> None:
        """Posts the message as JSON. Raises MailFailed."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = json.dumps({"to": number, "text": text, "id": key}, ensure_ascii=False).encode()
        try:
            with self._opener.open(Request(self._url, body, headers, method="POST"), timeout=TIMEOUT):
                return
        except HTTPError as problem:
            code = problem.code
            problem.close()
            words = f"the gateway answered {code}"
            raise MailFailed(words, is_final=code in FINAL, is_down=code not in OF_THIS_ONE) from None
        except (URLError, HTTPException, OSError) as problem:
            raise MailFailed(f"the gateway cannot be reached: {problem}", is_down=True) from problem


class _NoRedirects(HTTPRedirectHandler):
    """A token and a number go nowhere but to the address of the settings."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        """Follows none: it is answered as it is."""
