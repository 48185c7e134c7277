"""Tables of faults that learners found in courses: what they reported of a block, and what its authors answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Fault(Base):
    """A block of a page in which somebody found something wrong: all reports of it until it is answered are one.

    The block is known by its place on the page and by how its text begins.
    """

    __tablename__ = "fault"
    __table_args__ = (
        Index("uq_fault_open", "course_id", "item_key", "block", "quote", unique=True,
              sqlite_where=text("answered_at IS NULL"), postgresql_where=text("answered_at IS NULL")),
        Index(None, "answered_at", "id"),
        CheckConstraint("block >= 1", name="block"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    item_id: Mapped[int] = mapped_column(
        ForeignKey("course_item.id", ondelete="RESTRICT"), comment="in the version in which it was reported first"
    )
    item_key: Mapped[str] = mapped_column(String(200))
    block: Mapped[int] = mapped_column(comment="from 1: place on the page of a lesson, or of the question in its quiz")
    quote: Mapped[str] = mapped_column(String(130), comment="how its text begins")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the newest answer was given")


class FaultReport(Base):
    """What one learner found wrong with a block; appended. Its authors never learn who it was."""

    __tablename__ = "fault_report"
    __table_args__ = (
        UniqueConstraint("person_id", "token"),
        CheckConstraint("kind IN ('wrong', 'unclear', 'typo', 'not-shown', 'other')", name="kind"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    fault_id: Mapped[int] = mapped_column(ForeignKey("fault.id", ondelete="RESTRICT"), index=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("course_item.id", ondelete="RESTRICT"), comment="in the version that the learner read"
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(1000), comment="may be empty")
    token: Mapped[str] = mapped_column(String(40), comment="made with the form; the same twice is one report")
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the learner put the answer away")


class FaultAnswer(Base):
    """What was answered to all who reported a block; appended. The newest counts, the others stand beside it."""

    __tablename__ = "fault_answer"
    __table_args__ = (
        UniqueConstraint("fault_id", "sequence"),
        CheckConstraint("outcome IN ('mended', 'not-wrong')", name="outcome"),
        CheckConstraint("(outcome = 'mended') = (version_id IS NOT NULL)", name="version_id"),
        CheckConstraint("words <> '' OR (outcome = 'mended' AND sequence = 1)", name="words"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    fault_id: Mapped[int] = mapped_column(ForeignKey("fault.id", ondelete="RESTRICT"))
    sequence: Mapped[int] = mapped_column(comment="1 for the first answer, then its corrections")
    outcome: Mapped[str] = mapped_column(String(10))
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT"), comment="in which it is mended"
    )
    words: Mapped[str] = mapped_column(String(1000), comment="for the learners")
    answered_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
