"""One JSON line per request and per event; with a code that the error page shows, never with personal data."""

import base64
import json
import logging
import random
import sys
import time
from datetime import UTC, datetime
from typing import TextIO

from flask import Flask, Response, g, has_request_context, request

ALPHABET = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_ALPHABET = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET)
PLAIN_METHODS = frozenset({"GET", "HEAD", "POST"})
"""Written as they are; any other is what a client made up."""


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines to standard error, each whole."""

    def write(self, line: str) -> None:
        """A line that is made already; `logging` would need eight times as long for it."""
        self.acquire()
        try:
            self.stream.write(line + self.terminator)
            self.flush()
        finally:
            self.release()


class JsonLines(logging.Formatter):
    """A log record as one line of JSON with the request's code."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, message, request code, and the numbers given as `extra`."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["request"] = g.get("request_id", "")
        for name in ("method", "endpoint", "status", "ms", "bytes", "reason"):
            if hasattr(record, name):
                line[name] = getattr(record, name)
        if record.exc_info:
            # Frames and the type only: the text of an exception may hold what a person typed.
            line["exception"] = _frames(record)
        return json.dumps(line, ensure_ascii=False)


def _frames(record: logging.LogRecord) -> list[str]:
    kind, _value, trace = record.exc_info or (None, None, None)
    lines = [kind.__name__ if kind else ""]
    while trace is not None:
        lines.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    return lines


def configure() -> None:
    """Sends this application's records to standard error as JSON lines; called by the server, not by tests."""
    handler = Lines(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("lms")
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False


def install(app: Flask) -> None:
    """Gives each request a code and logs it once answered: endpoint, never the address with its arguments."""

    @app.before_request
    def begin() -> None:
        g.request_id = new_code()
        g.began = time.perf_counter()

    @app.after_request
    def record(response: Response) -> Response:
        code = g.get("request_id", "")
        response.headers["X-Request-Id"] = code
        handlers = [one for one in logging.getLogger("lms").handlers if isinstance(one, Lines)]
        if handlers:
            ms = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
            line = access_line(time.time(), code, request.method, request.endpoint or "", response.status_code, ms)
            for handler in handlers:
                handler.write(line)
        return response


def new_code() -> str:
    """A request's code: R and seven letters or digits that are not mistaken for each other. No secret, so the kernel is
    not asked for it: each call of it lets another thread in between.
    """
    return "R" + base64.b32encode(random.randbytes(5))[:7].translate(_TO_ALPHABET).decode()


def access_line(at: float, code: str, method: str, endpoint: str, status: int, ms: float) -> str:
    """What `JsonLines` makes of a request that was answered at a time in seconds; `ms` is how long it took."""
    moment = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    quoted = f'"{method}"' if method in PLAIN_METHODS else json.dumps(method)
    return (
        f'{{"at": "{moment}", "level": "info", "logger": "lms.access", "message": "answered", "request": "{code}", '
        f'"method": {quoted}, "endpoint": "{endpoint}", "status": {status}, "ms": {ms}}}'
    )
