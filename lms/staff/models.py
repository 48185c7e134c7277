"""Tables of staff lists that came in, and of what each changed, so that it can be undone."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class StaffImport(Base):
    """A staff list on its way in: the file, how its columns were matched, what was decided, what became of it."""

    __tablename__ = "staff_import"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'applied', 'undone', 'dropped')", name="state"),
        CheckConstraint("(state IN ('applied', 'undone')) = (applied_at IS NOT NULL)", name="applied"),
        CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name="undone"),
        Index(None, "headers_hash", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="of the form: sent twice, it is one import")
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", ondelete="RESTRICT"), comment="the list is of this unit and those below; NULL: of all"
    )
    is_complete: Mapped[bool] = mapped_column(comment="whether somebody who is not on the list has left")
    valid_from: Mapped[date] = mapped_column(comment="from which day its changes hold")
    file_name: Mapped[str] = mapped_column(String(200))
    file: Mapped[bytes | None] = mapped_column(LargeBinary, comment="NULL once it is over: it holds birth dates")
    headers_hash: Mapped[str] = mapped_column(String(64), comment="of the first line: such lists are matched alike")
    columns: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: field → number of the column, from 0")
    decisions: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: row or unit name → what was chosen")
    state: Mapped[str] = mapped_column(String(10), default="open")
    counts: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: kind of change → people, as applied")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    applied_by: Mapped[str] = mapped_column(String(120), default="")
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(String(120), default="")


class StaffChange(Base):
    """What one list changed of one person: how it was and how it is since."""

    __tablename__ = "staff_change"
    __table_args__ = (
        CheckConstraint("kind IN ('new', 'changed', 'moved', 'left')", name="kind"),
        Index(None, "import_id", "kind"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("staff_import.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True, comment="NULL once a new account was taken back"
    )
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    before: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: field → value; {} of somebody new")
    after: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: field → value; {} of somebody who left")
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_because: Mapped[str] = mapped_column(String(60), default="", comment="why undoing left this one as it is")
