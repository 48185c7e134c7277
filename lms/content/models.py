"""Tables of published courses: immutable versions with their source, and the HTML derived from it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.platform.db.model import Base, UtcDateTime


class CourseRow(Base):
    """A course by its slug; what learners see is its current version."""

    __tablename__ = "course"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT", use_alter=True)
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")
    withdrawn_by: Mapped[str | None] = mapped_column(String(120), comment="user name, or the command that did it")


class CourseVersion(Base):
    """What was published at one time; never changed. Lists and settings are JSON as `version_facts.py` reads it."""

    __tablename__ = "course_version"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"), index=True)
    number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the tree of files")
    note: Mapped[str] = mapped_column(Text, default="", comment="what changed, for learners")
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="id")
    level: Mapped[str] = mapped_column(String(20), default="")
    topics: Mapped[str] = mapped_column(Text, default="[]", comment="JSON list of strings")
    authors: Mapped[str] = mapped_column(Text, default="[]", comment="JSON list of {name, institution}")
    outcomes: Mapped[str] = mapped_column(Text, default="{}", comment="JSON, key to sentence, in order")
    license: Mapped[str] = mapped_column(String(60), default="")
    proposed_jp: Mapped[int | None]
    pretest: Mapped[int] = mapped_column(default=0, comment="questions of its first final before the first lesson")
    review_by: Mapped[date | None] = mapped_column(comment="when it wants to be looked at again")
    minutes: Mapped[int] = mapped_column(comment="sum of the minutes of its items")
    item_count: Mapped[int]
    size: Mapped[int] = mapped_column(comment="bytes a learner loads to read all of it, pictures included")
    renderer: Mapped[str] = mapped_column(String(20), comment="revision of the renderer of the HTML held now")
    description_html: Mapped[str] = mapped_column(Text, default="")

    items: Mapped[list["CourseItem"]] = relationship(order_by="CourseItem.position", viewonly=True)


class CourseAuthor(Base):
    """A person with an account who answers for a course: sees its figures, answers its learners."""

    __tablename__ = "course_author"
    __table_args__ = (UniqueConstraint("course_id", "person_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class SourceFile(Base):
    """One file of a version's folder, byte for byte: text here, anything else in the blob store."""

    __tablename__ = "source_file"
    __table_args__ = (
        UniqueConstraint("version_id", "path"),
        CheckConstraint("(text IS NULL) <> (blob IS NULL)", name="text_or_blob"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    path: Mapped[str] = mapped_column(String(400))
    text: Mapped[str | None] = mapped_column(Text, comment="UTF-8; anything that is not UTF-8 is a blob")
    blob: Mapped[str | None] = mapped_column(String(64), comment="SHA-256 of the bytes in DATA_DIR/media")


class CourseItem(Base):
    """A lesson or quiz of a version."""

    __tablename__ = "course_item"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        UniqueConstraint("version_id", "key"),
        CheckConstraint("kind IN ('lesson', 'quiz')", name="kind"),
        CheckConstraint("role IN ('', 'practice', 'final')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(comment="from 1 over the whole course; also the number people see")
    key: Mapped[str] = mapped_column(String(200), comment="module/lesson")
    module_key: Mapped[str] = mapped_column(String(120), default="")
    module_position: Mapped[int]
    module_title: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(10))
    role: Mapped[str] = mapped_column(String(10), default="", comment="of a quiz: practice or final")
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    question_count: Mapped[int] = mapped_column(default=0, comment="asked in one attempt; of a lesson: its self-checks")
    quiz: Mapped[str] = mapped_column(Text, default="", comment="JSON of QuizSettings and pools, of a quiz")
    fingerprint: Mapped[str] = mapped_column(String(64), default="", comment="of what learners find in it")


class RenderedItem(Base):
    """The HTML of an item: derived from the source, renewed when the renderer changes."""

    __tablename__ = "rendered_item"

    item_id: Mapped[int] = mapped_column(ForeignKey("course_item.id", ondelete="RESTRICT"), primary_key=True)
    renderer: Mapped[str] = mapped_column(String(20))
    parts: Mapped[str] = mapped_column(Text, comment='JSON list of ["html", text] and ["question", key]')


class QuestionRow(Base):
    """A question of a version with its key: graded in a quiz, a self-check in a lesson."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("item_id", "key"), UniqueConstraint("item_id", "position"))

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("course_item.id", ondelete="RESTRICT"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))
    pool: Mapped[str] = mapped_column(String(120), default="")
    outcome: Mapped[str] = mapped_column(String(120), default="")
    points: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    published: Mapped[str] = mapped_column(Text, comment="JSON of PublishedQuestion; never leaves the server whole")


class SearchEntry(Base):
    """A place that a search leads to, of the current version of a course that is open; derived from its HTML.

    Written with the version, never updated. `search_index` reads `stems` here and is kept in step by the database: on
    SQLite an FTS5 table with triggers, on PostgreSQL an index. Rebuilding this table in a migration drops them.
    """

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("course_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(comment="0 is the description of the course, then sections of lessons")
    item_key: Mapped[str] = mapped_column(String(200), default="", comment="of the lesson, empty for a description")
    item_title: Mapped[str] = mapped_column(Text, default="")
    anchor: Mapped[str] = mapped_column(Text, default="", comment="id of the heading within the page")
    title: Mapped[str] = mapped_column(Text)
    title_stems: Mapped[str] = mapped_column(Text)
    stems: Mapped[str] = mapped_column(Text, comment="of title and text, each once, one space between")
    text: Mapped[str] = mapped_column(Text)


class MediaBlob(Base):
    """A stored file by the hash of its content; a variant names the original it was made from."""

    __tablename__ = "media_blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    original: Mapped[str | None] = mapped_column(ForeignKey("media_blob.sha256", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Recognition(Base):
    """What a course is worth, decided by the office: appended; the newest counts for completions after it."""

    __tablename__ = "recognition"
    __table_args__ = (CheckConstraint("jp BETWEEN 1 AND 1000", name="jp"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="RESTRICT"), index=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("course_version.id", ondelete="RESTRICT"), comment="the version the office looked at"
    )
    jp: Mapped[int]
    form_of_learning: Mapped[str] = mapped_column(String(120))
    decision_number: Mapped[str] = mapped_column(String(120))
    decision_date: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(200), default="", comment="office that decided, as printed")
    siasn_kind: Mapped[str] = mapped_column(String(60), default="", comment="kind of training in the national record")
    issuing_body: Mapped[str] = mapped_column(
        String(200), default="", comment="who holds the course, as printed; empty: the institution's organiser"
    )
    signer_id: Mapped[int | None] = mapped_column(
        ForeignKey("signer.id", ondelete="RESTRICT"), comment="who signs its certificates; NULL: who holds the office"
    )
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))
