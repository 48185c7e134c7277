"""Headers of every answer, and the hosts and sizes that requests may have."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from lms.platform.web.pages import pages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK_HOSTS = ("127.0.0.1", "localhost")  # what programs on this machine ask for, such as a health check
LARGEST_FORM = 1_000_000  # bytes; uploads have views of their own


def install(app: Flask, settings: Settings) -> None:
    """Limits requests and sets the headers that protect pages."""
    host = urlsplit(settings.site_url).hostname or "localhost"
    app.config.update(
        TRUSTED_HOSTS=sorted({host, *LOOPBACK_HOSTS}),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=1000,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.wsgi_app = FixedHeaders(app.wsgi_app, _fixed_headers(app, settings))  # type: ignore[method-assign]


class FixedHeaders:
    """Adds headers that are the same for every answer; a view's own stand instead. A list is added to a list:
    through `Response.headers`, which checks each of them anew, they cost a page twenty times as much."""

    def __init__(self, app: "WSGIApplication", fixed: list[tuple[str, str]]) -> None:
        self._app = app
        self._fixed = fixed

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answers."""

        def start(status: str, headers: list[tuple[str, str]], problem: Any = None) -> Any:
            own = {name for name, _ in headers}
            return start_response(status, headers + [one for one in self._fixed if one[0] not in own], problem)

        return self._app(environ, start)


def _fixed_headers(app: Flask, settings: Settings) -> list[tuple[str, str]]:
    with app.app_context():
        style = pages().assets.css_hash
    policy = (
        f"default-src 'none'; style-src 'self' '{style}'; script-src 'self'; img-src 'self' data:; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    if settings.is_https:
        headers.append(("Strict-Transport-Security", "max-age=31536000"))
    return headers
