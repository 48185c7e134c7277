"""Tables of samples, their completions, and what was found; appended."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class InspectionSample(Base):
    """Completions of a period drawn by a seed; `lms/inspection/drawing.py` says how."""

    __tablename__ = "inspection_sample"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="dates"),
        CheckConstraint("size BETWEEN 1 AND population", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", ondelete="RESTRICT"), comment="people who are there and below; NULL: everybody"
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    population: Mapped[int] = mapped_column(comment="completions from which it was drawn")
    size: Mapped[int]
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    drawn_by: Mapped[str] = mapped_column(String(120))


class InspectionLine(Base):
    """One completion of a sample, in the order in which it was drawn."""

    __tablename__ = "inspection_line"
    __table_args__ = (UniqueConstraint("sample_id", "place"), UniqueConstraint("sample_id", "enrolment_id"))

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("inspection_sample.id", ondelete="RESTRICT"))
    place: Mapped[int] = mapped_column(comment="from 1")
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))


class InspectionFinding(Base):
    """What an inspector found of a completion; the newest of a line holds, the older ones stay."""

    __tablename__ = "inspection_finding"
    __table_args__ = (CheckConstraint("verdict IN ('in-order', 'to-clarify')", name="verdict"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("inspection_line.id", ondelete="RESTRICT"), index=True)
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))
