"""Speakers: offers to write, who was accepted, hours given, papers with gapless numbers.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
FORM_TOKEN = "made with the form; a second tap is the first"


def upgrade() -> None:
    op.create_table(
        "speaker_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, comment=FORM_TOKEN),
        sa.Column("person_id", sa.Integer(), nullable=True, comment="the account it came from, or that was made for it"),
        sa.Column("name", sa.String(200), nullable=False, comment="with titles"),
        sa.Column("institution", sa.String(200), nullable=False),
        sa.Column("position", sa.String(200), nullable=False),
        sa.Column("field", sa.String(200), nullable=False, comment="bidang, what the person knows"),
        sa.Column("email", sa.String(200), nullable=True, comment="lower case"),
        sa.Column("phone", sa.String(20), nullable=True, comment="digits, perhaps with + before them"),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("licence", sa.String(40), nullable=False, comment="of the material, as an SPDX identifier"),
        sa.Column("may_be_named", sa.Boolean(), nullable=False, comment="consent to stand on the page of thanks"),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by", sa.String(120), nullable=False),
        sa.Column("reply", sa.String(1000), nullable=False, comment="words of the decision, for the person"),
        sa.CheckConstraint("state IN ('waiting', 'accepted', 'declined')", name=op.f("ck_speaker_offer_state")),
        sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_speaker_offer_decided")),
        sa.CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name=op.f("ck_speaker_offer_reachable")),
        _key("speaker_offer", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_offer")),
        sa.UniqueConstraint("token", name=op.f("uq_speaker_offer_token")),
    )
    op.create_index(op.f("ix_speaker_offer_person_id"), "speaker_offer", ["person_id"])
    op.create_index(op.f("ix_speaker_offer_state_sent_at"), "speaker_offer", ["state", "sent_at"])
    for column, name in (("email", "email"), ("phone", "phone"), ("person_id", "person")):
        where = sa.text(f"state = 'waiting' AND {column} IS NOT NULL")
        op.create_index(f"uq_speaker_offer_{name}_waiting", "speaker_offer", [column], unique=True,
                        sqlite_where=where, postgresql_where=where)  # fmt: skip
    op.create_table(
        "speaker_offer_try",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("tried_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_offer_try")),
    )
    op.create_index(op.f("ix_speaker_offer_try_address_tried_at"), "speaker_offer_try", ["address", "tried_at"])
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False,
                  comment="stands on the page of thanks; the person's own choice"),
        _key("speaker", "person_id", "person"),
        _key("speaker", "offer_id", "speaker_offer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("person_id", name=op.f("uq_speaker_person_id")),
        sa.UniqueConstraint("offer_id", name=op.f("uq_speaker_offer_id")),
    )
    op.create_index(op.f("ix_speaker_is_named"), "speaker", ["is_named"])
    _create_hours()
    _create_papers()


def _create_hours() -> None:
    op.create_table(
        "speaker_hours",
        sa.Column("id", BIG_KEY, nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=True, comment="made with the form; none for a counter-entry"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False, comment="negative in a counter-entry"),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("reverses_id", BIG_KEY, nullable=True),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("recorded_by", sa.String(120), nullable=False),
        sa.CheckConstraint("(reverses_id IS NULL) = (minutes > 0)", name=op.f("ck_speaker_hours_minutes")),
        sa.CheckConstraint("(reverses_id IS NULL) = (reason = '')", name=op.f("ck_speaker_hours_reason")),
        _key("speaker_hours", "speaker_id", "speaker"),
        _key("speaker_hours", "reverses_id", "speaker_hours"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_hours")),
        sa.UniqueConstraint("token", name=op.f("uq_speaker_hours_token")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_speaker_hours_reverses_id")),
    )
    op.create_index(op.f("ix_speaker_hours_speaker_id"), "speaker_hours", ["speaker_id"])


def _create_papers() -> None:
    op.create_table(
        "speaker_paper_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_speaker_paper_counter")),
    )
    op.create_table(
        "speaker_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(64), nullable=False, comment=FORM_TOKEN),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="gapless within the year"),
        sa.Column("number", sa.String(120), nullable=False, comment="as printed"),
        sa.Column("facts", sa.Text(), nullable=False, comment="JSON of PaperFacts: all that is printed"),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("issued_by", sa.String(120), nullable=False),
        sa.CheckConstraint("kind IN ('request', 'service', 'certificate')", name=op.f("ck_speaker_paper_kind")),
        _key("speaker_paper", "speaker_id", "speaker"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_paper")),
        sa.UniqueConstraint("token", name=op.f("uq_speaker_paper_token")),
        sa.UniqueConstraint("year", "sequence", name=op.f("uq_speaker_paper_year_sequence")),
    )
    op.create_index(op.f("ix_speaker_paper_speaker_id"), "speaker_paper", ["speaker_id"])
    op.create_table(
        "speaker_paper_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("engine", sa.String(120), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        _key("speaker_paper_file", "paper_id", "speaker_paper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_paper_file")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_speaker_paper_file_paper_id")),
    )


def downgrade() -> None:
    for table in ("speaker_paper_file", "speaker_paper", "speaker_paper_counter", "speaker_hours", "speaker",
                  "speaker_offer_try", "speaker_offer"):  # fmt: skip
        op.drop_table(table)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="RESTRICT")
