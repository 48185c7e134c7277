"""Writing down what was done, in the transaction in which it was done."""

import json
from datetime import datetime

from lms.platform.audit.models import AuditEntry
from lms.platform.db.model import db


def record(actor: str, action: str, subject: str, now: datetime, **details: object) -> None:
    """Appends one act. `actor` is a user name or `command:<name>`; details must be JSON-able."""
    text = json.dumps(details, ensure_ascii=False, sort_keys=True)
    db.session.add(AuditEntry(at=now, actor=actor, action=action, subject=subject, details=text))
