"""The table of what was done."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class AuditEntry(Base):
    """One act with consequences for others: who, what, on which thing, with which particulars."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "at", "id"),
        Index(None, "actor", "at", "id"),
        Index(None, "action", "at", "id"),
        Index(None, "subject", "at", "id"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(120), comment="user name, or the command that did it")
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[str] = mapped_column(Text, default="{}", comment="JSON")
