"""Tables of enrolments and of what is done in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Enrolment(Base):
    """A person takes a course under one version. Taking it again is a new row; a finished one never changes."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("uq_enrolment_active", "person_id", "course_id", unique=True, sqlite_where=text("state = 'active'"),
              postgresql_where=text("state = 'active'")),
        UniqueConstraint("person_id", "course_id", "sequence"),
        CheckConstraint("state IN ('active', 'left', 'completed')", name="state"),
        CheckConstraint("done_count BETWEEN 0 AND item_count", name="progress"),
        CheckConstraint("(state = 'completed') = (completed_at IS NOT NULL)", name="completed_at"),
        CheckConstraint("(state = 'left') = (left_at IS NOT NULL)", name="left_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    sequence: Mapped[int] = mapped_column(comment="1 for the first time this person takes the course")
    state: Mapped[str] = mapped_column(String(10))
    enrolled_at: Mapped[datetime] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    item_count: Mapped[int]
    done_count: Mapped[int] = mapped_column(default=0)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ItemProgress(Base):
    """An item of an enrolment that is done, or a quiz with its best mark; only a decision makes it less."""

    __tablename__ = "item_progress"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "item_id"),
        CheckConstraint("best_mark IS NULL OR best_mark BETWEEN 0 AND 100", name="best_mark"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    item_id: Mapped[int] = mapped_column(ForeignKey("course_item.id", ondelete="RESTRICT"))
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="NULL while a quiz is not yet passed")
    best_mark: Mapped[int | None] = mapped_column(comment="percent, of a quiz")
    waits_since: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="of a quiz: when answers were handed in that a person has yet to mark"
    )
    carried_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_item.id", ondelete="RESTRICT"), comment="the item of an earlier version that it was done in"
    )


class EnrolmentMove(Base):
    """A learner went on with a newer version of the course; appended."""

    __tablename__ = "enrolment_move"
    __table_args__ = (UniqueConstraint("enrolment_id", "to_version_id"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    from_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    to_version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    moved_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
