"""Tables of letters: what was written to whom, what of it leaves as e-mail or message, what people chose."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime

_UNREAD = text("read_at IS NULL")


class Notification(Base):
    """A letter to one person: its kind, and the facts of which it is put into words."""

    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("person_id", "token"),
        Index(None, "person_id", "id"),
        Index("ix_notification_unread", "person_id", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    kind: Mapped[str] = mapped_column(String(40), comment="a key of some feature's letters.py")
    facts: Mapped[str] = mapped_column(Text, comment="JSON, of which the letter is put into words")
    token: Mapped[str] = mapped_column(String(120), comment="names the fact that is told, so that it is told once")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="when it was opened first")


class Delivery(Base):
    """A letter that leaves, or left, as e-mail or message. `not_before` is set as long as there is something to do."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("channel IN ('email', 'phone')", name="channel"),
        CheckConstraint("state IN ('waiting', 'sending', 'sent', 'failed', 'skipped')", name="state"),
        CheckConstraint("(state IN ('waiting', 'sending')) = (not_before IS NOT NULL)", name="not_before"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at"),
        UniqueConstraint("notification_id", "channel"),
        Index(None, "not_before"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    notification_id: Mapped[int] = mapped_column(ForeignKey("notification.id", ondelete="RESTRICT"))
    channel: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    in_digest: Mapped[bool] = mapped_column(comment="whether it leaves with the other letters of the day")
    not_before: Mapped[datetime | None] = mapped_column(
        UtcDateTime, comment="when it is due; of one that is being sent, when it is taken for lost"
    )
    tries: Mapped[int]
    message_id: Mapped[str] = mapped_column(String(200), comment="of the mail, the same at each try; empty before")
    last_error: Mapped[str] = mapped_column(String(300), comment="why it was tried again, given up or left out")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ChannelChoice(Base):
    """When a person wants letters of a kind as e-mail; without a row the usual of the kind holds."""

    __tablename__ = "channel_choice"
    __table_args__ = (CheckConstraint("choice IN ('at-once', 'daily', 'off')", name="choice"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    choice: Mapped[str] = mapped_column(String(10))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Phone(Base):
    """The number at which a person wants messages: theirs to give and to take out, and shown to nobody else."""

    __tablename__ = "phone"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[str] = mapped_column(String(16), comment="+62…; given by the person, shown to nobody else")
    agreed_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="when the person agreed to messages")


class PhoneChoice(Base):
    """A kind of letters that a person wants as a message too."""

    __tablename__ = "phone_choice"

    person_id: Mapped[int] = mapped_column(ForeignKey("phone.person_id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
