"""The table of exports that are made in the background: who asked for what, how far it is, which file came of it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, UtcDateTime

_OPEN = text("state IN ('waiting', 'running')")


class ExportJob(Base):
    """One long export of one person. Whoever makes it says so by `beat_at` and is known by the number of its try."""

    __tablename__ = "export_job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'expired')", name="state"),
        CheckConstraint("form IN ('xlsx', 'csv')", name="form"),
        CheckConstraint("(state = 'running') = (beat_at IS NOT NULL)", name="beat"),
        CheckConstraint("(state = 'failed') = (failure <> '')", name="failure"),
        CheckConstraint("(state = 'done') = (sha256 IS NOT NULL AND kept_until IS NOT NULL)", name="file"),
        CheckConstraint("(state IN ('waiting', 'running')) = (ended_at IS NULL)", name="ended"),
        CheckConstraint("rows_done >= 0 AND rows_all >= 0", name="rows"),
        Index("uq_export_job_open", "person_id", "asked_hash", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "person_id", "id"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(40), comment="a key of some feature's exports.py")
    form: Mapped[str] = mapped_column(String(4))
    fields: Mapped[str] = mapped_column(Text, comment="JSON: what was sent with it")
    asked_hash: Mapped[str] = mapped_column(
        String(64), comment="of kind, form and fields: asked twice, it is made once"
    )
    state: Mapped[str] = mapped_column(String(10))
    failure: Mapped[str] = mapped_column(String(20), default="", comment="a key of failures.py; empty unless it failed")
    tries: Mapped[int] = mapped_column(default=0, comment="how often it was begun; the last one alone may end it")
    rows_done: Mapped[int] = mapped_column(default=0)
    rows_all: Mapped[int]
    scope: Mapped[str] = mapped_column(Text, default="", comment="JSON: keys of the units in the file, or null for all")
    sha256: Mapped[str | None] = mapped_column(String(64), comment="of the file; NULL once it is gone")
    size: Mapped[int] = mapped_column(BigInteger, default=0, comment="bytes of the file")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    beat_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when whoever makes it was last heard of")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
