"""Tables of assignments, of what each person has to do, and of how many are how far and completed it when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Assignment(Base):
    """A course or a programme that people must or should complete until a day. Ended, never deleted.

    Any version of the course counts. A programme is completed once, so that it is never to be renewed.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        Index(None, "course_id"),
        Index(None, "programme_id"),
        Index(None, "ended_at", "due_on"),
        CheckConstraint("(course_id IS NULL) <> (programme_id IS NULL)", name="subject"),
        CheckConstraint("programme_id IS NULL OR renew_after_months IS NULL", name="renewal"),
        CheckConstraint("kind IN ('mandatory', 'advised')", name="kind"),
        CheckConstraint("renew_after_months BETWEEN 1 AND 120", name="renew_after_months"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="of the form: sent twice, it is one assignment")
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id", ondelete="RESTRICT"))
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", ondelete="RESTRICT"), comment="it reaches this unit and those below; NULL: everybody"
    )
    why: Mapped[str] = mapped_column(String(300), default="", comment="said to those who get it")
    kind: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date] = mapped_column(comment="last day, where no unit has another one")
    for_joiners: Mapped[bool] = mapped_column(comment="whether people who come later get it")
    renew_after_months: Mapped[int | None] = mapped_column(comment="NULL: done once is done")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(120))
    ended_reason: Mapped[str] = mapped_column(String(300), default="")


class AssignmentTarget(Base):
    """One part of whom an assignment is for, as `aim.Targets` puts them together."""

    __tablename__ = "assignment_target"
    __table_args__ = (
        Index(None, "assignment_id"),
        CheckConstraint("kind IN ('everybody', 'unit', 'status', 'position', 'person')", name="kind"),
        CheckConstraint("(kind = 'unit') = (unit_id IS NOT NULL)", name="unit"),
        CheckConstraint("(kind = 'person') = (person_id IS NOT NULL)", name="person"),
        CheckConstraint("(kind IN ('status', 'position')) = (words IS NOT NULL)", name="words"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    words: Mapped[str | None] = mapped_column(String(200), comment="a status, or part of a position")


class AssignmentDue(Base):
    """A last day of its own for a unit and those below it."""

    __tablename__ = "assignment_due"
    __table_args__ = (UniqueConstraint("assignment_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    due_on: Mapped[date]


class Duty(Base):
    """What an assignment asks of one person, and what became of it; as `states.DutyFacts`, which makes the last two."""

    __tablename__ = "duty"
    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id"),
        Index(None, "person_id"),
        Index(None, "assignment_id", "stage", "until"),
        CheckConstraint("stage IN ('not-begun', 'begun', 'done', 'waived', 'released')", name="stage"),
        CheckConstraint("(stage = 'released') = (released_at IS NOT NULL)", name="released"),
        CheckConstraint("(released_at IS NULL) = (released_reason IS NULL)", name="released_reason"),
        CheckConstraint("(waived_at IS NULL) = (waived_reason IS NULL)", name="waived_reason"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), comment="as of now")
    due_on: Mapped[date]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="of the enrolment that is open or completed")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when the course was completed last")
    waived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waived_reason: Mapped[str | None] = mapped_column(String(20), comment="a code of lms/assignments/reasons.py")
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    released_reason: Mapped[str | None] = mapped_column(String(20))
    is_extended: Mapped[bool] = mapped_column(default=False, comment="due_on is this person's own")
    stage: Mapped[str] = mapped_column(String(10))
    until: Mapped[date] = mapped_column(comment="last day in order: due, or before it is to be renewed; 9999: for ever")


class DutyChange(Base):
    """What somebody decided about one person's duty, or what followed from their post; appended."""

    __tablename__ = "duty_change"
    __table_args__ = (
        Index(None, "duty_id"),
        CheckConstraint("kind IN ('waived', 'extended', 'released', 're-given')", name="kind"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20), comment="a code of lms/assignments/reasons.py")
    due_on: Mapped[date] = mapped_column(comment="the last day from then on")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))


class DutyCount(Base):
    """How many people of a unit are at a stage with the same last day; whoever asks adds up, whatever the day.

    No CHECK keeps `people` from being negative: it would judge the row that is offered, which may say “one fewer”.
    """

    __tablename__ = "duty_count"
    __table_args__ = (UniqueConstraint("assignment_id", "unit_id", "stage", "until"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    stage: Mapped[str] = mapped_column(String(10))
    until: Mapped[date]
    people: Mapped[int]


class DutyWeek(Base):
    """How many people of a unit who are done completed it in a week; the sum over all weeks is who is done.

    Like `duty_count` it follows people who move, and has no CHECK on `people`.
    """

    __tablename__ = "duty_week"
    __table_args__ = (UniqueConstraint("assignment_id", "unit_id", "week"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    week: Mapped[date] = mapped_column(comment="its Monday, where people live")
    people: Mapped[int]
