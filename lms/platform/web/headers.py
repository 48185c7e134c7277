"""Headers of every answer, and the hosts and sizes that requests may have."""

from urllib.parse import urlsplit

from flask import Flask, Response
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from lms.platform.web.pages import pages

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
    fixed = _fixed_headers(app, settings)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in fixed:
            response.headers.setdefault(name, value)
        return response


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
