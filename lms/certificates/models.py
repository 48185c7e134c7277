"""Tables of certificates: frozen facts, gapless numbers, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.platform.db.model import Base, BigKey, UtcDateTime


class CertificateCounter(Base):
    """The last number given in a local year."""

    __tablename__ = "certificate_counter"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Certificate(Base):
    """A certificate as issued, never changed; of a programme, `jp` is 0. What happened later: `certificate_event`."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("year", "sequence"),
        UniqueConstraint("enrolment_id", "edition"),
        UniqueConstraint("programme_completion_id", "edition"),
        CheckConstraint("(enrolment_id IS NULL) = (programme_completion_id IS NOT NULL)", name="of_one"),
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="RESTRICT"))
    programme_completion_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme_completion.id", ondelete="RESTRICT")
    )
    edition: Mapped[int] = mapped_column(comment="1, and one more for each reissue")
    year: Mapped[int]
    sequence: Mapped[int] = mapped_column(comment="gapless within the year")
    number: Mapped[str] = mapped_column(String(120), comment="as printed")
    code: Mapped[str] = mapped_column(String(20), unique=True, comment="RBT-XXXX-XXXX-XXXX")
    title: Mapped[str] = mapped_column(String(200))
    jp: Mapped[int] = mapped_column(default=0)
    facts: Mapped[str] = mapped_column(Text, comment="JSON of CertificateFacts: all that is printed")
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CertificateEvent(Base):
    """A revocation or replacement, with its reason; appended."""

    __tablename__ = "certificate_event"
    __table_args__ = (CheckConstraint("kind IN ('revoked', 'replaced')", name="kind"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="RESTRICT"), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(500))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str] = mapped_column(String(120))


class CertificateFile(Base):
    """The PDF made from a certificate: engine and template that made it, and the hash of its bytes."""

    __tablename__ = "certificate_file"
    __table_args__ = (UniqueConstraint("certificate_id", "engine", "template"),)

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id", ondelete="RESTRICT"))
    engine: Mapped[str] = mapped_column(String(120))
    template: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    tagged: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CheckTry(Base):
    """A try at the public check that did not match; counted per code and per address, swept by age."""

    __tablename__ = "check_try"
    __table_args__ = (Index(None, "code_hash", "tried_at"), Index(None, "address", "tried_at"))

    id: Mapped[int] = mapped_column(BigKey, primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    address: Mapped[str] = mapped_column(String(45))
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
