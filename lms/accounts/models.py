"""Tables of people, their employment over time, roles, sign-in sessions and one-time codes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.accounts.names import person_key
from lms.platform.db.model import Base, BigKey, UtcDateTime


def _key_of_name(context: Any) -> str:
    return person_key(context.get_current_parameters()["name"])


class Person(Base):
    """Somebody with an account. The NIP is not here: it belongs to an employment and may change."""

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_unused", "id", sqlite_where=text("password_hash IS NULL"),
              postgresql_where=text("password_hash IS NULL")),
        CheckConstraint("username = lower(username)", name="username_lower"),
        CheckConstraint("language IN ('id', 'en')", name="language"),
        CheckConstraint("theme IN ('', 'light', 'dark')", name="theme"),
        CheckConstraint("text_size IN ('', 'large', 'larger')", name="text_size"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="merged_into"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    email: Mapped[str | None] = mapped_column(String(200), unique=True, comment="lower case; optional everywhere")
    name: Mapped[str] = mapped_column(String(200), comment="without titles")
    title_before: Mapped[str] = mapped_column(String(60), default="", comment="such as Drs.")
    title_after: Mapped[str] = mapped_column(String(60), default="", comment="such as M.Si.")
    form_of_address: Mapped[str] = mapped_column(String(60), default="", comment="panggilan, a free field")
    sort_key: Mapped[str] = mapped_column(String(200), index=True)
    name_key: Mapped[str] = mapped_column(
        String(200),
        index=True,
        default=_key_of_name,
        comment="its words in small letters: staff lists find by it",
    )
    birth_date: Mapped[date | None] = mapped_column(comment="as the staff list has it; tells people of one name apart")
    language: Mapped[str] = mapped_column(String(5), default="id")
    theme: Mapped[str] = mapped_column(String(10), default="")
    text_size: Mapped[str] = mapped_column(String(10), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200), comment="argon2id; NULL until activation")
    name_confirmed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when the person confirmed the name for certificates; NULL again once the name changes"
    )
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True, comment="the record of the same person that stayed"
    )


class PersonMerge(Base):
    """Two records of one person became one; undone by `undone_at`, never deleted."""

    __tablename__ = "person_merge"
    __table_args__ = (
        CheckConstraint("kept_id <> gone_id", name="two"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone"),
        Index("uq_person_merge_gone", "gone_id", unique=True, sqlite_where=text("undone_at IS NULL"),
              postgresql_where=text("undone_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    reason: Mapped[str] = mapped_column(String(500))
    merged_at: Mapped[datetime] = mapped_column(UtcDateTime)
    merged_by: Mapped[str] = mapped_column(String(120))
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str | None] = mapped_column(String(120))


class PersonMergeRow(Base):
    """What a merge changed of one row, so that it can be put back; in steps, undone from the last one on."""

    __tablename__ = "person_merge_row"
    __table_args__ = (Index(None, "merge_id", "step"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    merge_id: Mapped[int] = mapped_column(ForeignKey("person_merge.id", ondelete="RESTRICT"))
    step: Mapped[int] = mapped_column(comment="from 1")
    table: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(Text, comment="JSON list, of the primary key")
    before: Mapped[str | None] = mapped_column(Text, comment="JSON: column → value; NULL: the merge added the row")
    after: Mapped[str | None] = mapped_column(Text, comment="JSON: column → value; NULL: the merge removed the row")


class Employment(Base):
    """What a person is in the institution during a period: NIP, unit, position, rank, status."""

    __tablename__ = "employment"
    __table_args__ = (
        Index("uq_employment_current", "person_id", unique=True, sqlite_where=text("valid_to IS NULL"),
              postgresql_where=text("valid_to IS NULL")),
        CheckConstraint("status IN ('pns', 'cpns', 'pppk', 'pppk-part-time', 'other')", name="status"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        CheckConstraint("superior_id IS NULL OR superior_id <> person_id", name="superior"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    nip: Mapped[str] = mapped_column(String(18), default="", index=True, comment="18 digits; warned about, never a key")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    position: Mapped[str] = mapped_column(String(200), default="")
    rank: Mapped[str] = mapped_column(String(100), default="", comment="pangkat and golongan, as printed")
    status: Mapped[str] = mapped_column(String(20))
    superior_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True, comment="atasan langsung, where it is known"
    )
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(comment="last day; a person without an open row has left")


class PersonCorrection(Base):
    """A value of a person that was overwritten, with what stands since and why; appended, never changed."""

    __tablename__ = "person_correction"
    __table_args__ = (
        CheckConstraint("field IN ('name', 'title_before', 'title_after', 'birth_date', 'email', 'nip', 'status', "
                        "'rank', 'position', 'unit_id', 'superior_id', 'first_day', 'last_day')", name="field"),
        CheckConstraint("(employment_id IS NULL) = (field IN ('name', 'title_before', 'title_after', 'birth_date', "
                        "'email'))", name="of_post"),
        CheckConstraint("reason IN ('typing', 'renamed', 'documents', 'entry', 'other', 'own')", name="reason"),
        CheckConstraint("reason <> 'other' OR words <> ''", name="words"),
        CheckConstraint("before <> after", name="other"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    employment_id: Mapped[int | None] = mapped_column(
        ForeignKey("employment.id", ondelete="RESTRICT"), index=True, comment="of which post; NULL: of the person"
    )
    field: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(String(200), comment="as text: keys as digits, days as 2026-11-27")
    after: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(20), comment="a code of lms/accounts/correction.py")
    words: Mapped[str] = mapped_column(String(500), default="", comment="the reason in words of one's own")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))


class UnitHead(Base):
    """Who heads a unit during a period, and how: appointed, acting for a vacant post, or for an absent holder."""

    __tablename__ = "unit_head"
    __table_args__ = (
        CheckConstraint("office IN ('definitive', 'plt', 'plh')", name="office"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        Index("uq_unit_head_open", "unit_id", "office", unique=True, sqlite_where=text("valid_to IS NULL"),
              postgresql_where=text("valid_to IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    office: Mapped[str] = mapped_column(String(20), comment="definitive, plt, plh; see lms/org/signing.py")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(comment="last day")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))


class RoleGrant(Base):
    """A role a person holds, perhaps only for one unit; ended by `ended_at`, never deleted."""

    __tablename__ = "role_grant"
    __table_args__ = (Index(None, "role", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SigninSession(Base):
    """A browser that is signed in. Deleted at sign-out; the cookie holds the token, the row only its hash."""

    __tablename__ = "signin_session"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    remembered: Mapped[bool]
    device: Mapped[str] = mapped_column(String(120), comment="browser and system in words, such as Chrome, Android")


class KnownDevice(Base):
    """A browser from which a person has signed in before; it passes a lock-out of that person's name."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("token_hash", "person_id"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OneTimeCode(Base):
    """A code that lets one person set a password once. Kept after use: it says when and by which device."""

    __tablename__ = "one_time_code"
    __table_args__ = (CheckConstraint("purpose IN ('activation', 'reset')", name="purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    purpose: Mapped[str] = mapped_column(String(12))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(120))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    used_device: Mapped[str] = mapped_column(String(120), default="")
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when a newer code made it worthless")


class SigninFailure(Base):
    """A failed try to sign in or to use a code; counted per typed name and per address, swept by age."""

    __tablename__ = "signin_failure"
    __table_args__ = (Index(None, "name_hash", "failed_at"), Index(None, "address", "failed_at"))

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    name_hash: Mapped[bytes] = mapped_column(LargeBinary(32), comment="of the typed name, whether it exists or not")
    address: Mapped[str] = mapped_column(String(45))
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Deputy(Base):
    """Who does the office of somebody absent from a day to a day; ends by itself, or earlier by `ended_at`.

    It also ends with the post of either. Of one absent person one row is open: naming the next one closes what is over.
    """

    __tablename__ = "deputy"
    __table_args__ = (
        CheckConstraint("deputy_id <> person_id", name="other"),
        CheckConstraint("last_day >= first_day", name="dates"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        Index("uq_deputy_open", "person_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
        Index("ix_deputy_open_of", "deputy_id", sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True, comment="who is absent"
    )
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    person_unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id", ondelete="RESTRICT"), comment="where the absent person is; it ends when they move"
    )
    deputy_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="RESTRICT"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20), comment="a code of lms/accounts/deputies.py")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[str | None] = mapped_column(String(120))
