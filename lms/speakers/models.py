"""Tables of speakers: offers to write, who was accepted, hours given, papers with gapless numbers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


def _while_waiting(name: str, column: str) -> Index:
    """At most one offer of the same sender waits."""
    where = text(f"state = 'waiting' AND {column} IS NOT NULL")
    return Index(name, column, unique=True, sqlite_where=where, postgresql_where=where)


class SpeakerOffer(Base):
    """Somebody offers to write courses without fee, as they sent it; decided once, in words."""

    __tablename__ = "speaker_offer"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'accepted', 'declined')", name="state"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        _while_waiting("uq_speaker_offer_email_waiting", "email"),
        _while_waiting("uq_speaker_offer_phone_waiting", "phone"),
        _while_waiting("uq_speaker_offer_person_waiting", "person_id"),
        Index(None, "state", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="made with the form; a second tap is the first")
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="RESTRICT"),
        index=True,
        comment="the account it came from, or that was made for it",
    )
    name: Mapped[str] = mapped_column(String(200), comment="with titles")
    institution: Mapped[str] = mapped_column(String(200))
    position: Mapped[str] = mapped_column(String(200))
    field: Mapped[str] = mapped_column(String(200), comment="bidang, what the person knows")
    email: Mapped[str | None] = mapped_column(String(200), comment="lower case")
    phone: Mapped[str | None] = mapped_column(String(20), comment="digits, perhaps with + before them")
    topic: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(String(40), comment="of the material, as an SPDX identifier")
    may_be_named: Mapped[bool] = mapped_column(comment="consent to stand on the page of thanks")
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    reply: Mapped[str] = mapped_column(String(1000), default="", comment="words of the decision, for the person")


class SpeakerOfferTry(Base):
    """An offer that came from an address, so that one address cannot fill the queue; swept by age."""

    __tablename__ = "speaker_offer_try"
    __table_args__ = (Index(None, "address", "tried_at"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    address: Mapped[str] = mapped_column(String(45))
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Speaker(Base):
    """A person who was accepted as speaker, by one offer."""

    __tablename__ = "speaker"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), unique=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("speaker_offer.id", ondelete="RESTRICT"), unique=True)
    accepted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_named: Mapped[bool] = mapped_column(index=True, comment="stands on the page of thanks; the person's own choice")


class SpeakerHours(Base):
    """Time given; appended. A correction is a counter-entry that names the one it reverses."""

    __tablename__ = "speaker_hours"
    __table_args__ = (
        CheckConstraint("(reverses_id IS NULL) = (minutes > 0)", name="minutes"),
        CheckConstraint("(reverses_id IS NULL) = (reason = '')", name="reason"),
        Index(None, "day"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    token: Mapped[str | None] = mapped_column(
        String(64), unique=True, comment="made with the form; none for a counter-entry"
    )
    day: Mapped[date]
    minutes: Mapped[int] = mapped_column(comment="negative in a counter-entry")
    what: Mapped[str] = mapped_column(String(200))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("speaker_hours.id", ondelete="RESTRICT"), unique=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(120))


class SpeakerPaperCounter(Base):
    """The last number given to a paper in a local year."""

    __tablename__ = "speaker_paper_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class SpeakerPaper(Base):
    """A letter, statement or certificate as issued to a speaker; never changed."""

    __tablename__ = "speaker_paper"
    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        CheckConstraint("kind IN ('request', 'service', 'certificate')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id", ondelete="RESTRICT"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True, comment="made with the form; a second tap is the first")
    kind: Mapped[str] = mapped_column(String(12))
    year: Mapped[int]
    sequence: Mapped[int] = mapped_column(comment="gapless within the year")
    number: Mapped[str] = mapped_column(String(120), comment="as printed")
    facts: Mapped[str] = mapped_column(Text, comment="JSON of PaperFacts: all that is printed")
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(120))


class SpeakerPaperFile(Base):
    """The PDF of a paper as it was made first; handed out ever after."""

    __tablename__ = "speaker_paper_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("speaker_paper.id", ondelete="RESTRICT"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    engine: Mapped[str] = mapped_column(String(120))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
