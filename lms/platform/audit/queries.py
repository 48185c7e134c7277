"""Reading what was done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.platform.audit.models import AuditEntry
from lms.platform.db.model import db


@dataclass(frozen=True)
class Act:
    """One act: who did what, on which thing, with which particulars."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, object]


def acts(subject: str, actor: str, since: datetime | None, most: int) -> tuple[Act, ...]:
    """The newest acts first, at most so many; of one subject, one actor, or since a time, where these are given."""
    rows = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(most)
    if subject:
        rows = rows.where(AuditEntry.subject == subject)
    if actor:
        rows = rows.where(AuditEntry.actor == actor)
    if since is not None:
        rows = rows.where(AuditEntry.at >= since)
    return tuple(map(act_of, db.session.scalars(rows)))


def act_of(row: AuditEntry) -> Act:
    """The act that a row holds."""
    return Act(row.at, row.actor, row.action, row.subject, json.loads(row.details))
