"""Tables of reviews: what was handed in, who decided what about which revision, planned publications, absences."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, UtcDateTime

_OPEN = text("ended_at IS NULL")
_APPROVED = text("verdict = 'approved'")


class Submission(Base):
    """A draft was handed in to be reviewed; at most one review of a draft is open."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint("ended_how IN ('taken-back', 'needs-work', 'published')", name="ended_how"),
        CheckConstraint("(ended_at IS NULL) = (ended_how IS NULL)", name="ended"),
        CheckConstraint("version_id IS NULL OR ended_how = 'published'", name="version"),
        CheckConstraint("ended_how <> 'published' OR version_id IS NOT NULL", name="published"),
        Index("uq_submission_open", "draft_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "draft_id"),
        Index(None, "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"))
    revision: Mapped[int] = mapped_column(comment="of the draft, as it was handed in")
    note: Mapped[str] = mapped_column(Text, default="", comment="what changed, for learners")
    handed_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_in_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    promised_on: Mapped[date] = mapped_column(comment="by when an answer was promised")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_how: Mapped[str | None] = mapped_column(String(20))
    version_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT"), comment="the version it became"
    )


class Approval(Base):
    """What a reviewer decided about one aspect of a revision; appended, the newest counts."""

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("aspect IN ('substance', 'form')", name="aspect"),
        CheckConstraint("verdict IN ('approved', 'needs-work')", name="verdict"),
        CheckConstraint("verdict = 'approved' OR words <> ''", name="words"),
        Index("uq_approval_once", "submission_id", "aspect", "revision", unique=True,
              sqlite_where=_APPROVED, postgresql_where=_APPROVED),
        Index(None, "submission_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    aspect: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int] = mapped_column(comment="of the draft; a change after it takes the approval its force")
    verdict: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    words: Mapped[str] = mapped_column(Text, default="")
    points: Mapped[str] = mapped_column(
        Text, default="{}", comment="JSON, the points that were ticked: name → words as they were shown"
    )


class ApprovalWorth(Base):
    """What the office decided the course is worth, as it stood at the approval of form."""

    __tablename__ = "approval_worth"
    __table_args__ = (
        CheckConstraint("jp BETWEEN 1 AND 1000", name="jp"),
        CheckConstraint("decision_number <> ''", name="decision_number"),
    )

    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id", ondelete="RESTRICT"), primary_key=True)
    jp: Mapped[int]
    form_of_learning: Mapped[str] = mapped_column(String(120))
    siasn_kind: Mapped[str] = mapped_column(String(60))
    decision_number: Mapped[str] = mapped_column(String(120))
    decision_date: Mapped[date]
    issuing_body: Mapped[str] = mapped_column(String(200), default="")
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("signer.id", ondelete="RESTRICT"))


class PublicationPlan(Base):
    """An approved draft is to be published at a time; at most one plan of a review is open."""

    __tablename__ = "publication_plan"
    __table_args__ = (
        CheckConstraint("ended_how IN ('published', 'cancelled', 'refused')", name="ended_how"),
        CheckConstraint("(ended_at IS NULL) = (ended_how IS NULL)", name="ended"),
        Index("uq_publication_plan_open", "submission_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "submission_id"),
        Index(None, "publish_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id", ondelete="RESTRICT"))
    publish_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_by: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_how: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="", comment="why it could not be published")


class ReviewerAbsence(Base):
    """A reviewer says when they are away; appended, the newest counts. Without `until` they are back."""

    __tablename__ = "reviewer_absence"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="dates"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    since: Mapped[date]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CourseCheck(Base):
    """A published course whose time had come was looked at again; appended, the newest counts."""

    __tablename__ = "course_check"
    __table_args__ = (
        CheckConstraint("finding IN ('right', 'asked')", name="finding"),
        Index(None, "course_id"),
        Index(None, "version_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    finding: Mapped[str] = mapped_column(String(20), comment="right: it still is; asked: its authors were asked")
    words: Mapped[str] = mapped_column(Text, default="")
    next_on: Mapped[date] = mapped_column(comment="when it is looked at again")
