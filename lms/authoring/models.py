"""Tables of drafts: the files of a course that is being written, every revision of them, and who writes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class Draft(Base):
    """A course that is being written: one per course, from its first word over all its versions."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint(
            "state IN ('writing', 'in-review', 'needs-work', 'approved', 'published', 'discarded')", name="state"
        ),
        Index("uq_draft_slug", "slug", unique=True, sqlite_where=text("state <> 'discarded'"),
              postgresql_where=text("state <> 'discarded'")),
        UniqueConstraint("owner_id", "token"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), comment="name of the course's folder and in addresses")
    title: Mapped[str] = mapped_column(String(200), comment="of course.md, for lists")
    state: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int] = mapped_column(comment="number of the newest revision; grows with each change")
    base_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT"), comment="the version it was made from or became last"
    )
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"), index=True, comment="whose quota it uses"
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    token: Mapped[str | None] = mapped_column(
        String(40), comment="of the form that began it: sent twice, it begins one"
    )
    not_carried: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON, what an import could not carry over, as `import_report.py` reads it"
    )


class DraftAuthor(Base):
    """Who writes in a draft; ended by `removed_at`, never deleted."""

    __tablename__ = "draft_author"
    __table_args__ = (
        Index("uq_draft_author_current", "draft_id", "person_id", unique=True,
              sqlite_where=text("removed_at IS NULL"), postgresql_where=text("removed_at IS NULL")),
        Index(None, "person_id", "draft_id"),
        Index(None, "draft_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DraftRevision(Base):
    """One change of a draft. What one person types into one file within a few minutes is one revision."""

    __tablename__ = "draft_revision"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"))
    number: Mapped[int] = mapped_column(comment="grows, with gaps where typing was put together")
    act: Mapped[str] = mapped_column(String(20))
    path: Mapped[str] = mapped_column(String(400), default="", comment="the file, where it was one")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    is_kept: Mapped[bool] = mapped_column(default=False, comment="handed in or looked at: no typing joins it any more")


class DraftFile(Base):
    """A file as it was from revision `since` until before revision `until`; still so where that is NULL."""

    __tablename__ = "draft_file"
    __table_args__ = (
        Index("uq_draft_file_current", "draft_id", "path", unique=True,
              sqlite_where=text("until IS NULL"), postgresql_where=text("until IS NULL")),
        UniqueConstraint("draft_id", "path", "since"),
        CheckConstraint("(text IS NULL) <> (blob IS NULL)", name="text_or_blob"),
        CheckConstraint("until IS NULL OR until > since", name="until"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"))
    path: Mapped[str] = mapped_column(String(400))
    since: Mapped[int]
    until: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(Text, comment="UTF-8; anything that is not UTF-8 is a blob")
    blob: Mapped[str | None] = mapped_column(String(64), comment="SHA-256 of the bytes in DATA_DIR/media")
    size: Mapped[int] = mapped_column(comment="in bytes")


class DraftRemark(Base):
    """What somebody says of a block of a draft, perhaps with other words for it; it follows its block through edits."""

    __tablename__ = "draft_remark"
    __table_args__ = (
        CheckConstraint("closing IN ('', 'accepted', 'done', 'withdrawn')", name="closing"),
        CheckConstraint("(closing = '') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("words <> '' OR proposal <> ''", name="says_something"),
        Index(None, "draft_id", "path"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="RESTRICT"))
    path: Mapped[str] = mapped_column(String(400), default="", comment="the file; empty: the whole course")
    block: Mapped[int | None] = mapped_column(
        comment="place of its block in the file now; NULL: the page, or block gone"
    )
    block_text: Mapped[str] = mapped_column(Text, default="", comment="source of the block when it was written")
    words: Mapped[str] = mapped_column(String(2000), default="")
    proposal: Mapped[str] = mapped_column(Text, default="", comment="source to put in the block's place")
    token: Mapped[str] = mapped_column(String(40), unique=True, comment="made by the page: sent twice it is one")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closing: Mapped[str] = mapped_column(String(12), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))


class DraftRemarkReply(Base):
    """An answer to a remark; appended."""

    __tablename__ = "draft_remark_reply"
    __table_args__ = (Index(None, "remark_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("draft_remark.id", ondelete="RESTRICT"))
    words: Mapped[str] = mapped_column(String(2000))
    token: Mapped[str] = mapped_column(String(40), unique=True, comment="made by the page: sent twice it is one")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
