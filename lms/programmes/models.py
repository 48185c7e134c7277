"""Tables of programmes, of their parts, and of who completed them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Programme(Base):
    """Courses under one title. What it consists of never changes; a new edition is another programme. Never deleted."""

    __tablename__ = "programme"
    __table_args__ = (
        Index(None, "ended_at"),
        CheckConstraint("needed >= 1", name="needed"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="of the form: sent twice, it is one programme")
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    needed: Mapped[int] = mapped_column(comment="how many of its parts complete it; as many as it has: all, in order")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="from then on nobody completes it")
    ended_by: Mapped[str | None] = mapped_column(String(120))


class ProgrammePart(Base):
    """A course of a programme; any version of it counts."""

    __tablename__ = "programme_part"
    __table_args__ = (
        UniqueConstraint("programme_id", "course_id"),
        UniqueConstraint("programme_id", "position"),
        Index(None, "course_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="RESTRICT"))
    position: Mapped[int]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))


class ProgrammeCompletion(Base):
    """A person has completed as many parts as a programme needs; stored with the last of them, once."""

    __tablename__ = "programme_completion"
    __table_args__ = (UniqueConstraint("programme_id", "person_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    completed_at: Mapped[datetime] = mapped_column(UtcDateTime)
