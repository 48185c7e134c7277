"""Tables of the JP ledger and of the dated rules."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
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


class JpYear(Base):
    """The JP of one person in one year: what the entries of the ledger come to."""

    __tablename__ = "jp_year"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    jp: Mapped[int]


class StaffPlace(Base):
    """Where somebody who is at work is counted now: unit, status, unused account or not. Who left has no row."""

    __tablename__ = "staff_place"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    status: Mapped[str] = mapped_column(String(20), comment="of employment")
    is_unused: Mapped[bool] = mapped_column(
        server_default=false(), comment="no password has been set yet; never of made-up people of the demonstration"
    )


class StaffCount(Base):
    """How many people of a unit and a status are at work, and how many of them have an account that nobody uses yet.

    No CHECK keeps `people` from being negative, here and below: it would judge the row that is offered, which may say
    “one fewer”.
    """

    __tablename__ = "staff_count"
    __table_args__ = (UniqueConstraint("unit_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    status: Mapped[str] = mapped_column(String(20))
    people: Mapped[int] = mapped_column(default=0)
    unused: Mapped[int] = mapped_column(server_default="0", comment="of these people")


class JpCount(Base):
    """How many people at work in a unit, of a status, have so many JP in a year; who has none is in no row."""

    __tablename__ = "jp_count"
    __table_args__ = (UniqueConstraint("year", "unit_id", "status", "jp"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    year: Mapped[int]
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    status: Mapped[str] = mapped_column(String(20), comment="of employment, as of now")
    jp: Mapped[int]
    people: Mapped[int]


class JpMonth(Base):
    """JP that people who are at work in a unit, of a status, earned in a month; it goes with them when they move."""

    __tablename__ = "jp_month"
    __table_args__ = (
        UniqueConstraint("year", "unit_id", "status", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    year: Mapped[int]
    unit_id: Mapped[int] = mapped_column(comment="0: of people who are in no unit")
    status: Mapped[str] = mapped_column(String(20), comment="of employment, as of now")
    month: Mapped[int]
    jp: Mapped[int]
