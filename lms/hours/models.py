"""Tables of the JP ledger and of the dated rules."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class JpEntry(Base):
    """An entry of the ledger; appended. A correction is a counter-entry that names the one it reverses."""

    __tablename__ = "jp_entry"
    __table_args__ = (
        Index("uq_jp_entry_earned", "enrolment_id", unique=True, sqlite_where=text("reverses_id IS NULL"),
              postgresql_where=text("reverses_id IS NULL")),
        Index(None, "person_id", "year"),
        CheckConstraint("(reverses_id IS NULL) = (jp > 0)", name="jp"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    year: Mapped[int] = mapped_column(comment="local calendar year of earned_on")
    earned_on: Mapped[date]
    jp: Mapped[int] = mapped_column(comment="lesson hours of 45 minutes; negative in a counter-entry")
    title: Mapped[str] = mapped_column(String(200))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    form_of_learning: Mapped[str] = mapped_column(String(120))
    decision_number: Mapped[str] = mapped_column(String(120))
    decision_date: Mapped[date]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("jp_entry.id", ondelete="RESTRICT"), unique=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class JpRule(Base):
    """How many JP a year a status needs at least, or is credited at most; dated, with its source."""

    __tablename__ = "jp_rule"
    __table_args__ = (
        UniqueConstraint("status", "bound", "valid_from"),
        CheckConstraint("bound IN ('floor', 'ceiling')", name="bound"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(20), comment="of employment")
    bound: Mapped[str] = mapped_column(String(10))
    jp: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))
