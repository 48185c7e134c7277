"""Tables of reminders: what somebody sent by hand, and who was reminded of what; appended."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Reminder(Base):
    """What somebody sent to people of a unit, or says to have sent."""

    __tablename__ = "reminder"
    __table_args__ = (
        CheckConstraint("channel IN ('portal', 'whatsapp', 'memo', 'ladder')", name="channel"),
        Index(None, "assignment_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="of the form: sent twice, it is one reminder")
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", ondelete="RESTRICT"), comment="of whose people, with those below; NULL: of all"
    )
    channel: Mapped[str] = mapped_column(String(10))
    people: Mapped[int]
    text: Mapped[str] = mapped_column(Text, comment="as its sender saw it")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))


class ReminderMemo(Base):
    """An official memo as it was made of a reminder; appended. The newest holds: a number may be typed later."""

    __tablename__ = "reminder_memo"
    __table_args__ = (Index(None, "reminder_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reminder_id: Mapped[int] = mapped_column(ForeignKey("reminder.id", ondelete="RESTRICT"))
    number: Mapped[str] = mapped_column(String(80), comment="as typed; none yet: empty")
    signer: Mapped[str] = mapped_column(String(300), comment="name; nobody chosen: empty")
    signer_position: Mapped[str] = mapped_column(String(300), comment="as printed, with Plt. or Plh.")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))


class Reminded(Base):
    """That one person was reminded of one assignment: by hand, or by a step of the ladder, each once for a last day."""

    __tablename__ = "reminded"
    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id", "step", "due_on"),
        Index(None, "assignment_id", "person_id", "at"),
        Index(None, "reminder_id"),
        CheckConstraint("(reminder_id IS NULL) = (step IS NOT NULL)", name="way"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    reminder_id: Mapped[int | None] = mapped_column(
        ForeignKey("reminder.id", ondelete="RESTRICT"), comment="NULL: the ladder's"
    )
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    step: Mapped[int | None] = mapped_column(comment="days before the last one, negative after it; NULL: by hand")
    due_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
