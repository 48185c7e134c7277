"""One JSON line per request and per event; with a code that the error page shows, never with personal data."""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
log = logging.getLogger("lms.access")


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
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger("lms")
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    root.propagate = False


def install(app: Flask) -> None:
    """Gives each request a code and logs it once answered: endpoint, never the address with its arguments."""

    @app.before_request
    def begin() -> None:
        g.request_id = "R" + "".join(secrets.choice(ALPHABET) for _ in range(7))
        g.began = time.perf_counter()

    @app.after_request
    def record(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if log.isEnabledFor(logging.INFO):
            log.info(
                "answered",
                extra={
                    "method": request.method,
                    "endpoint": request.endpoint or "",
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
                },
            )
        return response
