"""Tables of attempts and their append-only answers."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Attempt(Base):
    """One try at a quiz. Draw and order are frozen in its questions; after `submitted_at` no answer is taken.

    A final has no mark while a question of it waits for a person to mark it.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "item_id", "sequence"),
        Index("uq_attempt_open", "enrolment_id", "item_id", unique=True, sqlite_where=text("submitted_at IS NULL"),
              postgresql_where=text("submitted_at IS NULL")),
        Index("ix_attempt_waiting", "submitted_at", sqlite_where=text("mark IS NULL AND submitted_at IS NOT NULL"),
              postgresql_where=text("mark IS NULL AND submitted_at IS NOT NULL")),
        CheckConstraint("mark IS NULL OR mark BETWEEN 0 AND 100", name="mark"),
        CheckConstraint("mark IS NULL OR submitted_at IS NOT NULL", name="marked_when_submitted"),
        CheckConstraint("(mark IS NULL) = (passed IS NULL) AND (mark IS NULL) = (marked_at IS NULL)", name="marked"),
        CheckConstraint("coalesce(passed, false) = (passed_at IS NOT NULL)", name="passed_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    item_id: Mapped[int] = mapped_column(ForeignKey("course_item.id", ondelete="RESTRICT"))
    sequence: Mapped[int] = mapped_column(comment="1 for the first attempt at this quiz in the enrolment")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when time is up; NULL without a limit")
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mark: Mapped[int | None] = mapped_column(comment="percent, rounded down")
    passed: Mapped[bool | None]
    marked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when this mark came to be")
    passed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when it came to be passed")


class ExtraTime(Base):
    """A person gets more time in every quiz with a limit: appended; the newest counts for attempts begun after it."""

    __tablename__ = "extra_time"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 300", name="percent"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    percent: Mapped[int] = mapped_column(comment="more than others have; 0 takes it back")
    reason: Mapped[str] = mapped_column(String(500))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    granted_by: Mapped[str] = mapped_column(String(120))


class AttemptQuestion(Base):
    """A question drawn for an attempt, in its place, as it was shown: order of options, fingerprint, text."""

    __tablename__ = "attempt_question"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        UniqueConstraint("attempt_id", "question_id"),
        CheckConstraint("fraction IS NULL OR fraction BETWEEN 0 AND 1", name="fraction"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(comment="from 1")
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="RESTRICT"))
    option_order: Mapped[str] = mapped_column(Text, comment="JSON list of option ids as shown")
    fingerprint: Mapped[str] = mapped_column(String(64))
    fraction: Mapped[Decimal | None] = mapped_column(Numeric(6, 5), comment="of the points; set when it is marked")
    remark_id: Mapped[int | None] = mapped_column(
        ForeignKey("remark.id", ondelete="RESTRICT"),
        comment="the decision by whose question the fraction was counted; NULL: by its own",
    )


class Remark(Base):
    """A reviewer decided that earlier attempts are marked by a corrected question, that of a newer version; appended.

    Learners read the reason. `seen` is the preview that was decided on: the same decision sent twice is one.
    """

    __tablename__ = "remark"
    __table_args__ = (
        UniqueConstraint("seen"),
        CheckConstraint("length(reason) BETWEEN 1 AND 500", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="RESTRICT"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    lowers: Mapped[bool] = mapped_column(comment="whether marks also become less")
    seen: Mapped[str] = mapped_column(String(64), comment="SHA-256 of what the preview listed")
    decided_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MarkChange(Base):
    """An attempt has another mark since a re-marking, or came to be passed or failed by it; appended."""

    __tablename__ = "mark_change"
    __table_args__ = (
        UniqueConstraint("remark_id", "attempt_id"),
        CheckConstraint("from_mark BETWEEN 0 AND 100 AND to_mark BETWEEN 0 AND 100", name="marks"),
        CheckConstraint("from_mark <> to_mark OR from_passed <> to_passed", name="changes"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="RESTRICT"), index=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id", ondelete="RESTRICT"))
    from_mark: Mapped[int]
    to_mark: Mapped[int]
    from_passed: Mapped[bool]
    to_passed: Mapped[bool]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Answer(Base):
    """One answer given, or one look at the key in practice; appended. The newest of a question counts."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("attempt_question_id", "token"),
        CheckConstraint("act IN ('save', 'check', 'reveal')", name="act"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id", ondelete="RESTRICT"))
    token: Mapped[str] = mapped_column(String(40), comment="made by the browser; the same twice is one answer")
    act: Mapped[str] = mapped_column(String(10), comment="save (final), check or reveal (practice)")
    value: Mapped[str] = mapped_column(Text, comment="JSON")
    unsure: Mapped[bool] = mapped_column(default=False)
    fraction: Mapped[Decimal | None] = mapped_column(Numeric(6, 5), comment="of a practice check")
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EssayMark(Base):
    """What a person gave an essay; appended. The newest counts, and its fraction stands in the attempt's question."""

    __tablename__ = "essay_mark"
    __table_args__ = (
        UniqueConstraint("attempt_question_id", "sequence"),
        Index(None, "marker_id", "id"),
        CheckConstraint("fraction BETWEEN 0 AND 1", name="fraction"),
        CheckConstraint("(sequence = 1) = (reason = '')", name="reason"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id", ondelete="RESTRICT"))
    sequence: Mapped[int] = mapped_column(comment="1 for the first mark, then its corrections")
    marker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    fraction: Mapped[Decimal] = mapped_column(Numeric(6, 5), comment="of the points")
    comment: Mapped[str] = mapped_column(String(4000), comment="for the learner; may be empty")
    reason: Mapped[str] = mapped_column(String(500), comment="of a correction; empty for the first mark")
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EssayDraft(Base):
    """What a marker has typed of a mark so far; no fact: replaced as it grows, and gone once the mark is given."""

    __tablename__ = "essay_draft"
    __table_args__ = (UniqueConstraint("attempt_question_id", "marker_id"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    attempt_question_id: Mapped[int] = mapped_column(ForeignKey("attempt_question.id", ondelete="RESTRICT"))
    marker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    points: Mapped[str] = mapped_column(String(40), comment="as typed")
    comment: Mapped[str] = mapped_column(String(4000))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Pretest(Base):
    """The questions of the final that were answered before the first lesson: once in an enrolment, and no mark."""

    __tablename__ = "pretest"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"), unique=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("course_item.id", ondelete="RESTRICT"), comment="the final, in the version of that time"
    )
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PretestAnswer(Base):
    """A question of a pre-test as it was shown, and what was answered; appended, never changed."""

    __tablename__ = "pretest_answer"
    __table_args__ = (
        UniqueConstraint("pretest_id", "position"),
        UniqueConstraint("pretest_id", "question_id"),
        CheckConstraint("fraction BETWEEN 0 AND 1", name="fraction"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    pretest_id: Mapped[int] = mapped_column(ForeignKey("pretest.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(comment="from 1")
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="RESTRICT"))
    option_order: Mapped[str] = mapped_column(Text, comment="JSON list of option ids as shown")
    fingerprint: Mapped[str] = mapped_column(String(64))
    value: Mapped[str] = mapped_column(Text, comment="JSON; null is no answer")
    fraction: Mapped[Decimal] = mapped_column(Numeric(6, 5), comment="of the points")
