"""Tables of the institution: dated facts, signers with their dates of office, units."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, UtcDateTime


class InstitutionFact(Base):
    """One thing that is true of the institution from a day on: name, letterhead, number pattern, …; appended."""

    __tablename__ = "institution_fact"
    __table_args__ = (Index(None, "name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), comment="which fact; the list is in lms/org/institution.py")
    value: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120), comment="user name, or the command that wrote it")


class Signer(Base):
    """A person who signs certificates, with rank and dates of office; closed by `valid_to`, never rewritten."""

    __tablename__ = "signer"
    __table_args__ = (
        CheckConstraint("office IN ('definitive', 'plt', 'plh')", name="office"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), comment="with titles, as printed")
    position: Mapped[str] = mapped_column(String(200))
    rank: Mapped[str] = mapped_column(String(100), default="")
    nip: Mapped[str] = mapped_column(String(18), default="")
    office: Mapped[str] = mapped_column(String(20), comment="definitive, plt (acting), plh (daily acting)")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))


class Unit(Base):
    """A unit of the institution (perangkat daerah, UPTD, school) while it exists; a tree over `parent_id`."""

    __tablename__ = "unit"
    __table_args__ = (
        Index("uq_unit_open", "parent_path", "sort_key", unique=True, sqlite_where=text("valid_to IS NULL"),
              postgresql_where=text("valid_to IS NULL")),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name="dates"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    parent_path: Mapped[str] = mapped_column(
        String(400), default="/", comment="keys of all units above, such as /1/5/; / at the top"
    )
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(200), index=True, comment="small letters; unlike that of its siblings")
    valid_from: Mapped[date | None] = mapped_column(comment="NULL: from before there were records")
    valid_to: Mapped[date | None] = mapped_column(comment="last day")


class UnitAlias(Base):
    """Another name by which staff lists call a unit, remembered from the first time somebody said which it is."""

    __tablename__ = "unit_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    name_key: Mapped[str] = mapped_column(String(400), unique=True, comment="as lms/org/unit_names.py compares names")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))
