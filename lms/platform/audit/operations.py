"""Writing down what was done, in the transaction in which it was done."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import insert

from lms.platform.audit.models import AuditEntry
from lms.platform.db.model import db


def record(actor: str, action: str, subject: str, now: datetime, **details: object) -> None:
    """Appends one act. `actor` is a user name or `command:<name>`; details must be JSON-able."""
    db.session.add(AuditEntry(at=now, actor=actor, action=action, subject=subject, details=_text(details)))


def record_all(actor: str, action: str, now: datetime, acts: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Appends many acts of one kind by one statement: the subject of each, and its details."""
    shared = {"at": now, "actor": actor, "action": action}
    rows = [{**shared, "subject": subject, "details": _text(details)} for subject, details in acts]
    if rows:
        db.session.execute(insert(AuditEntry), rows)


def _text(details: Mapping[str, object]) -> str:
    return json.dumps(details, ensure_ascii=False, sort_keys=True)
